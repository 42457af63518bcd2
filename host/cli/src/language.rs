//! The language that the person at the terminal reads.

use std::sync::OnceLock;

use clap::{Args, ValueEnum};
use tieuchi_report::{Lang, Messages};

/// What was decided when the program started. A command speaks to one person from beginning to end,
/// also where something goes wrong before the command knows what it was asked.
static READER: OnceLock<Lang> = OnceLock::new();

/// A choice of language.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct LangArgs {
    /// The language [default: `TIEUCHI_LANG`, else the locale, else Vietnamese]
    #[arg(long, value_enum, global = true)]
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
    /// Decides: the language that was asked for, or that the environment names; else Vietnamese.
    pub(crate) fn settle(self) {
        let asked = self.lang.map(|lang| match lang {
            Language::Vi => Lang::Vi,
            Language::En => Lang::En,
        });
        READER.get_or_init(|| asked.unwrap_or_else(of_environment));
    }
}

/// The language of everything that is said.
pub(crate) fn chosen() -> Lang {
    *READER.get_or_init(of_environment)
}

/// The messages of that language.
pub(crate) fn messages() -> &'static Messages {
    Messages::of(chosen())
}

/// The language that the environment names; else Vietnamese.
fn of_environment() -> Lang {
    ["TIEUCHI_LANG", "LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(environment)
        .map_or(Lang::Vi, |locale| Lang::from_locale(&locale))
}

/// A variable of the environment that is there and not empty.
#[expect(clippy::disallowed_methods, reason = "the locale is known to the environment alone")]
fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
