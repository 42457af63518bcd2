;; Is an empty component. The host says P004: no manifest.
(component)
