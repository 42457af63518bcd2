;; Imports the log with numbers in place of words. The host says P006 and shows both types.
(component
  ;; include: manifest
  ;; include: types
  (import "tieuchi:criterion/log@1.0.0" (instance
    (export "write" (func (param "level" u8) (param "message" (list u8))))))
  (core module $module
    ;; include: memory
    ;; include: take
    ;; include: realloc
    ;; include: done
    ;; include: configure
    ;; include: reply
    ;; include: evaluate)
  ;; include: checker
)
