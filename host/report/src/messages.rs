//! What the program says to people, from message files that a translator can edit.

use std::{fmt, sync::LazyLock};

use chrono::NaiveDate;
use fluent_bundle::{
    FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle, types::FluentNumber,
};
use tieuchi_core::{Decimal, RefusalArgument};

use crate::lang::Lang;

/// The message files of each language.
const FILES: [(Lang, [&str; 8]); 2] = [
    (
        Lang::Vi,
        [
            include_str!("../messages/vi/common.ftl"),
            include_str!("../messages/vi/report.ftl"),
            include_str!("../messages/vi/account.ftl"),
            include_str!("../messages/vi/import.ftl"),
            include_str!("../messages/vi/template.ftl"),
            include_str!("../messages/vi/init.ftl"),
            include_str!("../messages/vi/trouble.ftl"),
            include_str!("../messages/vi/watch.ftl"),
        ],
    ),
    (
        Lang::En,
        [
            include_str!("../messages/en/common.ftl"),
            include_str!("../messages/en/report.ftl"),
            include_str!("../messages/en/account.ftl"),
            include_str!("../messages/en/import.ftl"),
            include_str!("../messages/en/template.ftl"),
            include_str!("../messages/en/init.ftl"),
            include_str!("../messages/en/trouble.ftl"),
            include_str!("../messages/en/watch.ftl"),
        ],
    ),
];

/// Numbers up to here can choose a plural form without losing a digit.
const COUNT_MAX: u64 = 1 << 53;

/// A value inside a message; it is written as the reader's country does.
#[derive(Debug, Clone, PartialEq)]
pub enum Argument<'a> {
    /// Words as they stand.
    Text(&'a str),
    /// How many; a message may choose its words by it.
    Count(u64),
    /// An exact number.
    Number(Decimal),
    /// A day.
    Day(NaiveDate),
}

impl<'a> From<&'a RefusalArgument> for Argument<'a> {
    fn from(argument: &'a RefusalArgument) -> Self {
        match argument {
            RefusalArgument::Text(text) => Self::Text(text),
            RefusalArgument::Number(number) => Self::Number(*number),
            RefusalArgument::Day(day) => Self::Day(*day),
            RefusalArgument::Count(count) => Self::Count(*count),
        }
    }
}

/// The messages of one language.
pub struct Messages {
    /// The language.
    lang: Lang,
    /// The parsed files.
    bundle: FluentBundle<FluentResource>,
}

impl Messages {
    /// Reads the message files of a language.
    pub fn new(lang: Lang) -> Self {
        let locale = lang.as_str().parse().into_iter().collect();
        let mut bundle = FluentBundle::new_concurrent(locale);
        // Marks around every value would end up in cells and on terminals.
        bundle.set_use_isolating(false);
        // Nothing can stand in the way of the first function of a new bundle.
        let _ = bundle.add_builtins();
        bundle.set_formatter(Some(match lang {
            Lang::Vi => |value: &FluentValue<'_>, _: &_| whole(value, Lang::Vi),
            Lang::En => |value: &FluentValue<'_>, _: &_| whole(value, Lang::En),
        }));
        for text in FILES.iter().filter(|(of, _)| *of == lang).flat_map(|(_, texts)| texts) {
            let file = FluentResource::try_new((*text).to_owned());
            // What could be read is kept; a test holds that this is all of it.
            bundle.add_resource_overriding(file.unwrap_or_else(|(file, _)| file));
        }
        Self { lang, bundle }
    }

    /// The messages of a language, read once.
    pub fn of(lang: Lang) -> &'static Self {
        static VI: LazyLock<Messages> = LazyLock::new(|| Messages::new(Lang::Vi));
        static EN: LazyLock<Messages> = LazyLock::new(|| Messages::new(Lang::En));
        match lang {
            Lang::Vi => &VI,
            Lang::En => &EN,
        }
    }

    /// The language.
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// A message with its values. `key.name` is the attribute `name` of the message `key`. A key
    /// that is not there stands for itself.
    pub fn text(&self, key: &str, arguments: &[(&str, Argument<'_>)]) -> String {
        let mut values = FluentArgs::with_capacity(arguments.len());
        for (name, argument) in arguments {
            values.set(*name, self.value(argument));
        }
        let (id, attribute) =
            key.split_once('.').map_or((key, None), |(id, name)| (id, Some(name)));
        let message = self.bundle.get_message(id);
        let pattern = message.as_ref().and_then(|message| match attribute {
            Some(name) => message.get_attribute(name).map(|attribute| attribute.value()),
            None => message.value(),
        });
        let Some(pattern) = pattern else { return key.to_owned() };
        // A value that is missing stands as its name; a test holds that none is.
        self.bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned()
    }

    /// A message without values.
    pub(crate) fn word(&self, key: &str) -> String {
        self.text(key, &[])
    }

    /// Whether there is such a message.
    pub fn has(&self, key: &str) -> bool {
        let (id, attribute) =
            key.split_once('.').map_or((key, None), |(id, name)| (id, Some(name)));
        self.bundle.get_message(id).is_some_and(|message| match attribute {
            Some(name) => message.get_attribute(name).is_some(),
            None => message.value().is_some(),
        })
    }

    /// A value as messages take it.
    fn value<'a>(&self, argument: &Argument<'a>) -> FluentValue<'a> {
        match argument {
            Argument::Text(text) => FluentValue::from(*text),
            Argument::Number(number) => FluentValue::from(self.lang.decimal(*number)),
            Argument::Day(day) => FluentValue::from(self.lang.day(*day)),
            Argument::Count(count) if *count <= COUNT_MAX => FluentValue::from(*count),
            Argument::Count(count) => FluentValue::from(self.lang.number(*count)),
        }
    }
}

impl fmt::Debug for Messages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Messages").field("lang", &self.lang).finish_non_exhaustive()
    }
}

/// A whole number as a language writes it; other values are texts already.
fn whole(value: &FluentValue<'_>, lang: Lang) -> Option<String> {
    let FluentValue::Number(FluentNumber { value, options }) = value else { return None };
    let digits = format!("{value:.0}");
    // A year or a row is a number that nobody counts: `NUMBER($year, useGrouping: "false")`.
    if options.use_grouping {
        digits.parse().ok().map(|count| lang.number(count))
    } else {
        Some(digits)
    }
}

#[cfg(test)]
mod tests;
