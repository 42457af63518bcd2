;; Gives the least number there is. The host says P012.
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
      (call $reply (local.get $rows) (i64.const 1))
      (i64.store offset=16 (i32.load (i32.const 76)) (i64.const 0x8000000000000000))
      (i32.const 64)))
  ;; include: checker
)
