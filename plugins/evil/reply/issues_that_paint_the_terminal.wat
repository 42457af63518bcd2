;; Refuses a setting with commands for the terminal. The host says P013 in clean text.
(component
  ;; include: manifest
  ;; include: types
  (core module $module
    ;; include: memory
    ;; include: take
    ;; include: realloc
    ;; include: done
    ;; include: reply
    ;; include: evaluate
    (global $points (mut i64) (i64.const 1))
    (func (export "configure") (param i32 i64 i32 i32 i32 i32 i32 i32 i32) (result i32)
      (i32.store8 (i32.const 64) (i32.const 1))
      (i32.store (i32.const 68) (i32.const 8192))
      (i32.store (i32.const 72) (i32.const 1))
      (i32.store (i32.const 8196) (i32.const 8300))
      (i32.store (i32.const 8200) (i32.const 4))
      (i32.store (i32.const 8300) (i32.const 0x4a325b1b))
      (i32.const 64)))
  ;; include: checker
)
