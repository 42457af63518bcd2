;; Loops for ever in its start function. Nothing runs when it is loaded; the host says P003 at
;; the first rows.
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
    (func $start (loop $for-ever (br $for-ever))))
  ;; include: checker
)
