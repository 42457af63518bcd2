;; Counts its calls at the end of memory that it has grown. Every session begins at one.
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
      (if (i32.eq (memory.size) (i32.const 1)) (then (drop (memory.grow (i32.const 15)))))
      (i64.store (i32.const 1048568) (i64.add (i64.load (i32.const 1048568)) (i64.const 1)))
      (call $reply (local.get $rows) (i64.load (i32.const 1048568)))
      (i32.const 64)))
  ;; include: checker
)
