;; Begins with eight tables, each within the bound and together beyond it. The host says P010.
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
    (table 5000 funcref)
    (table 5000 funcref)
    (table 5000 funcref)
    (table 5000 funcref)
    (table 5000 funcref)
    (table 5000 funcref)
    (table 5000 funcref)
    (table 5000 funcref))
  ;; include: checker
)
