;; Writes lines of log for ever. The host keeps as many as it allows and says P003.
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
    (data (i32.const 2048) "x")
    (func (export "evaluate") (param $rows i32) (param $columns i32) (param i32 i32 i32) (result i32)
      (loop $for-ever
        (call $write (i32.const 2) (i32.const 2048) (i32.const 1))
        (br $for-ever))
      unreachable))
  ;; include: checker-with-log
)
