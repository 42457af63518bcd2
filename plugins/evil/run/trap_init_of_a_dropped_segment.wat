;; Copies from a data segment that it has dropped. The host says P011.
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
    (data $d "data")
    (func (export "evaluate") (param $rows i32) (param $columns i32) (param i32 i32 i32) (result i32)
      (data.drop $d)
      (memory.init $d (i32.const 0) (i32.const 0) (i32.const 4))
      (i32.const 64)))
  ;; include: checker
)
