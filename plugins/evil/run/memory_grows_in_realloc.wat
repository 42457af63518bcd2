;; Takes memory for ever while the host asks it for some. The host says P010.
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
    (func (export "realloc") (param i32 i32 i32 i32) (result i32)
      (loop $for-ever (drop (memory.grow (i32.const 64))) (br $for-ever))
      unreachable))
  ;; include: checker
)
