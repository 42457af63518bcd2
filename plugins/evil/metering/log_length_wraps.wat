;; Writes a line whose end wraps around all addresses. The host stops it.
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
      (call $write (i32.const 2) (i32.const -1) (i32.const -1))
      (call $reply (local.get $rows) (i64.const 1))
      (i32.const 64)))
  ;; include: checker-with-log
)
