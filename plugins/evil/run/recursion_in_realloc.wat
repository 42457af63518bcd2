;; Calls itself for ever while the host asks it for memory. The host says P011: out of stack.
(component
  ;; include: manifest
  ;; include: types
  (core module $module
    ;; include: memory
    ;; include: take
    ;; include: done
    ;; include: configure
    ;; include: reply
    ;; include: evaluate
    (func $give (export "realloc") (param i32 i32 i32 i32) (result i32)
      (call $give (local.get 0) (local.get 1) (local.get 2) (local.get 3))))
  ;; include: checker
)
