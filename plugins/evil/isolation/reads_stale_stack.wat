;; Reads locals that it has never set, deep on the stack, for what others left there. They are 0.
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
    (func $dig (param $depth i32) (result i64)
      (local i64 i64 i64 i64 i64 i64 i64 i64)
      (if (local.get $depth)
        (then (return (i64.or
          (i64.or (i64.or (local.get 1) (local.get 2)) (i64.or (local.get 3) (local.get 4)))
          (i64.or (local.get 5) (call $dig (i32.sub (local.get $depth) (i32.const 1))))))))
      (local.get 8))
    (func (export "evaluate") (param $rows i32) (param $columns i32) (param i32 i32 i32) (result i32)
      (call $reply (local.get $rows) (call $dig (i32.const 200)))
      (i32.const 64)))
  ;; include: checker
)
