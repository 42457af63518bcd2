;; Copies its memory over itself, one byte on, for ever. The host says P003.
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
        (memory.copy (i32.const 1) (i32.const 0) (i32.const 65535999))
        (br $for-ever))
      unreachable))
  ;; include: checker
)
