;; The log, and memory that is shared with it.
(import "log" "write" (func $write (param $level i32) (param $at i32) (param $bytes i32)))
(import "shared" "memory" (memory 1))
(export "memory" (memory 0))
