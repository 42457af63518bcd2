//! The language that the person at the terminal reads.

use clap::{Args, ValueEnum};
use tieuchi_report::Lang;

/// A choice of language.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct LangArgs {
    /// The language [default: `TIEUCHI_LANG`, else the locale, else Vietnamese]
    #[arg(long, value_enum)]
    lang: Option<Language>,
}

/// The languages that there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Language {
    /// Tiếng Việt
    Vi,
    /// English
    En,
}

impl LangArgs {
    /// The language that was asked for, or that the environment names; else Vietnamese.
    pub(crate) fn choose(self) -> Lang {
        match self.lang {
            Some(Language::Vi) => Lang::Vi,
            Some(Language::En) => Lang::En,
            None => ["TIEUCHI_LANG", "LC_ALL", "LC_MESSAGES", "LANG"]
                .into_iter()
                .find_map(environment)
                .map_or(Lang::Vi, |locale| Lang::from_locale(&locale)),
        }
    }
}

/// A variable of the environment that is there and not empty.
#[expect(clippy::disallowed_methods, reason = "the locale is known to the environment alone")]
fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
