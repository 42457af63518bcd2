;; Looks through all the memory that it may have for anything that it has not written itself, and
;; gives a unit of points where it finds some.
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
      (local $at i32) (local $found i64)
      (drop (memory.grow (i32.const 255)))
      (local.set $at (i32.const 16384))
      (loop $each
        (local.set $found (i64.or (local.get $found) (i64.load (local.get $at))))
        (local.set $at (i32.add (local.get $at) (i32.const 64)))
        (br_if $each (i32.lt_u (local.get $at) (i32.const 16777216))))
      (call $reply (local.get $rows) (i64.extend_i32_u (i64.ne (local.get $found) (i64.const 0))))
      (i32.const 64)))
  ;; include: checker
)
