;; Reads at the end of all addresses with an offset that wraps around. The host says P011.
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
      (i32.load offset=0xffffffff (i32.const -1))))
  ;; include: checker
)
