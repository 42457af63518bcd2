;; Gives the host memory that begins inside and ends outside. The host says P012.
(component
  ;; include: manifest
  ;; include: types
  (core module $module
    ;; include: memory
    ;; include: take
    ;; include: done
    ;; include: configure
    ;; include: reply
    ;; include: evaluate
    (func (export "realloc") (param $old i32) (param $old-bytes i32) (param $align i32) (param $bytes i32) (result i32)
      (i32.const 65528)))
  ;; include: checker
)
