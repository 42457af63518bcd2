;; Writes over the columns that it was sent and all around them. The host still has its own.
(component
  ;; include: manifest
  ;; include: types
  (core module $module
    ;; include: memory
    ;; include: take
    ;; include: realloc
    ;; include: done
    ;; include: configure
    ;; include: reply
    (func (export "evaluate") (param $rows i32) (param $columns i32) (param i32 i32 i32) (result i32)
      (memory.fill (i32.const 4096) (i32.const 0xff) (i32.const 32768))
      (global.set $next (i32.const 49152))
      (call $reply (local.get $rows) (i64.const 1))
      (i32.const 64)))
  ;; include: checker
)
