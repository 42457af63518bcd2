;; Gives the host the memory in which it keeps its reply. It hurts nobody else, and the host
;; checks the reply.
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
    (func (export "realloc") (param $old i32) (param $old-bytes i32) (param $align i32) (param $bytes i32) (result i32)
      (i32.const 64)))
  ;; include: checker
)
