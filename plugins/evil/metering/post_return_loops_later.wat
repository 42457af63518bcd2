;; Loops for ever after its first findings. The host says P003 and takes none of them.
(component
  ;; include: manifest
  ;; include: types
  (core module $module
    ;; include: memory
    ;; include: take
    ;; include: realloc
    ;; include: configure
    ;; include: reply
    (global $judged (mut i32) (i32.const 0))
    (func (export "evaluate") (param $rows i32) (param i32 i32 i32 i32) (result i32)
      (global.set $judged (i32.const 1))
      (call $reply (local.get $rows) (i64.const 1))
      (i32.const 64))
    (func (export "done") (param i32)
      (if (global.get $judged) (then (loop $for-ever (br $for-ever))))))
  ;; include: checker
)
