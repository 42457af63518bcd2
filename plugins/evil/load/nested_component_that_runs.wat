;; Holds a component with code of its own. The host says P008.
(component
  ;; include: manifest
  ;; include: types
  (component $inside (core module (func unreachable)))
  (instance (instantiate $inside))
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
