//! `tieuchi.lock`: the components that the plugins of a workspace's rules stand for.

use tieuchi_core::{Diagnostic, SourceId, Sources, Span};

use crate::{
    fields::{Fields, as_list, as_table},
    quoted::quoted,
    sink::{At, Sink},
    syntax,
};

/// The code of everything that is wrong in a lock.
const LOCK: &str = "P019";

/// What stands above the entries.
const HEAD: &str = "# Written by `tieuchi plugin add`: which component each plugin of the rules stands for.\n\
                    # A component whose digest is another is not used.\n";

/// A plugin in the lock. Spans are empty where the entry comes from no file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Locked {
    /// The plugin's name.
    pub name: String,
    /// `MAJOR.MINOR.PATCH`
    pub version: String,
    /// `sha256:` and 64 hexadecimal digits.
    pub digest: String,
    /// The component's file, relative to the workspace.
    pub path: String,
    /// What of the component's imports is granted, sorted.
    pub grants: Vec<String>,
    /// Where the name stands.
    pub name_span: Span,
    /// Where the digest stands.
    pub digest_span: Span,
    /// Where the path stands.
    pub path_span: Span,
    /// Where the grants stand, or the name where there are none.
    pub grants_span: Span,
}

impl Locked {
    /// The first number of the version.
    pub fn major(&self) -> Option<u32> {
        self.version.split('.').next()?.parse().ok()
    }
}

/// Reads `tieuchi.lock`, sorted by name. An entry with a fault is left out.
pub fn read_lock(sources: &Sources, source: SourceId) -> (Vec<Locked>, Vec<Diagnostic>) {
    let mut sink = Sink::new(source);
    let table = syntax::parse(sources, &mut sink);
    let mut file = Fields::new(&table, &(0..0), "a lock");
    let entry = file.entry("plugin");
    let items = entry.and_then(|entry| as_list(&entry.node, "plugin", &mut sink));
    let mut locked: Vec<Locked> = Vec::new();
    for item in items.into_iter().flatten() {
        let Some(table) = as_table(item, "plugin", &mut sink) else { continue };
        let mut fields = Fields::new(table, &item.span, "a plugin in the lock");
        let read = read_entry(&mut fields, &mut sink);
        fields.finish(&mut sink);
        let Some(read) = read else { continue };
        if let Some(first) = locked.iter().find(|known| known.name == read.name) {
            let message = format!("plugin `{}` is locked twice", read.name);
            let twice = sink
                .at(LOCK, message, &read.name_span, "again here")
                .label(source, first.name_span.clone(), "the other one")
                .help("keep one of the entries");
            sink.push(twice);
        } else {
            locked.push(read);
        }
    }
    file.finish(&mut sink);
    locked.sort_by(|left, right| left.name.cmp(&right.name));
    let found = sink.into_diagnostics().into_iter();
    (locked, found.map(|item| Diagnostic { code: LOCK, ..item }).collect())
}

/// One entry.
fn read_entry(fields: &mut Fields<'_>, sink: &mut Sink) -> Option<Locked> {
    let name = fields.need_text("name", sink);
    let version = fields.need_text("version", sink);
    let digest = fields.need_text("digest", sink);
    let path = fields.need_text("path", sink);
    let grants_span = fields.entry("grants").map(|entry| entry.node.span.clone());
    let grants = fields.texts("grants", sink);
    let (name, version, digest, path) = (name?, version?, digest?, path?);
    let version_fits = fits(&version, is_version, "a version", "`1.0.0`", sink);
    let digest_fits = fits(&digest, is_digest, "a digest", "`sha256:` and 64 digits", sink);
    if !version_fits || !digest_fits {
        return None;
    }
    let mut grants: Vec<String> = grants.into_iter().map(|grant| grant.value).collect();
    grants.sort();
    grants.dedup();
    Some(Locked {
        name: name.value,
        version: version.value,
        digest: digest.value,
        path: path.value,
        grants,
        grants_span: grants_span.unwrap_or_else(|| name.span.clone()),
        name_span: name.span,
        digest_span: digest.span,
        path_span: path.span,
    })
}

/// Whether a text has a shape; else a report.
fn fits(
    text: &At<String>,
    shape: impl Fn(&str) -> bool,
    what: &str,
    example: &str,
    sink: &mut Sink,
) -> bool {
    let fits = shape(&text.value);
    if !fits {
        let message = format!("`{}` is not {what}", text.value.escape_debug());
        let label = format!("{what} is written as {example}");
        sink.push(sink.at(LOCK, message, &text.span, label));
    }
    fits
}

/// Three numbers with points between.
fn is_version(text: &str) -> bool {
    let parts: Vec<&str> = text.split('.').collect();
    parts.len() == 3
        && parts.iter().all(|part| part.parse::<u32>().is_ok_and(|n| n.to_string() == *part))
}

/// `sha256:` and 64 small hexadecimal digits.
fn is_digest(text: &str) -> bool {
    let digits = text.strip_prefix("sha256:").unwrap_or_default();
    let hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    digits.len() == 64 && digits.bytes().all(hex)
}

/// A lock as a file, sorted by name.
pub fn render_lock(locked: &[Locked]) -> String {
    let mut sorted: Vec<&Locked> = locked.iter().collect();
    sorted.sort_by(|left, right| left.name.cmp(&right.name));
    let mut text = HEAD.to_owned();
    for Locked { name, version, digest, path, grants, .. } in sorted {
        let grants: Vec<String> = grants.iter().map(|grant| quoted(grant)).collect();
        text.push_str(&format!(
            "\n[[plugin]]\nname    = {}\nversion = {}\ndigest  = {}\npath    = {}\ngrants  = [{}]\n",
            quoted(name),
            quoted(version),
            quoted(digest),
            quoted(path),
            grants.join(", "),
        ));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<Locked>, Vec<String>) {
        let mut sources = Sources::default();
        let source = sources.add("tieuchi.lock", text);
        let (locked, found) = read_lock(&sources, source);
        assert!(found.iter().all(|item| item.code == LOCK));
        (locked, found.into_iter().map(|item| item.message).collect())
    }

    fn entry(name: &str, path: &str) -> Locked {
        Locked {
            name: name.to_owned(),
            version: "1.2.0".to_owned(),
            digest: format!("sha256:{}", "0a".repeat(32)),
            path: path.to_owned(),
            grants: vec!["log".to_owned()],
            name_span: 0..0,
            digest_span: 0..0,
            path_span: 0..0,
            grants_span: 0..0,
        }
    }

    #[test]
    fn what_is_written_is_read_again_sorted() {
        let text = render_lock(&[entry("b", "x \"y\".wasm"), entry("a", "../a.wasm")]);
        let (locked, wrong) = read(&text);
        assert_eq!(wrong, [""; 0]);
        assert_eq!(locked[0].name, "a");
        assert_eq!(locked[1].path, "x \"y\".wasm");
        assert_eq!(&text[locked[1].path_span.clone()], "\"x \\\"y\\\".wasm\"");
        assert_eq!(render_lock(&locked), text);
        assert_eq!(locked[0].major(), Some(1));
    }

    #[test]
    fn every_fault_of_a_lock_is_told_at_once() {
        let good = render_lock(&[entry("a", "a.wasm")]);
        let text = format!(
            "{good}\n[[plugin]]\nname = \"a\"\nversion = \"1.0.0\"\ndigest = \"sha256:{}\"\npath = \"b\"\n\
             [[plugin]]\nnaem = \"b\"\nversion = \"1.0\"\ndigest = \"md5:00\"\npath = \"b\"\n",
            "f".repeat(64)
        );
        let (locked, wrong) = read(&text);
        assert_eq!(locked.len(), 1);
        assert_eq!(
            wrong,
            [
                "plugin `a` is locked twice",
                "a plugin in the lock has no `name`",
                "unknown key `naem`",
            ]
        );
        let (_, wrong) = read(
            "[[plugin]]\nname = \"b\"\nversion = \"01.0.0\"\ndigest = \"sha256:00\"\npath = \"b\"\n",
        );
        assert_eq!(wrong, ["`01.0.0` is not a version", "`sha256:00` is not a digest"]);
    }
}
