;; Gives the host memory for its settings and loops for ever when it is asked for rows. The host
;; says P003.
(component
  ;; include: manifest
  ;; include: types
  (core module $module
    ;; include: memory
    ;; include: take
    ;; include: configure
    ;; include: reply
    ;; include: evaluate
    (global $configured (mut i32) (i32.const 0))
    (func (export "realloc") (param i32 i32 i32) (param $bytes i32) (result i32)
      (if (global.get $configured) (then (loop $for-ever (br $for-ever))))
      (call $take (local.get $bytes)))
    (func (export "done") (param i32)
      (global.set $configured (i32.const 1))))
  ;; include: checker
)
