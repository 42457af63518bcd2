;; Declares nine tables. The host says P010.
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
    (table 1 funcref)
    (table 1 funcref)
    (table 1 funcref)
    (table 1 funcref)
    (table 1 funcref)
    (table 1 funcref)
    (table 1 funcref)
    (table 1 funcref)
    (table 1 funcref))
  ;; include: checker
)
