;; Gives up with a message of sixty thousand letters. The host says P014 and shows the beginning.
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
      (memory.fill (i32.const 4096) (i32.const 120) (i32.const 60000))
      (i32.store8 (i32.const 64) (i32.const 1))
      (i32.store (i32.const 68) (i32.const 4096))
      (i32.store (i32.const 72) (i32.const 60000))
      (i32.const 64)))
  ;; include: checker
)
