;; Has a greatest size of its own and asks for more for ever. The host says P003.
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
    (table 1 2 funcref)
    (func (export "evaluate") (param $rows i32) (param $columns i32) (param i32 i32 i32) (result i32)
      (loop $for-ever (drop (table.grow 0 (ref.null func) (i32.const 2))) (br $for-ever))
      unreachable))
  ;; include: checker
)
