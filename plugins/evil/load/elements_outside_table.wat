;; Fills a table past its end when it is started. The host says P011 at the first rows.
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
    (table 1 funcref)
    (elem (i32.const 1) func $take))
  ;; include: checker
)
