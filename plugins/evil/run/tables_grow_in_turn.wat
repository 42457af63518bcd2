;; Grows two tables in turn, each within the bound of one. The host says P010 for both together.
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
    (table $a 1 funcref)
    (table $b 1 funcref)
    (func (export "evaluate") (param $rows i32) (param $columns i32) (param i32 i32 i32) (result i32)
      (drop (table.grow $a (ref.null func) (i32.const 15000)))
      (drop (table.grow $b (ref.null func) (i32.const 15000)))
      (call $reply (local.get $rows) (i64.const 1))
      (i32.const 64)))
  ;; include: checker
)
