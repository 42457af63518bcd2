;; Gives all rows what the first one has. The host takes each reply; proving it says P023.
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
      (call $reply (local.get $rows) (i64.and (i64.load (i32.load offset=4 (local.get $columns))) (i64.const 7)))
      (i32.const 64)))
  ;; include: checker
)
