;; Instantiates one module four times for four memories. The host says P008.
(component
  ;; include: manifest
  ;; include: types
  (core module $page (memory 1))
  (core instance (instantiate $page))
  (core instance (instantiate $page))
  (core instance (instantiate $page))
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
