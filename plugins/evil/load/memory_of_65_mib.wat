;; Begins with one MiB of memory more than it may have. The host says P010.
(component
  ;; include: manifest
  ;; include: types
  (core module $module
    (memory (export "memory") 1040)
    ;; include: take
    ;; include: realloc
    ;; include: done
    ;; include: configure
    ;; include: reply
    ;; include: evaluate)
  ;; include: checker
)
