;; Calls itself with hundreds of values on each frame. The host says P011: out of stack.
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
    (func $deeper (param $n i64) (result i64)
      (call $deeper (i64.add (local.get $n) (i64.const 0)))
      (call $deeper (i64.add (local.get $n) (i64.const 1)))
      (call $deeper (i64.add (local.get $n) (i64.const 2)))
      (call $deeper (i64.add (local.get $n) (i64.const 3)))
      (call $deeper (i64.add (local.get $n) (i64.const 4)))
      (call $deeper (i64.add (local.get $n) (i64.const 5)))
      (call $deeper (i64.add (local.get $n) (i64.const 6)))
      (call $deeper (i64.add (local.get $n) (i64.const 7)))
      (call $deeper (i64.add (local.get $n) (i64.const 8)))
      (call $deeper (i64.add (local.get $n) (i64.const 9)))
      (call $deeper (i64.add (local.get $n) (i64.const 10)))
      (call $deeper (i64.add (local.get $n) (i64.const 11)))
      (call $deeper (i64.add (local.get $n) (i64.const 12)))
      (call $deeper (i64.add (local.get $n) (i64.const 13)))
      (call $deeper (i64.add (local.get $n) (i64.const 14)))
      (call $deeper (i64.add (local.get $n) (i64.const 15)))
      (call $deeper (i64.add (local.get $n) (i64.const 16)))
      (call $deeper (i64.add (local.get $n) (i64.const 17)))
      (call $deeper (i64.add (local.get $n) (i64.const 18)))
      (call $deeper (i64.add (local.get $n) (i64.const 19)))
      (call $deeper (i64.add (local.get $n) (i64.const 20)))
      (call $deeper (i64.add (local.get $n) (i64.const 21)))
      (call $deeper (i64.add (local.get $n) (i64.const 22)))
      (call $deeper (i64.add (local.get $n) (i64.const 23)))
      (call $deeper (i64.add (local.get $n) (i64.const 24)))
      (call $deeper (i64.add (local.get $n) (i64.const 25)))
      (call $deeper (i64.add (local.get $n) (i64.const 26)))
      (call $deeper (i64.add (local.get $n) (i64.const 27)))
      (call $deeper (i64.add (local.get $n) (i64.const 28)))
      (call $deeper (i64.add (local.get $n) (i64.const 29)))
      (call $deeper (i64.add (local.get $n) (i64.const 30)))
      (call $deeper (i64.add (local.get $n) (i64.const 31)))
      (call $deeper (i64.add (local.get $n) (i64.const 32)))
      (call $deeper (i64.add (local.get $n) (i64.const 33)))
      (call $deeper (i64.add (local.get $n) (i64.const 34)))
      (call $deeper (i64.add (local.get $n) (i64.const 35)))
      (call $deeper (i64.add (local.get $n) (i64.const 36)))
      (call $deeper (i64.add (local.get $n) (i64.const 37)))
      (call $deeper (i64.add (local.get $n) (i64.const 38)))
      (call $deeper (i64.add (local.get $n) (i64.const 39)))
      i64.add
      i64.add
      i64.add
      i64.add
      i64.add
      i64.add
      i64.add
      i64.add
      i64.add
      i64.add
      i64.add
      i64.add
      i64.add
      i64.add
      i64.add
      i64.add
      i64.add
      i64.add
      i64.add
      i64.add
      i64.add
      i64.add
      i64.add
      i64.add
      i64.add
      i64.add
      i64.add
      i64.add
      i64.add
      i64.add
      i64.add
      i64.add
      i64.add
      i64.add
      i64.add
      i64.add
      i64.add
      i64.add
      i64.add)
    (func (export "evaluate") (param $rows i32) (param $columns i32) (param i32 i32 i32) (result i32)
      (drop (call $deeper (i64.const 1)))
      unreachable))
  ;; include: checker
)
