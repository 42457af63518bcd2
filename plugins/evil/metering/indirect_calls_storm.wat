;; Calls through its table for ever. The host says P003: out of fuel.
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
    (elem (i32.const 0) $nothing)
    (func $nothing)
    (func (export "evaluate") (param $rows i32) (param $columns i32) (param i32 i32 i32) (result i32)
      (loop $for-ever (call_indirect (type $nothing) (i32.const 0)) (br $for-ever))
      unreachable))
  ;; include: checker
)
