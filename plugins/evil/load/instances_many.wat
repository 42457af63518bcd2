;; Instantiates one module a dozen times. The host says P010.
(component
  ;; include: manifest
  ;; include: types
  (core module $none)
  (core instance (instantiate $none))
  (core instance (instantiate $none))
  (core instance (instantiate $none))
  (core instance (instantiate $none))
  (core instance (instantiate $none))
  (core instance (instantiate $none))
  (core instance (instantiate $none))
  (core instance (instantiate $none))
  (core instance (instantiate $none))
  (core instance (instantiate $none))
  (core instance (instantiate $none))
  (core instance (instantiate $none))
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
