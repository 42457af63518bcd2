;; Reads values where none are present. The host takes the reply; proving it says P023.
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
    (func (export "evaluate") (param $rows i32) (param $columns i32) (param i32 i32 i32) (result i32)
      (local $at i32) (local $in i32) (local $left i32)
      (call $reply (local.get $rows) (i64.const 1))
      (local.set $at (i32.load (i32.const 76)))
      (local.set $in (i32.load offset=4 (local.get $columns)))
      (local.set $left (local.get $rows))
      (loop $each
        (i64.store (local.get $at) (i64.and (i64.load (local.get $in)) (i64.const 7)))
        (local.set $at (i32.add (local.get $at) (i32.const 8)))
        (local.set $in (i32.add (local.get $in) (i32.const 8)))
        (local.set $left (i32.sub (local.get $left) (i32.const 1)))
        (br_if $each (local.get $left)))
      (i32.const 64)))
  ;; include: checker
)
