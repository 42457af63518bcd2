;; Divides the least number by -1. The host says P011.
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
      (drop (i64.div_s (i64.const 0x8000000000000000) (i64.const -1)))
      (i32.const 64)))
  ;; include: checker
)
