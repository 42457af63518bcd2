;; Declares a structure of the collected heap. The host says P008.
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
    (type (struct (field i32))))
  ;; include: checker
)
