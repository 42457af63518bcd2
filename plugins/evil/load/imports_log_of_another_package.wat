;; Imports a log of a package that only looks like ours. The host says P006.
(component
  ;; include: manifest
  ;; include: types
  (import "tieuchi-criterion:log/log@1.0.0" (instance))
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
