;; Gives other points once it has seen two hundred rows. The host takes each reply; proving it
;; says P023.
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
    (global $seen (mut i32) (i32.const 0))
    (func (export "evaluate") (param $rows i32) (param $columns i32) (param i32 i32 i32) (result i32)
      (global.set $seen (i32.add (global.get $seen) (local.get $rows)))
      (call $reply (local.get $rows) (select (i64.const 9) (i64.const 3) (i32.gt_u (global.get $seen) (i32.const 200))))
      (i32.const 64)))
  ;; include: checker
)
