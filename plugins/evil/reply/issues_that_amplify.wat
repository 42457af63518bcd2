;; Refuses its settings with three thousand times the same long text. The host stops it.
(component
  ;; include: manifest
  ;; include: types
  (core module $module
    ;; include: memory
    ;; include: take
    ;; include: realloc
    ;; include: done
    ;; include: reply
    ;; include: evaluate
    (global $at (mut i32) (i32.const 0))
    (global $points (mut i64) (i64.const 1))
    (func (export "configure") (param i32 i64 i32 i32 i32 i32 i32 i32 i32) (result i32)
      (i32.store8 (i32.const 64) (i32.const 1))
      (i32.store (i32.const 68) (i32.const 8192))
      (i32.store (i32.const 72) (i32.const 3000))
      (loop $each
        (i32.store offset=8196 (i32.mul (global.get $at) (i32.const 12)) (i32.const 0))
        (i32.store offset=8200 (i32.mul (global.get $at) (i32.const 12)) (i32.const 60000))
        (global.set $at (i32.add (global.get $at) (i32.const 1)))
        (br_if $each (i32.lt_u (global.get $at) (i32.const 3000))))
      (i32.const 64)))
  ;; include: checker
)
