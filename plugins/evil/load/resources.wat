;; Makes a resource of its own, whose handles the host would have to keep. The host says P008.
(component
  ;; include: manifest
  ;; include: types
  (type $handle (resource (rep i32)))
  (core func (canon resource.new $handle))
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
