;; Wishes for all the fuel there is. The host says P021.
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
    "[setting.tran]\n"
    "type = \"number\"\n"
    "default = 40\n"
    "summary = { vi = \"Trần\", en = \"Cap\" }\n"
    "[setting.che-do]\n"
    "type = \"text\"\n"
    "default = \"thuong\"\n"
    "summary = { vi = \"Chế độ\", en = \"Mode\" }\n"
    "[limits]\n"
    "fuel-per-row = 9000000000000000000\n")
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
