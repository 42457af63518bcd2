;; Loops for ever when the host asks it for memory. The host says P003: out of fuel.
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
      (loop $for-ever (br $for-ever))
      unreachable))
  ;; include: checker
)
