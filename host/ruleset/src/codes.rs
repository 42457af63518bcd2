//! Every code that a rule file can earn, with its meaning in one line.

/// Declares the codes as constants and as one table.
macro_rules! codes {
    ($($name:ident $code:literal $title:literal;)*) => {
        $(
            #[doc = $title]
            pub(crate) const $name: &str = $code;
        )*

        /// All codes with their titles, in order; each has a page of its own.
        pub const CODES: &[(&str, &str)] = &[$(($code, $title)),*];
    };
}

codes! {
    SYNTAX "R001" "file is not valid TOML";
    UNKNOWN_KEY "R002" "unknown key";
    WRONG_TYPE "R003" "value of the wrong type";
    UNKNOWN_COMPARISON "R004" "unknown comparison";
    MISSING_KEY "R005" "key is missing";
    BAD_ID "R006" "id is not well-formed";
    UNKNOWN_INDICATOR "R007" "unknown indicator";
    UNKNOWN_PARAMETER "R008" "unknown parameter";
    UNKNOWN_GROUP "R009" "unknown group";
    UNKNOWN_SLOT "R010" "unknown slot";
    UNKNOWN_TITLE "R011" "unknown title";
    CLOSED_TERM "R012" "overlay sets a term that its base keeps closed";
    UNKNOWN_WORD "R013" "word outside a closed list";
    UNKNOWN_CODE "R014" "code that the indicator does not have";
    COMPARISON_TYPE "R015" "comparison does not fit the indicator";
    BOUND_TYPE "R016" "value does not fit the indicator";
    BOUND_RANGE "R017" "value outside the indicator's range";
    BOUND_DIGITS "R018" "value with more digits than the indicator keeps";
    PARAMETER_TYPE "R019" "parameter's value does not fit where it is used";
    UNQUOTED_ID "R020" "id with dots is not quoted";
    EMPTY_CONDITION "R021" "condition tests nothing";
    INDICATOR_TWICE "R022" "indicator declared twice";
    COMPUTE_TYPE "R023" "indicator cannot be computed so";
    NO_MEMBERS "R024" "kind has no such members";
    PARAMETER_REFUSED "R025" "parameter where none can be";
    INDICATOR_CYCLE "R026" "computed indicators form a circle";
    TITLE_CYCLE "R027" "titles form a circle";
    BANDS "R028" "bands do not fit together";
    CHOICES "R029" "choices leave codes out";
    ONE_CHECK "R030" "criterion without exactly one check";
    POINTS_MISPLACED "R031" "points where there are none, or none where they are needed";
    POINTS_LIMIT "R032" "points outside their limits";
    POINTS_SUM "R033" "points do not sum to the total";
    MARK "R034" "pass mark or floor that cannot be";
    INEXACT "R035" "number that cannot be kept exactly";
    NO_OTHERWISE "R036" "nothing said of subjects to whom a criterion does not apply";
    VALUE_OR_MISSING "R037" "neither a value nor the paper that would give it, or both";
    LEVELS "R038" "levels are not numbered from 1 without a gap";
    EDITION_TWICE "R039" "edition declared twice";
    EDITIONS_OVERLAP "R040" "editions overlap";
    DATES_REVERSED "R041" "ends before it begins";
    FILE_NAME "R042" "file does not stand where its content belongs";
    LIMIT "R043" "limit exceeded";
    NO_EDITION "R044" "no edition in force";
    TITLE_KIND "R045" "editions of a title judge different kinds";
    OWN_BOUNDS "R046" "open term contradicts itself";
    OTHER_TIER "R047" "term is open to another tier";
    OUT_OF_BOUNDS "R048" "value outside the bounds set above";
    WIDENED "R049" "overlay widens bounds";
    UNKNOWN_TERM "R050" "overlay names a term that its base does not have";
    BASE_DIGEST "R051" "overlay's base is no edition: needs review";
    BASE_NOT_IN_FORCE "R052" "overlay stands on an edition that is not in force: needs review";
    TWO_VALUES "R053" "two values for one term";
    OUTSIDE_BASE "R054" "overlay begins outside its base's dates";
    UNKNOWN_PLACE "R055" "unknown place";
    UNKNOWN_CLASS "R056" "unknown class of places";
    PLACE_OR_CLASS "R057" "overlay without exactly one of place and class";
    NOT_OPTIONAL "R058" "overlay removes a criterion that is not optional";
    NO_SLOT "R059" "local criterion without a slot";
    SLOT_BUDGET "R060" "local criteria above their slot's points";
    ID_TAKEN "R061" "local criterion with an id that is taken";
    NARROWED_AWAY "R062" "narrowed bounds leave no value";
    PLACE_SUCCEEDED "R063" "overlay's place code now means another place";
    TARGET_TWICE "R064" "target declared twice";
    STEP_UNREACHABLE "R065" "step that can never be reached";
    CONSTANT_CONDITION "R066" "condition that is always true, or never";
    NOBODY_INSIDE "R067" "band or code that nobody falls in";
    EVERYBODY_PASSES "R068" "criterion that everybody passes";
    NOBODY_PASSES "R069" "criterion that nobody can pass";
    NOBODY_RECOGNISED "R070" "title that nobody can be given";
    NO_SUCH_LEVEL "R071" "level that nobody can reach";
    IDLE_LEVEL "R072" "level that asks for no more than the one below";
    OPEN_TERM "R073" "open term with a value that nobody can meet";
    UNUSED_PARAMETER "R074" "parameter that nothing reads";
    UNUSED_INDICATOR "R075" "indicator that nothing reads";
    IDLE_SLOT "R076" "slot that nobody can use";
    IDLE_OVERLAY "R077" "overlay that applies nowhere";
    IDLE_TERM "R078" "open points that no overlay can use";
    UNPROVED "R079" "not everything could be proved";
}
