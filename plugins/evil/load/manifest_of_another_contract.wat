;; Claims contract 2 over exports of contract 1. The host says P005.
(component
  (@custom "tieuchi:manifest"
    "[plugin]\n"
    "name = \"gio-hoc\"\n"
    "version = \"1.2.3\"\n"
    "contract = 2\n"
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
