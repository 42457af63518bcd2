;; Lifts its functions with UTF-16 text, for which hosts have other code. The host says P008.
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
    ;; include: evaluate)
  (core instance $plugin (instantiate $module))
  (alias core export $plugin "memory" (core memory $memory))
  (alias core export $plugin "realloc" (core func $realloc))
  (alias core export $plugin "done" (core func $done))
  (alias core export $plugin "configure" (core func $core-configure))
  (alias core export $plugin "evaluate" (core func $core-evaluate))
  (type $configure-type (func (param "criterion" $criterion)
    (result (result (error (list $issue))))))
  (type $evaluate-type (func (param "rows" u32) (param "columns" (list $column))
    (param "members" (list $members)) (result (result $findings (error $fault)))))
  (func $configure (type $configure-type) (canon lift (core func $core-configure)
    (memory $memory) string-encoding=utf16 (realloc $realloc) (post-return (core func $done))))
  (func $evaluate (type $evaluate-type) (canon lift (core func $core-evaluate)
    (memory $memory) string-encoding=utf16 (realloc $realloc) (post-return (core func $done))))
  (instance $checker
    (export "configure" (func $configure))
    (export "evaluate" (func $evaluate)))
  (export "tieuchi:criterion/checker@1.0.0" (instance $checker))
)
