;; Writes to the log while the host asks it for memory. The host says P011: it may not leave.
(component
  ;; include: manifest
  ;; include: types
  ;; include: log
  (core module $module
    ;; include: log-memory
    ;; include: take
    ;; include: done
    ;; include: configure
    ;; include: reply
    ;; include: evaluate
    (func (export "realloc") (param i32 i32 i32) (param $bytes i32) (result i32)
      (call $write (i32.const 1) (i32.const 0) (i32.const 0))
      (call $take (local.get $bytes))))
  ;; include: checker-with-log
)
