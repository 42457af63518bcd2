;; Grows its table for ever. The host says P010 where it asks for more than it may have.
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
    (table 1 funcref)
    (func (export "evaluate") (param $rows i32) (param $columns i32) (param i32 i32 i32) (result i32)
      (loop $for-ever (drop (table.grow 0 (ref.null func) (i32.const 1000))) (br $for-ever))
      unreachable))
  ;; include: checker
)
