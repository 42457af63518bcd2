;; Asks for the index of its thread. The host says P008.
(component
  ;; include: manifest
  ;; include: types
  (core func (canon thread.index))
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
