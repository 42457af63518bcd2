;; Hides terminal commands, turned writing and NUL in its name and its summary. The host says
;; P004, in clean text.
(component
  (@custom "tieuchi:manifest"
    "[plugin]\n"
    "name = \"\\u001b]52;c;cm0=\\u0007\"\n"
    "version = \"1.2.3\"\n"
    "contract = 1\n"
    "kind = \"citizen\"\n"
    "summary = { vi = \"\\u202Egnùb\\u0000\", en = \"\\u001b[2J\" }\n")
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
