;; Exports no checker. The host says P007.
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
    ;; include: evaluate)
  (core instance $plugin (instantiate $module))
)
