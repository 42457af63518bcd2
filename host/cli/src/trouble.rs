//! What went wrong, in the language of the person at the terminal: what, why, and what to do.

use std::{
    io::{self, ErrorKind},
    path::Path,
};

use tieuchi_core::{Kind, PlaceCode, SubjectId, parse_date};
use tieuchi_pipeline::Trouble;
use tieuchi_report::{Argument, Messages, Unwritten};
use tieuchi_sample::{PEOPLE_MAX, SampleError};
use tieuchi_store::StoreError;

/// One thing that went wrong: the key of its message and the values in it.
#[derive(Debug)]
pub(crate) struct Wrong {
    /// The message; its attribute `help`, where it has one, says what to do.
    key: &'static str,
    /// Values by name.
    values: Vec<(&'static str, Value)>,
    /// A help of another message, where this one's own does not fit.
    help: Option<(&'static str, Vec<(&'static str, Value)>)>,
    /// What was behind it.
    cause: Option<Box<Self>>,
    /// Words of the system or of a library behind it, in whatever language they are.
    words: Option<String>,
}

/// A value of a message.
#[derive(Debug)]
enum Value {
    /// Words.
    Text(String),
    /// How many.
    Count(u64),
    /// A day, written `YYYY-MM-DD`.
    Day(String),
    /// Subjects of the same id: commune, its name, and what each is.
    Found(Vec<(PlaceCode, String, Kind)>),
}

impl Wrong {
    /// A message without values.
    pub(crate) const fn new(key: &'static str) -> Self {
        Self { key, values: Vec::new(), help: None, cause: None, words: None }
    }

    /// Adds words.
    fn text(mut self, name: &'static str, text: impl std::fmt::Display) -> Self {
        self.values.push((name, Value::Text(text.to_string())));
        self
    }

    /// Adds a number.
    fn count(mut self, name: &'static str, count: u64) -> Self {
        self.values.push((name, Value::Count(count)));
        self
    }

    /// Adds a day.
    fn day(mut self, day: &str) -> Self {
        self.values.push(("day", Value::Day(day.to_owned())));
        self
    }

    /// Adds what the system said.
    fn because(mut self, error: &io::Error) -> Self {
        self.cause = Some(Box::new(system(error.kind(), error)));
        self
    }

    /// A file or the standard output that could not be written.
    pub(crate) fn unwritable(path: Option<&Path>, error: &io::Error) -> Self {
        let wrong = match path {
            Some(path) => Self::new("trouble-write").text("file", path.display()),
            None => Self::new("trouble-standard-output"),
        };
        wrong.because(error)
    }

    /// A workbook that could not be made.
    pub(crate) fn unwritten(error: &Unwritten) -> Self {
        let Unwritten::Workbook(reason) = error;
        Self::new("trouble-workbook").text("reason", reason)
    }

    /// A made-up workspace that could not be made.
    pub(crate) fn sample(error: &SampleError) -> Self {
        match error {
            SampleError::People { people } => Self::new("trouble-people")
                .count("people", u64::from(*people))
                .count("most", u64::from(PEOPLE_MAX)),
            SampleError::NotEmpty { path } => {
                Self::new("trouble-not-empty").text("folder", path.display())
            }
            SampleError::Write { path, source } => Self::unwritable(Some(path), source),
        }
    }

    /// A command that could not do its work; none where diagnostics say it.
    pub(crate) fn of(trouble: &Trouble) -> Option<Self> {
        Some(match trouble {
            Trouble::Files { .. } => return None,
            Trouble::NoWorkspace(path) => {
                Self::new("trouble-no-workspace").text("folder", path.display())
            }
            Trouble::Read { path, source } => {
                Self::new("trouble-read").text("file", path).because(source)
            }
            Trouble::Folder { path, source } => {
                Self::new("trouble-folder").text("file", path).because(source)
            }
            Trouble::Watch { path, source } => {
                Self::new("trouble-watch").text("file", path).because(source)
            }
            Trouble::Store { file, source } => store(file.as_deref().unwrap_or_default(), source),
            Trouble::Plan { place, source } => {
                let wrong = Self::new("trouble-plan").text("place", place);
                Self { words: Some(source.to_string()), ..wrong }
            }
            Trouble::NoCommune(day) => Self::new("trouble-no-commune").day(day),
            Trouble::NoRun => Self::new("trouble-no-run"),
            Trouble::NotInRun { run, place } => Self::new("trouble-not-in-run")
                .count("run", run.unsigned_abs())
                .text("place", place),
            Trouble::NoSubject { run, subject, place, near } => {
                no_subject(*run, subject, place.as_ref(), near.as_ref())
            }
            Trouble::ManySubjects { subject, found } => {
                let mut wrong = Self::new("trouble-many-subjects").text("subject", subject);
                wrong.values.push(("found", Value::Found(found.clone())));
                wrong
            }
            Trouble::NotInForce { place, day } => {
                Self::new("trouble-not-in-force").text("place", place).day(day)
            }
            Trouble::KindUnknown => Self::new("trouble-kind-unknown"),
            Trouble::Shrinks { place, before, now } => Self::new("trouble-shrinks")
                .text("place", place)
                .count("before", *before)
                .count("now", *now),
            Trouble::Worker => Self::new("trouble-worker"),
        })
    }

    /// What is wrong, in one sentence.
    fn sentence(&self, messages: &Messages) -> String {
        write(messages, self.key, &self.values)
    }

    /// What to do: as the cause has it, which knows more, else as the message has it.
    fn advice(&self, messages: &Messages) -> Option<String> {
        if let Some((key, values)) = &self.help {
            return Some(write(messages, key, values));
        }
        let own = || {
            let key = format!("{}.help", self.key);
            messages.has(&key).then(|| write(messages, &key, &self.values))
        };
        self.cause.as_ref().and_then(|cause| cause.advice(messages)).or_else(own)
    }

    /// All of it, a line for each thing.
    pub(crate) fn lines(&self, messages: &Messages) -> Vec<String> {
        let word = |key| messages.text(key, &[]);
        let mut lines = vec![format!("{}: {}", word("trouble-error"), self.sentence(messages))];
        let causes =
            [self.cause.as_ref().map(|cause| cause.sentence(messages)), self.words.clone()];
        for cause in causes.into_iter().flatten() {
            lines.push(format!("  {}: {cause}", word("trouble-cause")));
        }
        if let Some(advice) = self.advice(messages) {
            lines.push(format!("  {}: {advice}", word("trouble-help")));
        }
        lines
    }
}

/// A subject that a run did not read.
fn no_subject(
    run: i64,
    subject: &SubjectId,
    place: Option<&PlaceCode>,
    near: Option<&SubjectId>,
) -> Wrong {
    let key = if place.is_some() { "trouble-no-subject-here" } else { "trouble-no-subject" };
    let mut wrong = Wrong::new(key).count("run", run.unsigned_abs()).text("subject", subject);
    if let Some(place) = place {
        wrong = wrong.text("place", place);
    }
    wrong.help = Some(match near {
        Some(near) => ("trouble-near", vec![("near", Value::Text(near.to_string()))]),
        None => ("trouble-no-subject.help", Vec::new()),
    });
    wrong
}

/// A store that failed; the error names the file itself where it knows it.
fn store(file: &str, error: &StoreError) -> Wrong {
    let schemas = |key, path: &Path, found: &i64, known: &i64| {
        Wrong::new(key).text("file", path.display()).text("found", found).text("known", known)
    };
    match error {
        StoreError::Open { path, reason, kind } => Wrong {
            cause: Some(Box::new(system(*kind, reason))),
            ..Wrong::new("store-open").text("file", path.display())
        },
        StoreError::Foreign { path } => Wrong::new("store-foreign").text("file", path.display()),
        StoreError::Newer { path, found, known } => schemas("store-newer", path, found, known),
        StoreError::Older { path, found, known } => schemas("store-older", path, found, known),
        StoreError::Locked => Wrong::new("store-locked").text("file", file),
        StoreError::ReadOnly(_) => Wrong::new("store-read-only").text("file", file),
        StoreError::Full => Wrong::new("store-full").text("file", file),
        StoreError::Damaged(reason) => {
            Wrong::new("store-damaged").text("file", file).text("reason", reason)
        }
        StoreError::Missing(_) | StoreError::Artifact { .. } => {
            Wrong::new("store-damaged").text("file", file).text("reason", error)
        }
        StoreError::Device(reason) => {
            Wrong::new("store-device").text("file", file).text("reason", reason)
        }
        StoreError::Refused(reason) => {
            Wrong::new("store-refused").text("file", file).text("reason", reason)
        }
        StoreError::Database(reason) => {
            Wrong::new("store-database").text("file", file).text("reason", reason)
        }
    }
}

/// What the system said: in our words for what officers meet, in its own for the rest.
fn system(kind: ErrorKind, reason: impl std::fmt::Display) -> Wrong {
    let key = match kind {
        ErrorKind::NotFound => "system-not-found",
        ErrorKind::PermissionDenied => "system-denied",
        ErrorKind::AlreadyExists => "system-exists",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "system-full",
        ErrorKind::ReadOnlyFilesystem => "system-read-only",
        ErrorKind::IsADirectory => "system-is-folder",
        ErrorKind::InvalidInput => "system-no-file",
        ErrorKind::NotADirectory => "system-no-folder",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => "system-busy",
        ErrorKind::InvalidData => "system-not-text",
        ErrorKind::FileTooLarge => "system-too-large",
        _ => "system-other",
    };
    Wrong::new(key).text("reason", reason)
}

/// A message with its values.
fn write(messages: &Messages, key: &str, values: &[(&'static str, Value)]) -> String {
    let texts: Vec<String> = values
        .iter()
        .map(|(_, value)| match value {
            Value::Text(text) | Value::Day(text) => text.clone(),
            Value::Count(_) => String::new(),
            Value::Found(found) => {
                let each = found.iter().map(|one| one_of_many(messages, one));
                each.collect::<Vec<_>>().join(", ")
            }
        })
        .collect();
    let arguments: Vec<(&str, Argument<'_>)> = values
        .iter()
        .zip(&texts)
        .map(|((name, value), text)| {
            let argument = match value {
                Value::Count(count) => Argument::Count(*count),
                Value::Day(day) => parse_date(day).map_or(Argument::Text(text), Argument::Day),
                Value::Text(_) | Value::Found(_) => Argument::Text(text),
            };
            (*name, argument)
        })
        .collect();
    messages.text(key, &arguments)
}

/// One of several subjects with the same id.
fn one_of_many(messages: &Messages, (code, place, kind): &(PlaceCode, String, Kind)) -> String {
    let kind = messages.text(&format!("common-kind-{kind}"), &[]);
    let values = [
        ("kind", Argument::Text(&kind)),
        ("place", Argument::Text(place)),
        ("code", Argument::Text(code.as_str())),
    ];
    messages.text("trouble-one-of-many", &values)
}

#[cfg(test)]
mod tests;
