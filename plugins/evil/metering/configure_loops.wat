;; Loops for ever in `configure`. The host says P003: out of fuel.
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
    (func (export "configure") (param i32 i64 i32 i32 i32 i32 i32 i32 i32) (result i32)
      (loop $for-ever (br $for-ever))
      unreachable)
    (global $points (mut i64) (i64.const 1)))
  ;; include: checker
)
