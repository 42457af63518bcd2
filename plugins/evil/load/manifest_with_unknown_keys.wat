;; Asks for what no manifest offers: files, network, a clock. The host says P004 for each.
(component
  (@custom "tieuchi:manifest"
    "[plugin]\n"
    "name = \"gio-hoc\"\n"
    "version = \"1.2.3\"\n"
    "contract = 1\n"
    "kind = \"citizen\"\n"
    "summary = { vi = \"ví dụ\", en = \"example\" }\n"
    "[input.gio-hoc]\n"
    "type = \"number\"\n"
    "scale = 1\n"
    "[grants]\n"
    "files = [\"/\"]\n"
    "network = true\n"
    "[limits]\n"
    "clock = true\n"
    "memory_mib = 1\n")
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
