;; Writes ten million lines of log and then judges. The host says P003 long before.
(component
  ;; include: manifest
  ;; include: types
  ;; include: log
  (core module $module
    ;; include: log-memory
    ;; include: take
    ;; include: realloc
    ;; include: done
    ;; include: configure
    ;; include: reply
    (func (export "evaluate") (param $rows i32) (param $columns i32) (param i32 i32 i32) (result i32)
      (local $left i32)
      (local.set $left (i32.const 10000000))
      (loop $again
        (call $write (i32.const 0) (i32.const 0) (i32.const 0))
        (local.set $left (i32.sub (local.get $left) (i32.const 1)))
        (br_if $again (local.get $left)))
      (call $reply (local.get $rows) (i64.const 1))
      (i32.const 64)))
  ;; include: checker-with-log
)
