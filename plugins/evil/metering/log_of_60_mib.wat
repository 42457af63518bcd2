;; Writes one line of 60 MiB. The host cuts it and goes on.
(component
  ;; include: manifest
  ;; include: types
  ;; include: log
  (core module $module
    ;; include: log-memory
    ;; include: take
    ;; include: realloc
    ;; include: done
    ;; include: configure
    ;; include: reply
    (func (export "evaluate") (param $rows i32) (param $columns i32) (param i32 i32 i32) (result i32)
      (if (i32.eq (memory.size) (i32.const 1))
        (then (drop (memory.grow (i32.const 1000)))))
      (memory.fill (i32.const 0) (i32.const 120) (i32.const 1000))
      (call $write (i32.const 1) (i32.const 0) (i32.const 62914560))
      (call $reply (local.get $rows) (i64.const 1))
      (i32.const 64)))
  ;; include: checker-with-log
)
