;; Traps after its reply. The host says P011 and takes nothing of it.
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
      unreachable))
  ;; include: checker
)
