;; Fills all its memory with a secret and traps, so that nobody tidies up.
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
      (drop (memory.grow (i32.const 255)))
      (memory.fill (i32.const 8192) (i32.const 0x5e) (i32.const 16760000))
      unreachable
      (call $reply (local.get $rows) (i64.const 1))
      (i32.const 64)))
  ;; include: checker
)
