;; Bears a manifest that is not UTF-8. The host says P004.
(component
  (@custom "tieuchi:manifest" "[plugin]\nname = \"\ff\fe\"")
  ;; include: types
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
