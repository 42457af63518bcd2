;; Asks for no pages of memory for ever. The host says P003.
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
      (loop $for-ever (drop (memory.grow (i32.const 0))) (br $for-ever))
      unreachable))
  ;; include: checker
)
