;; Writes to the log after its reply. The host says P011: it may not leave.
(component
  ;; include: manifest
  ;; include: types
  ;; include: log
  (core module $module
    ;; include: log-memory
    ;; include: take
    ;; include: realloc
    ;; include: configure
    ;; include: reply
    ;; include: evaluate
    (func (export "done") (param i32)
      (call $write (i32.const 1) (i32.const 0) (i32.const 0))))
  ;; include: checker-with-log
)
