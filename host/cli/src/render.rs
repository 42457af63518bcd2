//! Draws what is wrong: for people as rustc does, for screen readers line by line, for programs.

use std::ops::Range;

use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Renderer, Snippet, normalize_untrusted_str,
};
use serde_json::json;
use tieuchi_core::{Diagnostic, Label, Severity, Source, SourceId, Sources, Span};
use tieuchi_report::{Argument, Messages};

/// How diagnostics are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// With the lines of the files drawn
    #[default]
    Human,
    /// Line by line without drawing, for screen readers
    Plain,
    /// One JSON object on each line, for programs
    Json,
}

/// All diagnostics as one text, closed by a line that counts them; nothing where there are none.
pub(crate) fn diagnostics(
    items: &[Diagnostic],
    sources: &Sources,
    format: Format,
    color: bool,
    messages: &Messages,
) -> String {
    let mut text = String::new();
    for item in items {
        text.push_str(&match format {
            Format::Human => human(item, sources, color, messages),
            Format::Plain => plain(item, sources, messages),
            Format::Json => json(item, sources).to_string() + "\n",
        });
    }
    if format != Format::Json {
        text.push_str(&counted(items, messages));
    }
    text
}

/// `tieuchi: 3 errors, 1 warning`.
fn counted(items: &[Diagnostic], messages: &Messages) -> String {
    let errors = items.iter().filter(|item| item.is_error()).count();
    let parts = [("trouble-errors", errors), ("trouble-warnings", items.len() - errors)];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(key, count)| messages.text(key, &[("count", Argument::Count(count as u64))]))
        .collect();
    if parts.is_empty() { String::new() } else { format!("tieuchi: {}\n", parts.join(", ")) }
}

/// The lines of the files with what is wrong under them.
fn human(item: &Diagnostic, sources: &Sources, color: bool, messages: &Messages) -> String {
    let Diagnostic { code, severity, message, labels, help, notes } = item;
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let level = level.with_name(said(*severity, messages));
    let note = Level::NOTE.with_name(messages.text("trouble-note", &[]));
    let advice = Level::HELP.with_name(messages.text("trouble-help", &[]));
    let mut group = Group::with_title(level.primary_title(one_line(message)).id(*code));
    for (position, (id, labels)) in by_file(labels).into_iter().enumerate() {
        if let Some(source) = sources.get(id) {
            group = group.element(snippet(source, &labels, position == 0));
        }
    }
    for text in notes {
        group = group.element(note.clone().message(normalize_untrusted_str(text)));
    }
    if let Some(help) = help {
        group = group.element(advice.message(normalize_untrusted_str(help)));
    }
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    format!("{}\n\n", renderer.render(&[group]))
}

/// The labels of each file, files and labels in the order in which they appear.
fn by_file(labels: &[Label]) -> Vec<(SourceId, Vec<&Label>)> {
    let mut files: Vec<(SourceId, Vec<&Label>)> = Vec::new();
    for label in labels {
        match files.iter_mut().find(|(id, _)| *id == label.source) {
            Some((_, labels)) => labels.push(label),
            None => files.push((label.source, vec![label])),
        }
    }
    files
}

/// The part of a file that its labels speak of; the first label of the first file is the culprit.
fn snippet<'a>(
    source: &'a Source,
    labels: &[&'a Label],
    culprit: bool,
) -> Snippet<'a, Annotation<'a>> {
    let text = &source.text;
    let spans: Vec<Span> = labels.iter().map(|label| inside(text, &label.span)).collect();
    // Only the lines that matter are handed over: a long list of faults in one long file stays fast.
    let first = spans.iter().map(|span| span.start).min().unwrap_or(0);
    let last = spans.iter().map(|span| span.end).max().unwrap_or(0);
    let start = text[..first].rfind('\n').map_or(0, |end| end + 1);
    let end = text[last..].find('\n').map_or(text.len(), |length| last + length);
    let line = text[..start].matches('\n').count() + 1;
    let annotations = spans.iter().zip(labels).enumerate().map(|(position, (span, label))| {
        let primary = culprit && position == 0;
        let kind = if primary { AnnotationKind::Primary } else { AnnotationKind::Context };
        let annotation = kind.span(span.start - start..span.end - start);
        if label.text.is_empty() { annotation } else { annotation.label(one_line(&label.text)) }
    });
    Snippet::source(&text[start..end])
        .path(one_line(&source.path))
        .line_start(line)
        .annotations(annotations)
}

/// The nearest span that lies in the text and does not cut a letter.
fn inside(text: &str, span: &Span) -> Range<usize> {
    let start = text.floor_char_boundary(span.start);
    start..text.ceil_char_boundary(span.end).max(start)
}

/// A line for each thing that is said.
fn plain(item: &Diagnostic, sources: &Sources, messages: &Messages) -> String {
    let frame = |key| messages.text(key, &[]);
    let Diagnostic { code, severity, message, labels, help, notes } = item;
    let place = |label: &Label| {
        position(label, sources).map(|(path, line, column)| format!("{path}:{line}:{column}: "))
    };
    let culprit = labels.first().and_then(place).unwrap_or_default();
    let mut lines = vec![format!("{culprit}{}[{code}]: {message}", said(*severity, messages))];
    for (index, label) in labels.iter().enumerate() {
        if index > 0 || !label.text.is_empty() {
            let place = if index == 0 { None } else { place(label) };
            let word = frame("trouble-label");
            lines.push(format!("  {word}: {}{}", place.unwrap_or_default(), label.text));
        }
    }
    let (note, advice) = (frame("trouble-note"), frame("trouble-help"));
    lines.extend(notes.iter().map(|text| format!("  {note}: {text}")));
    lines.extend(help.iter().map(|text| format!("  {advice}: {text}")));
    lines.iter().map(|line| one_line(line) + "\n").collect()
}

/// One object.
fn json(item: &Diagnostic, sources: &Sources) -> serde_json::Value {
    let Diagnostic { code, severity, message, labels, help, notes } = item;
    let label = |label: &Label| {
        let (file, line, column) = position(label, sources)?;
        Some(json!({ "file": file, "line": line, "column": column, "text": label.text }))
    };
    json!({
        "code": code,
        "severity": word(*severity),
        "message": message,
        "labels": labels.iter().filter_map(label).collect::<Vec<_>>(),
        "help": help,
        "notes": notes,
    })
}

/// Path, line and column of a label; none where its file is not known.
fn position<'a>(label: &Label, sources: &'a Sources) -> Option<(&'a str, usize, usize)> {
    let source = sources.get(label.source)?;
    let (line, column) = sources.position(label.source, inside(&source.text, &label.span).start);
    Some((&source.path, line, column))
}

/// How bad, in a word of the reader.
fn said(severity: Severity, messages: &Messages) -> String {
    messages.text(
        match severity {
            Severity::Error => "trouble-error",
            Severity::Warning => "trouble-warning",
        },
        &[],
    )
}

/// How bad, in a word for programs.
const fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// The text without line ends and whatever else could steer a terminal.
pub(crate) fn one_line(text: &str) -> String {
    normalize_untrusted_str(text).replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use tieuchi_report::Lang;

    use super::*;

    /// Draws them for a reader of English.
    fn drawn(items: &[Diagnostic], sources: &Sources, format: Format, color: bool) -> String {
        diagnostics(items, sources, format, color, Messages::of(Lang::En))
    }

    const BASE: &str =
        "[ruleset]\ntitle = \"cong-dan-hoc-tap\"\n\n[parameter.diem-san]\nvalue = 5\n";
    const OVERLAY: &str = "[overlay]\nof = \"cong-dan-hoc-tap\"\nreason = \"ví dụ\"\n\n[parameter.diem-san]\nvalue = 4\n";

    /// Where a piece of text stands.
    fn at(text: &str, piece: &str) -> Span {
        let start = text.find(piece).unwrap();
        start..start + piece.len()
    }

    fn files() -> (Sources, SourceId, SourceId) {
        let mut sources = Sources::default();
        let base = sources.add("rules/base/cong-dan-hoc-tap/2022-07-28.toml", BASE);
        let overlay = sources.add("rules/overlays/vung-kho-khan/2025.toml", OVERLAY);
        (sources, base, overlay)
    }

    fn two_files() -> (Sources, Vec<Diagnostic>) {
        let (sources, base, overlay) = files();
        let closed = Diagnostic::error("R012", "overlay sets a term that its base keeps closed")
            .label(overlay, at(OVERLAY, "value"), "`diem-san` is not open")
            .label(base, at(BASE, "diem-san"), "declared here without `open`")
            .label(base, at(BASE, "5"), "in force since 2022-07-28")
            .note("Quyết định 244/QĐ-KHVN asks for 5 in every criterion, everywhere")
            .help("remove lines 5 and 6");
        let old = Diagnostic::warning("R020", "the paper was replaced").label(
            overlay,
            at(OVERLAY, "ví dụ"),
            "",
        );
        (sources, vec![closed, old])
    }

    #[test]
    fn two_files_at_fault_are_drawn_in_one_report() {
        let (sources, items) = two_files();
        insta::assert_snapshot!(drawn(&items, &sources, Format::Human, false), @r#"
        error[R012]: overlay sets a term that its base keeps closed
         --> rules/overlays/vung-kho-khan/2025.toml:6:1
          |
        6 | value = 4
          | ^^^^^ `diem-san` is not open
          |
         ::: rules/base/cong-dan-hoc-tap/2022-07-28.toml:4:12
          |
        4 | [parameter.diem-san]
          |            -------- declared here without `open`
        5 | value = 5
          |         - in force since 2022-07-28
          |
          = note: Quyết định 244/QĐ-KHVN asks for 5 in every criterion, everywhere
          = help: remove lines 5 and 6

        warning[R020]: the paper was replaced
         --> rules/overlays/vung-kho-khan/2025.toml:3:11
          |
        3 | reason = "ví dụ"
          |           ^^^^^

        tieuchi: 1 error, 1 warning
        "#);
    }

    #[test]
    fn the_frame_of_a_diagnostic_speaks_the_language_of_the_reader() {
        let (sources, items) = two_files();
        let said = |format| diagnostics(&items, &sources, format, false, Messages::of(Lang::Vi));
        let (human, plain) = (said(Format::Human), said(Format::Plain));
        for text in [&human, &plain] {
            for word in ["lỗi[R012]: ", "cảnh báo[R020]: ", "ghi chú: ", "cách xử lý: "] {
                assert!(text.contains(word), "{word} is not in {text}");
            }
            for word in ["error", "warning", "note: ", "help: ", "label: "] {
                assert!(!text.contains(word), "{word} is in {text}");
            }
            assert!(text.ends_with("tieuchi: 1 lỗi, 1 cảnh báo\n"), "{text}");
        }
        // Programs read words that never change.
        assert_eq!(said(Format::Json), drawn(&items, &sources, Format::Json, false));
    }

    #[test]
    fn a_screen_reader_gets_a_line_for_each_thing() {
        let (sources, items) = two_files();
        insta::assert_snapshot!(drawn(&items, &sources, Format::Plain, false), @"
        rules/overlays/vung-kho-khan/2025.toml:6:1: error[R012]: overlay sets a term that its base keeps closed
          label: `diem-san` is not open
          label: rules/base/cong-dan-hoc-tap/2022-07-28.toml:4:12: declared here without `open`
          label: rules/base/cong-dan-hoc-tap/2022-07-28.toml:5:9: in force since 2022-07-28
          note: Quyết định 244/QĐ-KHVN asks for 5 in every criterion, everywhere
          help: remove lines 5 and 6
        rules/overlays/vung-kho-khan/2025.toml:3:11: warning[R020]: the paper was replaced
        tieuchi: 1 error, 1 warning
        ");
    }

    #[test]
    fn a_program_gets_an_object_for_each_diagnostic() {
        let (sources, items) = two_files();
        let text = drawn(&items, &sources, Format::Json, false);
        let objects: Vec<serde_json::Value> =
            text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(objects.len(), 2);
        assert_eq!(objects[0]["code"], "R012");
        assert_eq!(objects[0]["help"], "remove lines 5 and 6");
        assert_eq!(
            objects[0]["labels"][1],
            json!({
                "file": "rules/base/cong-dan-hoc-tap/2022-07-28.toml",
                "line": 4, "column": 12, "text": "declared here without `open`",
            })
        );
        assert_eq!(objects[1]["severity"], "warning");
        assert_eq!(objects[1]["help"], serde_json::Value::Null);
        assert_eq!(objects[1]["labels"][0]["column"], 11);
    }

    #[test]
    fn what_has_no_place_is_told_without_one() {
        let item = Diagnostic::error("D004", "the citizen register names an unknown family `GD99`")
            .note("123 rows do")
            .help("add `GD99` to families.csv");
        let sources = Sources::default();
        let items = [item];
        insta::assert_snapshot!(drawn(&items, &sources, Format::Human, false), @"
        error[D004]: the citizen register names an unknown family `GD99`
         |
         = note: 123 rows do
         = help: add `GD99` to families.csv

        tieuchi: 1 error
        ");
        insta::assert_snapshot!(drawn(&items, &sources, Format::Plain, false), @"
        error[D004]: the citizen register names an unknown family `GD99`
          note: 123 rows do
          help: add `GD99` to families.csv
        tieuchi: 1 error
        ");
    }

    #[test]
    fn spans_that_lie_outside_or_cut_a_letter_are_drawn_all_the_same() {
        let (mut sources, base, _) = files();
        let empty = sources.add("empty.toml", "");
        let letters = sources.add("letters.toml", "ệệ\r\nệ");
        let absent = SourceId(99);
        let places = [0, 1, 2, 3, 4, 5, 7, 8, 9, 10, BASE.len(), BASE.len() + 1, usize::MAX];
        for source in [base, empty, letters, absent] {
            for start in places {
                for end in places {
                    let item = Diagnostic::error("R001", "wrong")
                        .label(source, start..end, "first")
                        .label(source, end..start, "second");
                    for format in [Format::Human, Format::Plain, Format::Json] {
                        let text = drawn(std::slice::from_ref(&item), &sources, format, false);
                        assert!(text.contains("wrong"), "{text}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_end_of_a_file_can_be_pointed_at() {
        let mut sources = Sources::default();
        let file = sources.add("cut.toml", "[ruleset\n");
        let item =
            Diagnostic::error("R001", "the table is not closed").label(file, 9..9, "ends here");
        insta::assert_snapshot!(drawn(&[item], &sources, Format::Human, false), @"
        error[R001]: the table is not closed
         --> cut.toml:2:1
          |
        2 |
          | ^ ends here

        tieuchi: 1 error
        ");
    }

    #[test]
    fn a_message_cannot_steer_the_terminal() {
        let mut sources = Sources::default();
        let file = sources.add("x\u{1b}[2J.toml", "a = \"\u{1b}[31m\u{202e}\"\n");
        let item = Diagnostic::error("R001", "wrong \u{1b}[2J word\nin two lines")
            .label(file, 4..11, "\u{1b}[2J")
            .note("\u{1b}[2J")
            .help("\u{1b}[2J\u{202e}");
        for format in [Format::Human, Format::Plain, Format::Json] {
            let text = drawn(std::slice::from_ref(&item), &sources, format, false);
            assert!(!text.contains('\u{1b}'), "{text:?}");
        }
    }

    #[test]
    fn colour_is_added_only_where_asked() {
        let (sources, items) = two_files();
        assert!(drawn(&items, &sources, Format::Human, true).contains('\u{1b}'));
        assert!(!drawn(&items, &sources, Format::Human, false).contains('\u{1b}'));
    }

    #[test]
    fn the_last_line_counts() {
        let messages = Messages::of(Lang::En);
        let error = Diagnostic::error("R001", "a");
        let warning = Diagnostic::warning("R002", "b");
        assert_eq!(counted(&[], messages), "");
        assert_eq!(counted(std::slice::from_ref(&warning), messages), "tieuchi: 1 warning\n");
        let items = [error.clone(), warning, error];
        assert_eq!(counted(&items, messages), "tieuchi: 2 errors, 1 warning\n");
    }
}
