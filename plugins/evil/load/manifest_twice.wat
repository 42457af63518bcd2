;; Bears two manifests, of which a careless host reads one and shows the other. The host says
;; P004.
(component
  ;; include: manifest
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
  ;; include: checker
)
