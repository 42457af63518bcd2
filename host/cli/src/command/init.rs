//! `init`: a workspace for a commune.

use std::{
    io::{BufRead, IsTerminal, Write},
    path::PathBuf,
};

use clap::Args;
use tieuchi_core::{Period, parse_date};
use tieuchi_report::{Argument, Messages};
use tieuchi_sample::{NewWorkspace, SampleError};

use crate::{exit::Exit, language, terminal, trouble::Wrong};

/// The types of a unit of this tier.
const TYPES: [&str; 4] = ["xã", "phường", "thị trấn", "đặc khu"];

/// Make a workspace for a commune
///
/// Writes `tieuchi.toml`, the shipped rule packs, the table of places with the commune, and empty
/// folders for registers and overlays. What no flag says is asked, where somebody sits at the
/// terminal.
#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    /// Where to: a folder that does not exist yet, or is empty
    dir: PathBuf,
    /// The commune's administrative code
    #[arg(long)]
    code: Option<String>,
    /// The commune's name without its type
    #[arg(long)]
    name: Option<String>,
    /// xã, phường, thị trấn or đặc khu
    #[arg(long = "type")]
    unit_type: Option<String>,
    /// The province's code
    #[arg(long)]
    province_code: Option<String>,
    /// The province's name
    #[arg(long)]
    province_name: Option<String>,
    /// Since when the commune has been as it is, as DD/MM/YYYY or YYYY-MM-DD
    #[arg(long)]
    since: Option<String>,
    /// The first year to assess
    #[arg(long)]
    period: Option<String>,
}

/// Does it.
pub(crate) fn init(args: &InitArgs) -> Exit {
    let messages = language::messages();
    // Nobody should answer eight questions to hear that the folder is taken.
    if std::fs::read_dir(&args.dir).is_ok_and(|mut entries| entries.next().is_some()) {
        let path = args.dir.clone();
        return terminal::wrong(&Wrong::sample(&SampleError::NotEmpty { path }));
    }
    let workspace = match questions(args, messages) {
        Ok(workspace) => workspace,
        Err(message) => {
            terminal::say(&format!("{}: {message}", messages.text("trouble-error", &[])));
            return Exit::CouldNotFinish;
        }
    };
    if let Err(error) = tieuchi_sample::init(&workspace, &args.dir) {
        return terminal::wrong(&Wrong::sample(&error));
    }
    let folder = args.dir.display().to_string();
    let folder = if folder.contains(' ') { format!("\"{folder}\"") } else { folder };
    let template = format!("tieuchi template citizen citizens.xlsx --workspace {folder}");
    let import = format!("tieuchi import {folder} citizens.xlsx --period {}", workspace.year);
    let done = messages.text("init-done", &[("folder", Argument::Text(&folder))]);
    let next = messages.text(
        "init-next",
        &[("template", Argument::Text(&template)), ("import", Argument::Text(&import))],
    );
    terminal::data(&format!("{done}\n{next}\n"))
}

/// What the flags say, and for the rest what somebody answers.
fn questions(args: &InitArgs, messages: &Messages) -> Result<NewWorkspace, String> {
    let InitArgs { code, name, unit_type, province_code, province_name, since, period, .. } = args;
    let ask = Ask { messages, terminal: std::io::stdin().is_terminal() };
    if ask.terminal {
        terminal::say(&messages.text("init-welcome", &[]));
    }
    let code = ask.answer("--code", "init-ask-code", code.as_ref(), None, |text| {
        let fits =
            (1..=16).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric());
        if fits { Ok(()) } else { Err("init-wrong-code") }
    })?;
    let filled = |text: &str| if text.is_empty() { Err("init-empty") } else { Ok(()) };
    let name = ask.answer("--name", "init-ask-name", name.as_ref(), None, filled)?;
    let known = |text: &str| if TYPES.contains(&text) { Ok(()) } else { Err("init-wrong-type") };
    let kind = ask.answer("--type", "init-ask-type", unit_type.as_ref(), Some("xã"), known)?;
    let province = ask.answer(
        "--province-code",
        "init-ask-province-code",
        province_code.as_ref(),
        Some(""),
        |text| {
            let fits = text.len() <= 16 && text.bytes().all(|b| b.is_ascii_alphanumeric());
            if fits { Ok(()) } else { Err("init-wrong-code") }
        },
    )?;
    let province = if province.is_empty() {
        None
    } else {
        let key = "init-ask-province-name";
        let name = ask.answer("--province-name", key, province_name.as_ref(), None, filled)?;
        Some((province, name))
    };
    let from =
        ask.answer("--since", "init-ask-since", since.as_ref(), Some("01/07/2025"), |text| {
            day(text).map(drop).ok_or("init-wrong-day")
        })?;
    let from = day(&from).unwrap_or(from);
    let year = ask.answer("--period", "init-ask-period", period.as_ref(), None, |text| {
        let period = Period::parse(text).ok_or("init-wrong-year")?;
        // Such a commune would not be there to be judged.
        // Days written year, month, day stand in the order of their texts.
        let there = from <= period.last_day().to_string();
        if there { Ok(()) } else { Err("init-year-too-early") }
    })?;
    let year = Period::parse(&year).map_or(0, Period::number);
    Ok(NewWorkspace { code, name, unit_type: kind, province, from, year })
}

/// A day as the files have it, `2025-07-01`, from how officers write it: so, or `1/7/2025`.
fn day(text: &str) -> Option<String> {
    let mut parts = text.split('/');
    let date = match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(day), Some(month), Some(year), None) => {
            parse_date(&format!("{year}-{month:0>2}-{day:0>2}"))
        }
        _ => parse_date(text),
    };
    date.map(|date| date.to_string())
}

/// Asks questions.
struct Ask<'a> {
    /// In which language.
    messages: &'a Messages,
    /// Whether somebody sits there.
    terminal: bool,
}

impl Ask<'_> {
    /// The flag's value, or an answer that passes the check; a wrong answer is asked for again.
    fn answer(
        &self,
        flag: &str,
        question: &str,
        given: Option<&String>,
        default: Option<&str>,
        check: impl Fn(&str) -> Result<(), &'static str>,
    ) -> Result<String, String> {
        let wrong =
            |key: &str, text: &str| self.messages.text(key, &[("text", Argument::Text(text))]);
        if let Some(given) = given {
            let given = given.trim().to_owned();
            return check(&given).map(|()| given.clone()).map_err(|key| wrong(key, &given));
        }
        loop {
            if !self.terminal {
                let needed =
                    || self.messages.text("init-needed", &[("flag", Argument::Text(flag))]);
                return default.map(str::to_owned).ok_or_else(needed);
            }
            let hint = default.filter(|text| !text.is_empty());
            let hint = hint.map_or_else(String::new, |text| format!(" [{text}]"));
            let mut out = std::io::stderr().lock();
            // A question that cannot be shown is answered by nobody, which the next line sees.
            let _ = write!(out, "{}{hint}: ", self.messages.text(question, &[]));
            let _ = out.flush();
            let mut line = String::new();
            let read = std::io::stdin().lock().read_line(&mut line).unwrap_or(0);
            if read == 0 {
                return Err(self.messages.text("init-needed", &[("flag", Argument::Text(flag))]));
            }
            let answer = match (line.trim(), default) {
                ("", Some(default)) => default.to_owned(),
                (text, _) => text.to_owned(),
            };
            match check(&answer) {
                Ok(()) => return Ok(answer),
                Err(key) => terminal::say(&wrong(key, &answer)),
            }
        }
    }
}
