;; Declares a table of 64-bit indices. The host says P008.
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
    (table i64 1 funcref))
  ;; include: checker
)
