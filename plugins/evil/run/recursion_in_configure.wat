;; Calls itself for ever in `configure`. The host says P011: out of stack.
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
    (func $deeper (call $deeper))
    (func (export "configure") (param i32 i64 i32 i32 i32 i32 i32 i32 i32) (result i32)
      (call $deeper)
      unreachable))
  ;; include: checker
)
