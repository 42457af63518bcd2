;; Takes all memory in its start function. The host says P010 at the first rows.
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
    (func $start (drop (memory.grow (i32.const 30000)))))
  ;; include: checker
)
