//! `explain`: the whole account of one subject.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use tieuchi_core::{Kind, Period, PlaceCode, SubjectId};
use tieuchi_pipeline::{ExplainOptions, Trouble};
use tieuchi_report::{Argument, Messages};

use crate::{
    exit::Exit,
    language::LangArgs,
    terminal::{self, ErrorFormat},
};

/// Tell why a stored run judged a subject as it did
///
/// Each criterion with its finding, the evidence and where each number comes from; for shares the
/// members that count; for an open title what is missing, most decisive first. Nothing is judged
/// anew for the store and nothing is written to it.
#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// The workspace: the folder with `tieuchi.toml`
    workspace: PathBuf,
    /// The subject, by its id in the register
    subject: String,
    /// The latest run of this year [default: the latest run]
    #[arg(long, value_parser = super::run::period)]
    period: Option<Period>,
    /// This run
    #[arg(long)]
    run: Option<i64>,
    /// The subject's commune, where several have such an id
    #[arg(long, value_name = "CODE")]
    place: Option<String>,
    /// What the subject is, where several kinds have such an id: citizen, family, clan, village,
    /// unit or commune
    #[arg(long, value_parser = kind)]
    kind: Option<Kind>,
    /// Show the subject's name: accounts are without, so that a page left lying about names nobody
    #[arg(long)]
    name: bool,
    /// How it is written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The file to write; standard output without it
    #[arg(long)]
    out: Option<PathBuf>,
    /// The language.
    #[command(flatten)]
    lang: LangArgs,
    /// How diagnostics are written
    #[arg(long, value_enum, default_value_t = ErrorFormat::Human)]
    error_format: ErrorFormat,
}

/// How an account is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A page of text
    Text,
    /// For programs
    Json,
    /// One sheet to hand to the person
    Html,
}

/// Reads a kind of subject.
fn kind(text: &str) -> Result<Kind, String> {
    Kind::parse(text).ok_or_else(|| {
        let words = Kind::ALL.map(Kind::as_str);
        format!("a subject is one of {}", words.join(", "))
    })
}

/// Does it.
pub(crate) fn explain(args: &ExplainArgs) -> Exit {
    let options = ExplainOptions {
        subject: SubjectId::new(&args.subject),
        kind: args.kind,
        place: args.place.as_ref().map(PlaceCode::new),
        period: args.period,
        run: args.run,
        name: args.name,
    };
    let lang = args.lang.choose();
    let account = match tieuchi_pipeline::explain(&args.workspace, &options) {
        Ok(account) => account,
        Err(trouble) => return refused(&trouble, &Messages::new(lang), args.error_format),
    };
    let text = match args.format {
        Format::Text => tieuchi_report::account_text(&account, lang),
        Format::Json => tieuchi_report::account_json(&account),
        Format::Html => tieuchi_report::account_html(&account, lang),
    };
    terminal::deliver(text.as_bytes(), args.out.as_deref(), false)
}

/// Says why there is no account: whom it is about in the reader's language, all else as every
/// command says it.
fn refused(trouble: &Trouble, messages: &Messages, format: ErrorFormat) -> Exit {
    let (message, help) = match trouble {
        Trouble::NoRun => (messages.text("account-no-run", &[]), None),
        Trouble::NotInRun { run, place } => {
            let values =
                [("run", Argument::Count(run.unsigned_abs())), ("place", Argument::Text(place))];
            (messages.text("account-no-place", &values), None)
        }
        Trouble::NoSubject { run, subject, place, near } => {
            let mut values = vec![
                ("run", Argument::Count(run.unsigned_abs())),
                ("subject", Argument::Text(subject.as_str())),
            ];
            values.extend(place.iter().map(|place| ("place", Argument::Text(place.as_str()))));
            let here =
                if place.is_some() { "account-no-subject-here" } else { "account-no-subject" };
            let help = match near {
                Some(near) => {
                    messages.text("account-near", &[("near", Argument::Text(near.as_str()))])
                }
                None => messages.text("account-no-near", &[]),
            };
            (messages.text(here, &values), Some(help))
        }
        Trouble::ManySubjects { subject, found } => {
            let found: Vec<String> = found
                .iter()
                .map(|(code, place, kind)| {
                    let kind = messages.text(&format!("common-kind-{kind}"), &[]);
                    let values = [
                        ("kind", Argument::Text(&kind)),
                        ("place", Argument::Text(place)),
                        ("code", Argument::Text(code.as_str())),
                    ];
                    messages.text("account-one-of-many", &values)
                })
                .collect();
            let found = found.join(", ");
            let values =
                [("subject", Argument::Text(subject.as_str())), ("found", Argument::Text(&found))];
            let help = messages.text("account-choose", &[]);
            (messages.text("account-many", &values), Some(help))
        }
        other => return terminal::trouble(other, format),
    };
    terminal::say(&format!("error: {message}"));
    if let Some(help) = help {
        terminal::say(&format!("  help: {help}"));
    }
    Exit::CouldNotFinish
}
