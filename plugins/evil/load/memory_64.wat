;; Declares a memory of 64-bit addresses. The host says P008.
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
    (memory i64 1))
  ;; include: checker
)
