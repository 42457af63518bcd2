;; Writes a line with turned writing, invisible letters and NUL. The host shows them as text.
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
    (data (i32.const 2048) "a\e2\80\aeb\e2\80\8bc\00d\ef\bb\bfe")
    (func (export "evaluate") (param $rows i32) (param $columns i32) (param i32 i32 i32) (result i32)
      (call $write (i32.const 2) (i32.const 2048) (i32.const 14))
      (call $reply (local.get $rows) (i64.const 1))
      (i32.const 64)))
  ;; include: checker-with-log
)
