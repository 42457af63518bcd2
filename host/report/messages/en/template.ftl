# An empty register to fill in. Its headers stay Vietnamese, as offices keep them.

template-sheet-guide = Guide

template-guide-heading = How to fill in this register: { $kind }
template-guide-1 = Fill in the sheet “Sổ”, one row for a subject, from row 2. Do not change or merge the headers in row 1.
template-guide-2 = The dark columns are required. Leave any other cell empty if its value is not known: empty means “not known”, neither “no” nor 0.
template-guide-3 = Cells with a list: choose from the list. Cells of yes or no: choose “có” (yes) or “không” (no).
template-guide-4 = Write numbers as the country does (1.234,5) or as numbers of the spreadsheet; days as day/month/year, the year with four digits.
template-guide-5 = The office chooses the ids; an identity number is no id. It has its own column, with all 12 digits and the leading 0.
template-guide-6 = A column that is not used may stay empty or be deleted. Rows may be added after row { $rows }.
template-guide-7 = Save the file and take it in with `tieuchi import`.
template-guide-column = Column
template-guide-required = Required
template-guide-meaning = Meaning
template-guide-write = What to write
template-guide-reference = Reference
template-guide-codes = Codes: { $name }
template-code-column = Code in this list
template-code-name = To choose in the register
template-yes = có
template-no = không

template-write-number = a number from { $min } to { $max }
template-write-decimal = a number from { $min } to { $max }, at most { $digits } digits after the decimal mark
template-write-flag = có (yes) or không (no)
template-write-code = choose from the list
template-write-date = day/month/year, such as 25/10/1990
template-write-subject = a short id, one for each subject
template-write-name = the full name
template-write-identity = 12 digits
template-write-place = code or name of the commune
template-write-link = an id of the register concerned
template-write-sex = nam (male) or nữ (female)

template-meaning-subject = The subject's id in the register
template-meaning-name = Name
template-meaning-identity = Identity number
template-meaning-place = Commune
template-meaning-family = Id of the family to which the subject belongs
template-meaning-clan = Id of the clan to which the subject belongs
template-meaning-hamlet = Id of the hamlet to which the subject belongs
template-meaning-unit = Id of the office, school or enterprise to which the subject belongs
template-meaning-sex = Sex
template-meaning-birth-date = Birth date

template-note-codes = List: { $codes }
template-note-write = Write: { $how }
template-note-reference = Reference: { $reference }
template-note-required = Required.
template-note-sensitive = Sensitive personal data: write it only where it is needed.
template-error-title = Not right
template-error = Write { $how }, or leave the cell empty if it is not known.
