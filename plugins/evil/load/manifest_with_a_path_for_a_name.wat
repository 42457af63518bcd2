;; Calls itself by a path out of the directory of plugins. The host says P004.
(component
  (@custom "tieuchi:manifest"
    "[plugin]\n"
    "name = \"../../bin/sh\"\n"
    "version = \"1.2.3\"\n"
    "contract = 1\n"
    "kind = \"citizen\"\n"
    "summary = { vi = \"ví dụ\", en = \"example\" }\n"
    "[input.gio-hoc]\n"
    "type = \"number\"\n"
    "scale = 1\n")
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
