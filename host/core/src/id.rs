//! Names of things, as newtypes, so that a criterion is never taken for an indicator.

use std::{fmt, sync::Arc};

/// Declares one kind of name.
macro_rules! id {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes the text as it stands; its shape is checked where it is read.
            pub fn new(text: impl AsRef<str>) -> Self {
                Self(Arc::from(text.as_ref()))
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, f)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::new(text)
            }
        }
    )*};
}

id! {
    /// Names a title, and so its ruleset: `cong-dan-hoc-tap`.
    TitleId;
    /// Names a criterion inside its ruleset.
    CriterionId;
    /// Names a group of criteria inside its ruleset.
    GroupId;
    /// Names a slot for local criteria inside its ruleset.
    SlotId;
    /// Names a parameter inside its ruleset.
    ParameterId;
    /// Names an indicator of the catalogue; `title.<title>` is the title of a subject as a flag.
    IndicatorId;
    /// Names a subject; opaque: a person's name and identity number stand elsewhere.
    SubjectId;
    /// The code of an org unit. Codes are reused: it means something only together with a date.
    PlaceCode;
}

impl IndicatorId {
    /// What `title.` indicators begin with.
    pub const TITLE_PREFIX: &'static str = "title.";

    /// The indicator that says whether a subject holds a title (and at which level).
    pub fn of_title(title: &TitleId) -> Self {
        Self::new(format!("{}{title}", Self::TITLE_PREFIX))
    }

    /// The title that a `title.` indicator speaks of.
    pub fn title(&self) -> Option<TitleId> {
        self.0.strip_prefix(Self::TITLE_PREFIX).map(TitleId::new)
    }
}
