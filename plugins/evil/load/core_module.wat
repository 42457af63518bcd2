;; Is a core module without a component around it. The host says P001: a core module.
(module (memory (export "memory") 1))
