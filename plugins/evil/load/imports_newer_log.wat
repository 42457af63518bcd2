;; Imports a log of a later minor version, which a lenient linker would take. The host says P006.
(component
  ;; include: manifest
  ;; include: types
  (import "tieuchi:criterion/log@1.1.0" (instance))
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
