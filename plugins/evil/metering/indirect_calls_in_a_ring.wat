;; Two functions call one another through the table for ever. The host says P011: out of stack.
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
    (table 2 funcref)
    (elem (i32.const 0) $ping $pong)
    (func $ping (call_indirect (type $nothing) (i32.const 1)))
    (func $pong (call_indirect (type $nothing) (i32.const 0)))
    (func (export "evaluate") (param $rows i32) (param $columns i32) (param i32 i32 i32) (result i32)
      (call_indirect (type $nothing) (i32.const 0))
      unreachable))
  ;; include: checker
)
