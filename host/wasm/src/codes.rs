//! Every code that a plugin can earn, with its meaning in one line.

/// Declares the codes as constants and as tables.
macro_rules! codes {
    ($($(#[doc = $meaning:literal])+ $name:ident $code:literal $title:literal;)*) => {
        $(
            $(#[doc = $meaning])+
            pub(crate) const $name: &str = $code;
        )*

        /// All codes, in order; each has a page of its own.
        pub const CODES: &[&str] = &[$($name),*];

        /// All codes with their titles, in order.
        pub const CODE_TITLES: &[(&str, &str)] = &[$(($name, $title)),*];
    };
}

codes! {
    /// The file is not a WebAssembly component: empty, truncated, text, a core module, a precompiled
    /// artifact, or bytes that do not validate.
    NOT_A_COMPONENT "P001" "not a component";
    /// The component is larger, or has more or deeper parts, than the host reads or compiles.
    TOO_LARGE "P002" "too large or too complex";
    /// The plugin ran past its limit of fuel or time.
    RAN_TOO_LONG "P003" "ran past its limit of fuel or time";
    /// The manifest is missing, stands there twice, or has faults.
    MANIFEST "P004" "manifest missing, twice or malformed";
    /// The plugin claims a contract that this host does not speak.
    CONTRACT "P005" "contract not spoken";
    /// The plugin imports what the contract does not offer or what the lock does not grant.
    IMPORT "P006" "import not granted";
    /// What the plugin exports is not the contract's checker: missing, of another type, or more.
    EXPORT "P007" "exports missing or of the wrong type";
    /// The component uses a feature of WebAssembly that plugins must do without.
    FEATURE "P008" "forbidden feature";
    /// Compilation failed or ran past its bounds of time or memory.
    COMPILE "P009" "compilation failed or ran past its bounds";
    /// The plugin asks for more memory, table or instances than it may have, at the start or while
    /// it runs.
    RESOURCES "P010" "asks for more memory, table or instances than allowed";
    /// The plugin trapped: it divided by zero, left its memory, overflowed its stack, gave up.
    TRAP "P011" "trapped";
    /// The reply does not fit what was asked: rows, points, outcomes, reasons, order.
    REPLY "P012" "reply does not fit";
    /// The plugin refused its settings.
    SETTINGS_REFUSED "P013" "refused its settings";
    /// The plugin gave up on the rows with a sentence of its own.
    GAVE_UP "P014" "gave up with a fault of its own";
    /// The settings of the rule file do not fit the manifest's declarations.
    SETTINGS "P015" "settings do not fit";
    /// An input is bound to no indicator, or to one of another type or of a finer scale.
    INPUT "P016" "input does not fit its indicator";
    /// The rule names a plugin that is not in `tieuchi.lock`.
    NOT_LOCKED "P017" "not in tieuchi.lock";
    /// The component's digest is not the one in `tieuchi.lock`.
    DIGEST "P018" "digest is not the locked one";
    /// `tieuchi.lock` or the component's file is missing or malformed.
    LOCK "P019" "lock or component file missing or malformed";
    /// The plugin's name, version or kind is not what the rule refers to.
    REFERENCE "P020" "version or kind does not match";
    /// The manifest wishes for a higher limit than is granted.
    WISH "P021" "limit wished above what is granted";
    /// The worked cases are malformed or do not come out as they say.
    CASES "P022" "worked cases malformed or failing";
    /// The findings depend on the order of rows, on batches or on earlier calls.
    UNSTEADY "P023" "findings depend on order, batches or earlier calls";
    /// The folder of compiled plugins cannot be trusted or written, so every run compiles anew.
    CACHE "P024" "cache of compiled plugins not used";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_count_up_from_p001_without_a_gap() {
        for (number, (code, (titled, title))) in (1..).zip(CODES.iter().zip(CODE_TITLES)) {
            assert_eq!(*code, format!("P{number:03}"));
            assert_eq!(code, titled);
            assert!(!title.is_empty());
        }
    }
}
