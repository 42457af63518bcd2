;; Fills all the memory that it may have, in instructions that nothing interrupts. The host says
;; P003.
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
      (drop (memory.grow (i32.const 1000)))
      (loop $for-ever
        (memory.fill (i32.const 0) (i32.const 255) (i32.const 65536000))
        (br $for-ever))
      unreachable))
  ;; include: checker
)
