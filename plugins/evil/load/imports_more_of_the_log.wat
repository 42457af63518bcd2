;; Imports a function that the log does not have. The host says P006.
(component
  ;; include: manifest
  ;; include: types
  (import "tieuchi:criterion/log@1.0.0" (instance (export "read" (func (result string)))))
  (core module $module
    ;; include: memory
    ;; include: take
    ;; include: realloc
    ;; include: done
    ;; include: configure
    ;; include: reply
    ;; include: evaluate)
  ;; include: checker
)
