;; Waits for another thread. The host says P008.
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
    ;; include: evaluate
    (func (drop (memory.atomic.notify (i32.const 0) (i32.const 1)))))
  ;; include: checker
)
