;; The log as an import, and memory that both sides can have.
(import "tieuchi:criterion/log@1.0.0" (instance $log
  (type $level' (enum "debug" "info" "warn"))
  (export "level" (type $level (eq $level')))
  (export "write" (func (param "level" $level) (param "message" string)))))
(core module $shared (memory (export "memory") 1))
(core instance $shared-memory (instantiate $shared))
(alias core export $shared-memory "memory" (core memory $lent))
(core func $write (canon lower (func $log "write") (memory $lent)))
(core instance $log-core (export "write" (func $write)))
