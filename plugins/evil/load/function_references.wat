;; Calls a typed reference. The host says P008.
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
    ;; include: evaluate
    (type $nothing (func))
    (func (param (ref $nothing)) (call_ref $nothing (local.get 0))))
  ;; include: checker
)
