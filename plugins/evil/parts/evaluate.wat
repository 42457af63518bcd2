;; Gives every row one unit of points.
(func (export "evaluate") (param $rows i32) (param i32 i32 i32 i32) (result i32)
  (call $reply (local.get $rows) (i64.const 1))
  (i32.const 64))
