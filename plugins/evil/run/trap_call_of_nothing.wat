;; Calls an empty element of its table. The host says P011.
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
    (type $nothing (func))
    (table 1 funcref)
    (func (export "evaluate") (param $rows i32) (param $columns i32) (param i32 i32 i32) (result i32)
      (call_indirect (type $nothing) (i32.const 0))
      (i32.const 64)))
  ;; include: checker
)
