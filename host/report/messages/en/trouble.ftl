# Where a command could not do its work: what is wrong, then what to do (keys that end in `.help`).

trouble-error = error
trouble-warning = warning
trouble-note = note
trouble-label = label
trouble-help = help
trouble-cause = caused by
trouble-errors = { $count ->
    [one] 1 error
   *[other] { $count } errors
}
trouble-warnings = { $count ->
    [one] 1 warning
   *[other] { $count } warnings
}

trouble-no-workspace = `{ $folder }` is not a workspace: it has no `tieuchi.toml`
    .help = name the folder that holds `tieuchi.toml`; `tieuchi init FOLDER` makes a new one
trouble-read = cannot read `{ $file }`
trouble-folder = cannot make the folder `{ $file }`
trouble-watch = cannot watch the folder `{ $file }`
trouble-write = cannot write `{ $file }`
trouble-standard-output = cannot write to standard output
trouble-plan = the rules of `{ $place }` cannot be planned
    .help = check the rule files with `tieuchi check`
trouble-no-commune = no commune is in force on { $day }
    .help = add the communes of that day to `places/units.csv`, or choose another period with `--period`
trouble-no-run = there is no such run
    .help = assess a period first: `tieuchi run WORKSPACE --period YEAR`
trouble-not-in-run = run { $run } has no commune `{ $place }`
    .help = name a commune by the code that it has in the run's period
trouble-no-subject = run { $run } has no subject `{ $subject }`
    .help = write the id as the register has it, in the column `subject`
trouble-no-subject-here = run { $run } has no subject `{ $subject }` in `{ $place }`
trouble-near = did you mean `{ $near }`?
trouble-many-subjects = `{ $subject }` names several subjects: { $found }
    .help = name the commune with `--place`, and what it is with `--kind`
trouble-one-of-many = { $kind } in { $place } (`{ $code }`)
trouble-not-in-force = no commune has the code `{ $place }` on { $day }
    .help = name a commune by the code that it has at the end of the register's period
trouble-kind-unknown = the file's name does not say whose register it is
    .help = name the kind with `--kind`: `citizen`, `family`, `clan`, `village`, `unit` or `commune`
trouble-shrinks = the register of { $place } would shrink from { $before } to { $now } { $now ->
    [one] subject
   *[other] subjects
}
    .help = a register is taken in whole: import the whole table, or add `--replace` if this is all
trouble-worker = a worker stopped before its work was done; nothing was kept
    .help = run it again; if it stops again, run it with `--jobs 1`
trouble-terminal = a workbook is no text for a terminal
    .help = name the file to write with `--out FILE`
trouble-workbook = the workbook cannot be made: { $reason }
    .help = if there is too much for one workbook, take commune by commune with `--place`, or use `--format csv`
trouble-people = cannot make { $people } people: ask for 1 to { $most }
trouble-not-empty = `{ $folder }` is not an empty folder
    .help = name a folder that is not there yet, or is empty

store-open = cannot open the store `{ $file }`
store-foreign = `{ $file }` is not a store of tieuchi
    .help = the file stays as it is; name another file under `store` in `tieuchi.toml`
store-newer = the store `{ $file }` has schema { $found }; this tieuchi knows schemas up to { $known }
    .help = use the tieuchi that wrote it, or a later one
store-older = the store `{ $file }` has schema { $found }; this tieuchi reads schema { $known }
    .help = call `tieuchi run` or `tieuchi import` once: that brings the store to the new schema
store-damaged = the store `{ $file }` is damaged: { $reason }
    .help = put a copy from before in its place; without one, move the file away (do not delete it) and run again: a new store is made from the registers
store-locked = the store `{ $file }` is locked: another program is writing to it
    .help = wait until the other program is done, then run it again
store-read-only = the store `{ $file }` may not be written
    .help = ask for the right to write the file and its folder, or take away its read-only mark
store-full = the disk of the store `{ $file }` is full; the store stays as it was
    .help = make room on the disk, then run it again
store-device = the system cannot read or write the store `{ $file }`: { $reason }
    .help = check the disk, or the network if the file lies there, then run it again
store-refused = this cannot be kept in the store `{ $file }`: { $reason }
    .help = nothing was kept; tell this sentence to the developers of the program
store-database = the store `{ $file }` failed: { $reason }
    .help = nothing was kept; run it again, and if that fails put a copy from before in its place

system-not-found = there is no such file or folder
    .help = look at the file's name again, and at the folder in which the command runs
system-denied = no right to read or write it
    .help = ask for the right to the file and its folder, or choose another place
system-exists = there is a file or folder of this name
    .help = name another file, or move that one away
system-full = the disk is full
    .help = make room on the disk, then run it again
system-read-only = this disk can only be read
    .help = choose another place
system-is-folder = it is a folder, not a file
    .help = name a file in that folder
system-no-file = it is no ordinary file
system-no-folder = a part of the path is not a folder
    .help = look at the path again
system-busy = another program has the file open
    .help = close the file in the other program (such as Excel), then run it again
system-not-text = the file is not UTF-8 text ({ $reason })
    .help = save the file as UTF-8
system-too-large = the file is too large ({ $reason })
system-other = the system says: { $reason }
