;; One page of memory that may grow for ever.
(memory (export "memory") 1)
