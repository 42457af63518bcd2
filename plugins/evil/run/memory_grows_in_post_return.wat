;; Takes memory for ever after its reply. The host says P010.
(component
  ;; include: manifest
  ;; include: types
  (core module $module
    ;; include: memory
    ;; include: take
    ;; include: realloc
    ;; include: configure
    ;; include: reply
    ;; include: evaluate
    (func (export "done") (param i32)
      (loop $for-ever (drop (memory.grow (i32.const 64))) (br $for-ever))))
  ;; include: checker
)
