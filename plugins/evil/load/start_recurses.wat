;; Calls itself for ever in its start function. The host says P011 at the first rows.
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
    (start $start)
    (func $start (call $start)))
  ;; include: checker
)
