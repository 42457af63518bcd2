;; Imports the file system and the environment of WASI. The host says P006 and names both.
(component
  ;; include: manifest
  ;; include: types
  (import "wasi:filesystem/preopens@0.2.0" (instance))
  (import "wasi:cli/environment@0.2.0" (instance))
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
