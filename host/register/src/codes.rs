//! The codes of everything that can be wrong in a table; each has a page.

/// Declares the codes and the table of them.
macro_rules! codes {
    ($($name:ident $code:literal $title:literal;)*) => {
        $(#[doc = $title] pub(crate) const $name: &str = $code;)*

        /// All codes of this room, each with the title of its page.
        pub const CODES: &[(&str, &str)] = &[$(($code, $title)),*];
    };
}

codes! {
    NO_HEADER "D001" "a file has no header";
    COLUMN_MISSING "D002" "a column is missing";
    COLUMN_TWICE "D003" "a column stands twice";
    COLUMN_UNKNOWN "D004" "a column is not known";
    COLUMN_FOREIGN "D005" "a column is not for this register";
    ROW_WIDTH "D006" "a row has too few or too many cells";
    NOT_UTF8 "D007" "a cell is not UTF-8";
    CONTROL "D008" "a cell holds a control character";
    TOO_LONG "D009" "a cell or a row is too long";
    NOT_NUMBER "D010" "a cell is not a number";
    OUT_OF_RANGE "D011" "a number is out of range";
    DIGITS "D012" "a number has too many decimals";
    NOT_FLAG "D013" "a cell is not yes or no";
    CODE_UNKNOWN "D014" "a code is not on the list";
    NOT_DATE "D015" "a cell is not a date";
    SUBJECT_ID "D016" "an id of a subject is malformed";
    SUBJECT_TWICE "D017" "a subject stands twice";
    PLACE_UNKNOWN "D018" "a place is not a commune on the day";
    MORE_FAULTS "D019" "more is wrong than is shown";
    CELL_EMPTY "D020" "a cell must not be empty";
    WORD_UNKNOWN "D021" "a word is not known";
    ID_MALFORMED "D022" "an id or a code is malformed";
    DAYS_REVERSED "D023" "the last day is before the first";
    UNIT_ABOVE "D024" "the unit above is not there";
    CODE_SHARED "D025" "two units have one code on one day";
    SUCCESSION "D026" "a succession does not meet its units";
    CLASS_MEMBER "D027" "a member of a class is not there";
    DECISION_DIFFERS "D028" "rows of one decision differ";
    NOT_PERIOD "D029" "a period is not a year";
    FILE_UNKNOWN "D030" "a file is no register";
    STRAY "D031" "members name a subject that no register has";
    PLACE_GONE "D032" "a commune is no longer in a register's file";
    TITLE_UNKNOWN "D033" "a decision is on an unknown title";
    COMMUNE_TWICE "D034" "a commune stands twice in its own register";
    FILE_TWICE "D035" "two files hold one register";
    NO_REGISTER "D036" "a period has no registers";
    REPLACED "D037" "a file takes the place of an import";
    NUMBER_TWICE "D038" "an identity number stands under two subjects";
}
