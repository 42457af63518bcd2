;; Imports a component. The host says P006.
(component
  ;; include: manifest
  ;; include: types
  (import "helper" (component (export "run" (func))))
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
