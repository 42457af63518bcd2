;; Gives an outcome that does not exist. The host says P012.
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
      (i32.store8 offset=1 (i32.load (i32.const 68)) (i32.const 255))
      (i32.const 64)))
  ;; include: checker
)
