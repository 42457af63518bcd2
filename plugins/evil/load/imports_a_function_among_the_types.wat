;; Hides a function in the interface that only names types. The host says P006.
(component
  ;; include: manifest
  (import "tieuchi:criterion/types@1.0.0" (instance (export "read" (func))))
  (core module $module
    ;; include: memory
    ;; include: take
    ;; include: realloc
    ;; include: done
    ;; include: configure
    ;; include: reply
    ;; include: evaluate)
  (core instance $plugin (instantiate $module))
)
