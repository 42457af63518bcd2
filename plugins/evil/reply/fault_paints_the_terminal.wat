;; Gives up with commands for the terminal, turned writing, NUL and lines of its own. The host
;; says P014 in clean text.
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
    (data (i32.const 2048) "\1b[31m\1b]8;;x\07\e2\80\ae\00\0aerror: x")
    (func (export "evaluate") (param $rows i32) (param $columns i32) (param i32 i32 i32) (result i32)
      (i32.store8 (i32.const 64) (i32.const 1))
      (i32.store (i32.const 68) (i32.const 2048))
      (i32.store (i32.const 72) (i32.const 25))
      (i32.const 64)))
  ;; include: checker
)
