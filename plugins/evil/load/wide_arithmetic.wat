;; Uses 128-bit arithmetic. The host says P008.
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
    ;; include: evaluate
    (func (result i64 i64)
      (i64.add128 (i64.const 1) (i64.const 0) (i64.const 1) (i64.const 0))))
  ;; include: checker
)
