;; Writes a line that is not UTF-8. The host says so in the log and goes on.
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
    (data (i32.const 2048) "\ff\fe\c0\80")
    (func (export "evaluate") (param $rows i32) (param $columns i32) (param i32 i32 i32) (result i32)
      (call $write (i32.const 2) (i32.const 2048) (i32.const 4))
      (call $reply (local.get $rows) (i64.const 1))
      (i32.const 64)))
  ;; include: checker-with-log
)
