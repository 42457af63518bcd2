;; Fills -1 bytes. The host stops it: P003 or P011.
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
      (memory.fill (i32.const 0) (i32.const 0) (i32.const -1))
      (i32.const 64)))
  ;; include: checker
)
