;; Imports a function of no interface. The host says P006.
(component
  ;; include: manifest
  ;; include: types
  (import "read-file" (func (param "path" string) (result string)))
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
