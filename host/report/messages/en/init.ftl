# Questions and answers while a workspace for a commune is made.

init-welcome = Makes a workspace for a commune. Press Enter to take the value in brackets.
init-ask-code = The commune's administrative code
init-ask-name = The commune's name without its type (for example: Định Hòa)
init-ask-type = The type of unit (xã, phường, thị trấn, đặc khu)
init-ask-province-code = The province's code (empty to leave it out)
init-ask-province-name = The province's name
init-ask-since = The commune has been as it is since (day/month/year)
init-ask-period = The first year to assess
init-needed = { $flag } is missing: give it on the command line, or run the command in a terminal to be asked.
init-wrong-code = “{ $text }” is no code: a code has up to 16 letters and digits.
init-wrong-day = “{ $text }” is no day: write day/month/year, such as 01/07/2025.
init-wrong-type = “{ $text }” is no type of unit: write xã, phường, thị trấn or đặc khu.
init-year-too-early = The year { $text } ends before the commune has been as it is: choose a later year, or correct that day.
init-wrong-year = “{ $text }” is no year of four digits.
init-empty = The name must not be empty.
init-done = The workspace is ready in { $folder }.
init-next = Next: make an empty register with `{ $template }`, fill it in, and take it in with `{ $import }`.
