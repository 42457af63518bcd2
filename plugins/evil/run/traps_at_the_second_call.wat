;; Judges the first rows and traps at the second. The host says P011, throws it away and goes on
;; with a fresh one.
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
    (global $calls (mut i32) (i32.const 0))
    (func (export "evaluate") (param $rows i32) (param $columns i32) (param i32 i32 i32) (result i32)
      (global.set $calls (i32.add (global.get $calls) (i32.const 1)))
      (if (i32.eq (global.get $calls) (i32.const 2)) (then unreachable))
      (call $reply (local.get $rows) (i64.const 1))
      (i32.const 64)))
  ;; include: checker
)
