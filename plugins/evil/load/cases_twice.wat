;; Bears two sets of worked cases. The host says P022.
(component
  ;; include: manifest
  (@custom "tieuchi:cases" "")
  (@custom "tieuchi:cases" "")
  ;; include: types
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
