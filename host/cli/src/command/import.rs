//! `import`: a register as an office keeps it.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use tieuchi_core::{Kind, Period, PlaceCode};
use tieuchi_pipeline::{ImportOptions, Imported, Progress};
use tieuchi_report::{Argument, Messages};

use crate::{
    exit::Exit,
    language,
    progress::Bar,
    terminal::{self, ErrorFormat},
    trouble::Wrong,
};

/// Take in a register as an office keeps it, from a workbook or a text file
///
/// Headers are matched to the catalogue of indicators by their Vietnamese names. A row with
/// anything wrong in it is refused and listed cell by cell; the others are taken in. What is taken
/// in replaces the register that was there for the commune, kind and period; the same file twice
/// changes nothing.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(crate) struct ImportArgs {
    /// The workspace: the folder with `tieuchi.toml`
    workspace: PathBuf,
    /// The file: .xlsx, .xlsm, .csv or .txt
    file: PathBuf,
    /// The year that the register speaks of
    #[arg(long, value_parser = super::run::period)]
    period: Period,
    /// Whose register [default: by the file's name, such as `citizens.xlsx`]
    #[arg(long, value_parser = kind)]
    kind: Option<Kind>,
    /// The commune of rows that name none [default: the workspace's only commune]
    #[arg(long)]
    place: Option<String>,
    /// The sheet [default: every sheet that looks like a register]
    #[arg(long)]
    sheet: Option<String>,
    /// The encoding of a text file that is not Unicode
    #[arg(long, value_enum)]
    encoding: Option<Encoding>,
    /// A TOML file with lines `"header" = "column"` for headers that nobody would guess
    #[arg(long)]
    mapping: Option<PathBuf>,
    /// Refuse all if anything is refused
    #[arg(long)]
    strict: bool,
    /// Show what would come, and keep nothing
    #[arg(long)]
    dry_run: bool,
    /// Take it in even if the register becomes less than half as long
    #[arg(long)]
    replace: bool,
    /// Take in people who are known in another commune: they have moved here
    ///
    /// Without this each of them is told and refused. The other commune's register stays as it is;
    /// who still stands in it is told, so that nobody is counted twice.
    #[arg(long)]
    confirm_moves: bool,
    /// Write the table once more into this workbook, with the refused cells marked, to hand back
    #[arg(long)]
    refusals: Option<PathBuf>,
    /// How the outcome is written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// How diagnostics are written
    #[arg(long, value_enum, default_value_t = ErrorFormat::Human)]
    error_format: ErrorFormat,
}

/// Encodings of old files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Encoding {
    /// Fonts that begin with a dot: `.VnTime`
    Tcvn3,
    /// Windows for Vietnamese
    #[value(name = "windows-1258")]
    Windows1258,
}

/// How an outcome is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For spreadsheets: a line for each refusal
    Csv,
    /// For programs
    Json,
}

/// Reads a kind.
pub(crate) fn kind(text: &str) -> Result<Kind, String> {
    Kind::parse(text).ok_or_else(|| {
        let kinds = Kind::ALL.map(Kind::as_str);
        match tieuchi_core::nearest(text, kinds) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("kinds are {}", kinds.join(", ")),
        }
    })
}

/// Does it.
pub(crate) fn import(args: &ImportArgs) -> Exit {
    let options = ImportOptions {
        kind: args.kind,
        period: args.period,
        place: args.place.as_ref().map(PlaceCode::new),
        sheet: args.sheet.clone(),
        encoding: args.encoding.map(|encoding| match encoding {
            Encoding::Tcvn3 => tieuchi_pipeline::Encoding::Tcvn3,
            Encoding::Windows1258 => tieuchi_pipeline::Encoding::Windows1258,
        }),
        mapping: args.mapping.clone(),
        strict: args.strict,
        dry_run: args.dry_run,
        replace: args.replace,
        confirm_moves: args.confirm_moves,
    };
    let bar = Bar::new();
    let mut show = |progress: Progress<'_>| bar.show(&progress);
    let imported = tieuchi_pipeline::import(&args.workspace, &args.file, &options, &mut show);
    bar.finish();
    let imported = match imported {
        Ok(imported) => imported,
        Err(trouble) => return terminal::trouble(&trouble, args.error_format),
    };
    terminal::diagnostics(&imported.warnings, &imported.sources, args.error_format);
    let messages = language::messages();
    let lang = messages.lang();
    let printed = terminal::data(&match args.format {
        Format::Json => tieuchi_report::import_json(&imported.report, lang),
        Format::Csv => tieuchi_report::import_csv(&imported.report, lang),
        Format::Text => {
            let report = tieuchi_report::import_text(&imported.report, lang);
            format!("{report}{}", outcome(&imported, args.dry_run, messages))
        }
    });
    if printed != Exit::Done {
        return printed;
    }
    if let Some(path) = &args.refusals {
        let written = hand_back(args, &options, &imported, path);
        if written != Exit::Done {
            return written;
        }
    }
    if imported.report.refusals_total > 0 { Exit::FilesWrong } else { Exit::Done }
}

/// Writes the officer's table with the refused cells marked.
fn hand_back(args: &ImportArgs, options: &ImportOptions, imported: &Imported, to: &Path) -> Exit {
    let mut read = Ok(());
    let book = tieuchi_report::import_xlsx(&imported.report, language::chosen(), |sink| {
        read = tieuchi_pipeline::office_rows(&args.workspace, &args.file, options, sink);
    });
    match (read, book) {
        (Ok(()), Ok(bytes)) => terminal::deliver(&bytes, Some(to), true),
        (Err(trouble), _) => terminal::trouble(&trouble, args.error_format),
        (_, Err(error)) => terminal::wrong(&Wrong::unwritten(&error)),
    }
}

/// What became of the registers.
fn outcome(imported: &Imported, dry_run: bool, messages: &Messages) -> String {
    let mut text = String::new();
    for register in &imported.registers {
        let key = if register.changed { "import-register" } else { "import-register-same" };
        text.push_str(&messages.text(
            key,
            &[
                ("place", Argument::Text(&register.name)),
                ("before", Argument::Count(register.before)),
                ("now", Argument::Count(register.now)),
            ],
        ));
        text.push('\n');
    }
    let key = match (imported.kept, dry_run) {
        (true, _) => "import-kept",
        (false, true) => "import-dry-run",
        (false, false) => "import-nothing-kept",
    };
    text.push_str(&messages.text(key, &[]));
    text.push('\n');
    text
}
