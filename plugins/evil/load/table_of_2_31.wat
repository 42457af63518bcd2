;; Begins with a table of 2^31 elements. The host says P010.
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
    (table 2147483648 funcref))
  ;; include: checker
)
