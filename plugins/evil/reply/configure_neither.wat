;; Says that its settings are neither taken nor refused. The host stops it.
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
      (i32.store8 (i32.const 64) (i32.const 9))
      (i32.const 64)))
  ;; include: checker
)
