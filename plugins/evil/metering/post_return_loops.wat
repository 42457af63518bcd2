;; Loops for ever after its reply, while the host still holds it. The host says P003.
(component
  ;; include: manifest
  ;; include: types
  (core module $module
    ;; include: memory
    ;; include: take
    ;; include: realloc
    ;; include: configure
    ;; include: reply
    ;; include: evaluate
    (func (export "done") (param i32)
      (loop $for-ever (br $for-ever))))
  ;; include: checker
)
