;; Counts its calls in elements of a table that it has grown. Every session begins at one.
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
    (table 0 funcref)
    (elem declare func $take)
    (func (export "evaluate") (param $rows i32) (param $columns i32) (param i32 i32 i32) (result i32)
      (local $at i32)
      (if (i32.eq (table.size 0) (i32.const 0)) (then (drop (table.grow 0 (ref.null func) (i32.const 50)))))
      (loop $find
        (if (i32.eqz (ref.is_null (table.get 0 (local.get $at)))) (then
          (local.set $at (i32.add (local.get $at) (i32.const 1)))
          (br $find))))
      (table.set 0 (local.get $at) (ref.func $take))
      (call $reply (local.get $rows) (i64.extend_i32_u (i32.add (local.get $at) (i32.const 1))))
      (i32.const 64)))
  ;; include: checker
)
