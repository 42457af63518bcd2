;; Computes its points from what is no number, infinity and -0. The host takes whole numbers
;; only, and these come out as 0.
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
      (call $reply (local.get $rows) (i64.add
        (i64.trunc_sat_f64_s (f64.add (f64.const nan:0xfffff) (f64.const -inf)))
        (i64.trunc_sat_f64_s (f64.const -0))))
      (i32.const 64)))
  ;; include: checker
)
