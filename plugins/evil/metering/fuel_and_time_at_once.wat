;; Loops for ever over the largest memory instructions. The host says P003, whichever bound is
;; met first.
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
      (drop (memory.grow (i32.const 900)))
      (loop $for-ever
        (memory.fill (i32.const 4096) (i32.const 1) (i32.const 58000000))
        (br $for-ever))
      unreachable))
  ;; include: checker
)
