;; Hides an interface in the log. The host says P008.
(component
  ;; include: manifest
  ;; include: types
  (import "tieuchi:criterion/log@1.0.0" (instance (export "types" (instance (export "f" (func))))))
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
