# What came of an import. Each reason of a refusal has two sentences: what is wrong, and
# (`.expected`) what to write.

import-heading = IMPORT: { $file }
import-format = Format: { $format }
import-format-encoding = Format: { $format }, encoding { $encoding }
import-format-unknown = unknown
import-counts = Read { $read ->
    [one] 1 row that holds
   *[other] { $read } rows that hold
} somebody; took { $accepted }, refused { $refused }.
import-refused-all = Nothing was taken: mend what is listed below and import again.
import-refused-strict = Nothing was taken, because one refusal was to refuse all (--strict).
import-all-well = Nothing was refused.
import-place = { $place }: { $rows ->
    [one] 1 row
   *[other] { $rows } rows
}

import-sheet = Sheet “{ $sheet }”
import-sheet-header = The header is row { $row }; { $rows ->
    [one] 1 row was
   *[other] { $rows } rows were
} read.
import-sheet-header-rows = The header is rows { $first } to { $last }; { $rows ->
    [one] 1 row was
   *[other] { $rows } rows were
} read.
import-sheet-passed-over = Passed over: no header was found.
import-column-column = Column
import-column-header = Header in the file
import-column-id = Taken for
import-column-passed-over = (passed over)
import-ignored = Rows that hold nobody: { $rows }.
import-ignored-blank = { $count } blank
import-ignored-title = { $count } above the header
import-ignored-column-numbers = { $count } of column numbers
import-ignored-section = { $count ->
    [one] 1 section heading
   *[other] { $count } section headings
}
import-ignored-total = { $count ->
    [one] 1 total
   *[other] { $count } totals
}
import-ignored-footer = { $count } below the table

import-refusals = Refused ({ $count })
import-refusals-why = Mend these cells in the file and import it again; rows that were taken are not taken twice.
import-notices = To be looked at ({ $count })
import-notices-why = These cells and columns were taken; see whether that is what you meant.
import-more = … and { $count ->
    [one] 1 more place
   *[other] { $count } more places
}
import-more-not-kept = { $count ->
    [one] 1 more refusal is
   *[other] { $count } more refusals are
} not listed.

import-at-cell = { $file }, row { $row }, column { $column }
import-at-row = { $file }, row { $row }
import-at-file = { $file }
import-at-sheet-cell = { $file }, sheet “{ $sheet }”, cell { $column }{ $row }
import-at-sheet-row = { $file }, sheet “{ $sheet }”, row { $row }
import-at-sheet = { $file }, sheet “{ $sheet }”
import-header = column “{ $header }”
import-read = read: “{ $read }”
import-expected = expected: { $expected }
import-proposal = proposal: { $proposal }

import-field-file = File
import-field-sheet = Sheet
import-field-row = Row
import-field-column = Column
import-field-header = Header
import-field-read = Read
import-field-reason = Reason
import-field-expected = Expected
import-field-proposal = Proposal
import-field-severity = Kind
import-severity-refused = Refused
import-severity-notice = Look at
import-list-sheet = Cells to mend
import-marked-part = Only the header and the rows with marked cells stand here; the other rows of the table are hidden and not repeated.
import-marked-cut = The table is too large to be repeated whole: the sheet “{ $sheet }” ends after row { $row }. What is listed below that row has to be looked up in your own file.
import-marked-hint = Red cells were refused, yellow ones are to be looked at; the note in each cell says what to write. Mend the cells in the sheets that follow and import this workbook, or mend your own file.
import-marked-row = whole row
import-summary-sheet = Summary

refusal-file-format = a file of the format { $format } cannot be read
    .expected = an .xlsx or .csv file: open the file and choose Save As
refusal-workbook-broken = the workbook is broken or cut off ({ $detail })
    .expected = a whole file: open it in Excel and save it as .xlsx again
refusal-too-large = { $what ->
    [line] the line is too long: no end of it was found
    [ratio] the file is packed in a strange way: it unpacks to far too many times its size
    [inflated] the file unpacks to too much
    [entries] the workbook has too many parts
    [sheets] the workbook has too many sheets
    [strings] the workbook has too much text
    [merges] the sheet has too many merged cells
   *[other] the file is too large
}
    .expected = { $what ->
        [line] at most { $limit } bytes on a line; save the file as CSV once more
        [ratio] at most { $limit } times its size; open it in Excel and save it again
       *[other] at most { $limit }; split the file
    }
refusal-not-utf8 = the text is not UTF-8
    .expected = a UTF-8 file, or name the encoding with --encoding
refusal-encoding-named-wrongly = the file is { $right } and not { $named }
    .expected = --encoding { $right }; no --encoding for UTF-8
refusal-sheet-unknown = there is no such sheet
    .expected = one of the sheets: { $sheets }
refusal-header-missing = no header in the first { $rows ->
    [one] row
   *[other] { $rows } rows
}
    .expected = a row that names the columns
refusal-column-missing = the column `{ $missing }` is missing
    .expected = { $missing ->
        [place] name the commune of all rows with --place CODE, or add the column
       *[other] add the column, or name it in the mapping file
    }
refusal-column-twice = two columns are `{ $id }`; the first is { $first }
    .expected = keep one of them
refusal-header-unknown = nothing is known of this header; its column was passed over
    .expected = the name of an indicator or of a known column{ $nearest ->
        [none] {""}
       *[other] ; nearest: { $nearest }
    }
refusal-mapping-unknown = the mapping names `{ $id }`, which is no column of this register
    .expected = the id of a column or an indicator{ $nearest ->
        [none] {""}
       *[other] ; nearest: { $nearest }
    }
refusal-header-computed = this indicator is computed; its column was passed over
    .expected = leave the column out
refusal-header-foreign = such subjects do not have this column; it was passed over
    .expected = leave the column out
refusal-year-alone = only the year of birth is known; { $rows ->
    [one] 1 row was
   *[other] { $rows } rows were
} taken as 1 January
    .expected = the whole birth date, where it is known

refusal-row-width = the row has { $found ->
    [one] 1 cell
   *[other] { $found } cells
}, the header { $expected }
    .expected = { $expected ->
        [one] 1 cell
       *[other] { $expected } cells
    }; a cell that holds the separator stands in quotes
refusal-quote-open = a quote is not closed within the row
    .expected = close the quote, or take it out
refusal-subject-missing = nobody can tell who it is: neither an id nor an identity number
    .expected = the subject's id, or an identity number that is known
refusal-duplicate-subject = this subject stands in row { NUMBER($first_row, useGrouping: "false") } already{ $first_sheet ->
        [none] {""}
       *[other] , sheet “{ $first_sheet }”
    }
    .expected = one row for a subject
refusal-duplicate-identity = this identity number stands in row { NUMBER($first_row, useGrouping: "false") } already{ $first_sheet ->
        [none] {""}
       *[other] , sheet “{ $first_sheet }”
    }
    .expected = one identity number for a person; look at both rows
refusal-moved = this person stands in the register of { $name } ({ $place })
    .expected = if everybody listed so has moved here, import again with --confirm-moves; if not, take the row out
refusal-moved-here = this person was known in { $name } ({ $place }) and was taken here as moved
    .expected = tell { $name } to take the person out of its own register, so that nobody is counted twice
refusal-kind-differs = the row is of another kind of subject than the register
    .expected = the kind `{ $expected }`

refusal-cell-empty = the cell is empty
    .expected = it must be filled in
refusal-not-text = bytes that are no text in the file's encoding
    .expected = text in that encoding; type the cell again
refusal-control-character = a line break or a character that is not seen
    .expected = text on one line; type the cell again
refusal-cell-too-long = the cell is too long
    .expected = at most { $limit } characters; shorten it
refusal-error-cell = the spreadsheet says { $error }
    .expected = a value; mend the formula, or type the value
refusal-formula-without-value = a formula that was never worked out
    .expected = a value: open the file in Excel and save it, or paste values
refusal-merged-cell = part of a merged cell, so nobody can tell whose value it is
    .expected = unmerge the cell and write the value in each row
refusal-old-font = text in the old font { $font }
    .expected = Unicode text, or name the encoding with --encoding

refusal-not-a-number = not a number
    .expected = a number such as 7 or 7,5; leave the cell empty if it is not known
refusal-number-ambiguous = may be read as two numbers: { $whole } or { $decimal }
    .expected = write { $whole } without the mark, or { $decimal }
refusal-unit-in-cell = “{ $unit }” stands after the number
    .expected = the number alone
refusal-too-many-decimals = too many digits after the decimal mark
    .expected = { $decimals ->
        [0] a whole number
       *[other] { $decimals ->
            [one] at most 1 digit after the decimal mark
           *[other] at most { $decimals } digits after the decimal mark
        }
    }
refusal-out-of-range = outside the range
    .expected = a number from { $min } to { $max }
refusal-not-a-flag = neither yes nor no
    .expected = `x` or `có` for yes, `không` for no; leave the cell empty if it is not known
refusal-unknown-code = not on the list
    .expected = one of: { $codes }{ $nearest ->
        [none] {""}
       *[other] ; nearest: { $nearest }
    }
refusal-not-a-date = not a day
    .expected = a day such as 25/10/1990
refusal-date-out-of-range = not a possible day
    .expected = a day from { $first } to { $last }
refusal-born-after-period = born after the last day of the period ({ $last })
    .expected = a day of birth up to { $last }; or import the register of a later year with --period
refusal-year-too-short = a year of two digits
    .expected = a year of four digits, such as 25/10/1990
refusal-not-a-sex = neither male nor female
    .expected = `nam` or `nữ`; leave the cell empty if it is not known

refusal-id-malformed = not the shape of an id
    .expected = a short id without spaces around it
refusal-id-is-identity = an identity number stands where an id should
    .expected = an id that says nothing of the person; the identity number has its own column
refusal-link-unknown = no subject has this id or name
    .expected = an id of the register concerned{ $nearest ->
        [none] {""}
       *[other] ; nearest: { $nearest }
    }

refusal-unknown-place = there is no such commune on { $day }
    .expected = the code or the name on that day{ $nearest ->
        [none] {""}
       *[other] ; nearest: { $nearest }
    }
refusal-ambiguous-place = several places have this name
    .expected = the code, one of: { $places }
refusal-place-not-in-force = this place is not there any more, or not yet, on { $day }
    .expected = { $code ->
        [none] the code in use on that day
       *[other] { $code } ({ $name })
    }

refusal-identity-not-digits = the identity number holds something beside digits
    .expected = 12 digits
refusal-identity-length = the identity number has { $digits ->
    [one] 1 digit
   *[other] { $digits } digits
}
    .expected = 12 digits
refusal-identity-leading-zero = the identity number has 11 digits: the spreadsheet has probably dropped the leading 0
    .expected = 12 digits; confirm it and write it into a cell of the format Text
refusal-identity-old = 9 digits: an old identity card
    .expected = the identity number of 12 digits
refusal-identity-province = no province has the code { $province }
    .expected = the first three digits are the province or country where the birth was registered
refusal-identity-sex-mismatch = the identity number is of a { $number_says ->
        [male] man
       *[other] woman
    }, which is not what the row says
    .expected = look at the identity number and at the sex
refusal-identity-not-born = the identity number is of somebody born in { NUMBER($number_says, useGrouping: "false") }, after the period
    .expected = look at the identity number
refusal-identity-birth-year-mismatch = the identity number is of somebody born in { NUMBER($number_says, useGrouping: "false") }, the row says { NUMBER($row_says, useGrouping: "false") }
    .expected = look at the identity number and at the year of birth

import-register = Register of { $place }: { $before } before, { $now } now.
import-register-same = Register of { $place }: nothing has changed ({ $now }).
import-given = { $count ->
    [one] 1 row without an id was given one
   *[other] { $count } rows without an id were given one
} in { $place }: { $first ->
    [none] {""}
   *[other] from { $first } to{" "}
}{ $last }. The same people keep their ids when they are imported again.
import-kept = Taken in.
import-dry-run = Only a look: nothing was taken in.
import-nothing-kept = Nothing was taken in.
