;; Fills memory that it does not have when it is started. The host says P011 at the first rows.
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
    (data (i32.const 65530) "0123456789"))
  ;; include: checker
)
