;; Gives more least points than most points. The host says P012.
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
      (i32.store (i32.const 84) (i32.const 1))
      (i32.store (i32.const 88) (i32.const 8192))
      (i32.store (i32.const 92) (local.get $rows))
      (i64.store (i32.const 8192) (i64.const 1))
      (i64.store (i32.const 8208) (i64.const 1))
      (i32.const 64)))
  ;; include: checker
)
