//! `help`: the page of a diagnostic code.

use clap::{Args, CommandFactory};

use crate::{args, exit::Exit, pages, terminal};

/// Explain a diagnostic code, such as `R012`
///
/// Without a code: what the program can do, and the codes that there are.
#[derive(Debug, Args)]
pub(crate) struct HelpArgs {
    /// The code
    code: Option<String>,
}

/// Does it.
pub(crate) fn help(args: &HelpArgs) -> Exit {
    let Some(code) = &args.code else {
        let mut text = args::Args::command().render_long_help().to_string();
        text.push_str("\nDiagnostic codes:\n");
        for (code, page) in pages::all() {
            let title = page.lines().next().unwrap_or_default().trim_start_matches("# ");
            let title = title.strip_prefix(code).unwrap_or(title).trim_start_matches([':', ' ']);
            text.push_str(&format!("  {code}  {title}\n"));
        }
        return terminal::data(&text);
    };
    if let Some(page) = pages::page(code) {
        return terminal::data(page);
    }
    terminal::say(&format!("error: there is no code `{code}`"));
    match pages::nearest(code) {
        Some(near) => terminal::say(&format!("  help: did you mean `tieuchi help {near}`?")),
        None => terminal::say("  help: `tieuchi help` lists the codes"),
    }
    Exit::CouldNotFinish
}
