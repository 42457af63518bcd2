;; Counts its calls in a global and says how many there were. Every session begins at one.
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
    (global $calls (mut i64) (i64.const 0))
    (func (export "evaluate") (param $rows i32) (param $columns i32) (param i32 i32 i32) (result i32)
      (global.set $calls (i64.add (global.get $calls) (i64.const 1)))
      (call $reply (local.get $rows) (global.get $calls))
      (i32.const 64)))
  ;; include: checker
)
