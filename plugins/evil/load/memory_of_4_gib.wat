;; Begins with 4 GiB of memory. The host says P010.
(component
  ;; include: manifest
  ;; include: types
  (core module $module
    (memory (export "memory") 65536)
    ;; include: take
    ;; include: realloc
    ;; include: done
    ;; include: configure
    ;; include: reply
    ;; include: evaluate)
  ;; include: checker
)
