//! Reading a manifest: all that is wrong with it at once.

use tieuchi_core::Kind;

use crate::{
    fields::{Fields, as_table, shown},
    manifest::{
        MANIFEST_BYTES_MAX, Manifest, ReasonDecl, Version, Wishes, Words,
        input::{read_inputs, read_members},
        setting::read_settings,
    },
    problem::{Problem, Problems},
    tree::{Entry, Value, parse},
    words::{ID_CHARS_MAX, is_kebab, sanitise, suggestion_or_list},
};

/// Characters in a summary or a reason.
const WORDS_CHARS_MAX: usize = 400;
/// Reasons: a finding bears one byte.
const REASONS_MAX: usize = 255;

/// Reads a manifest, or says all that is wrong with it.
pub fn parse_manifest(text: &str) -> Result<Manifest, Vec<Problem>> {
    let mut problems = Problems::default();
    let manifest = parse(text, MANIFEST_BYTES_MAX, &mut problems)
        .and_then(|entries| read(&entries, &mut problems));
    match manifest {
        Some(manifest) if problems.is_empty() => Ok(manifest),
        _ => Err(problems.into_sorted()),
    }
}

/// The contract that a manifest claims, whatever else it says: one of another major may have keys
/// that nobody knows today.
pub(crate) fn claimed_contract(text: &str) -> Option<i64> {
    let mut problems = Problems::default();
    let entries = parse(text, MANIFEST_BYTES_MAX, &mut problems)?;
    let inside = |entries: &[Entry], key: &str| {
        entries.iter().find(|entry| entry.key == key).map(|entry| entry.node.value.clone())
    };
    let Some(Value::Table(plugin)) = inside(&entries, "plugin") else { return None };
    match inside(&plugin, "contract") {
        Some(Value::Number(Some(number))) => number.exact_units(0),
        _ => None,
    }
}

/// The whole manifest; none where a part could not be read.
fn read(entries: &[Entry], problems: &mut Problems) -> Option<Manifest> {
    let mut fields = Fields::new(entries, 0..0, "manifest");
    let identity = if let Some(entry) = fields.entry("plugin") {
        Fields::of(entry, "`plugin`", problems).and_then(|plugin| identity(plugin, problems))
    } else {
        let help = "begin with `[plugin]`, `name`, `version`, `contract`, `kind`, `summary`";
        problems.push(Problem::new("manifest has no `plugin`", 0..0).help(help));
        None
    };
    let inputs = read_inputs(fields.table("input", problems), problems);
    let kind = identity.as_ref().map(|identity| identity.kind);
    let members = read_members(fields.table("members", problems), kind, problems);
    let settings = read_settings(fields.table("setting", problems), problems);
    let reasons = reasons(fields.table("reason", problems), problems);
    let limits = match fields.entry("limits") {
        Some(entry) => wishes(entry, problems),
        None => Wishes::default(),
    };
    fields.finish(problems);
    let Identity { name, version, contract, kind, summary } = identity?;
    Some(Manifest {
        name,
        version,
        contract,
        kind,
        summary,
        inputs,
        members,
        settings,
        reasons,
        limits,
    })
}

/// What stands under `[plugin]`.
struct Identity {
    /// The plugin's name.
    name: String,
    /// Its version.
    version: Version,
    /// The contract that it speaks.
    contract: u32,
    /// Whom it judges.
    kind: Kind,
    /// What it does.
    summary: Words,
}

/// Reads `[plugin]`.
fn identity(mut fields: Fields<'_>, problems: &mut Problems) -> Option<Identity> {
    let name = name(&mut fields, problems);
    let version = version(&mut fields, problems);
    let contract = fields
        .need("contract", "1", problems)
        .and_then(|entry| {
            let range = 1..u64::from(u32::MAX);
            crate::fields::as_whole(&entry.node, "contract", range, problems)
        })
        .and_then(|contract| u32::try_from(contract).ok());
    let kind =
        fields.need("kind", "\"citizen\"", problems).and_then(|entry| read_kind(entry, problems));
    let summary = read_summary(&mut fields, problems);
    fields.finish(problems);
    Some(Identity {
        name: name?,
        version: version?,
        contract: contract?,
        kind: kind?,
        summary: summary?,
    })
}

/// The plugin's name.
fn name(fields: &mut Fields<'_>, problems: &mut Problems) -> Option<String> {
    let name = fields.need_line("name", "\"learning-hours\"", ID_CHARS_MAX, problems)?;
    if is_kebab(&name) {
        return Some(name);
    }
    let span = fields.entry("name").map_or(0..0, |entry| entry.node.span.clone());
    let message = format!("`{}` is no name of a plugin", shown(&name));
    problems.push(Problem::new(message, span).help(KEBAB_HELP));
    None
}

/// What a name looks like.
const KEBAB_HELP: &str =
    "use small letters, digits and hyphens, a letter first, at most 64 characters";

/// The plugin's version.
fn version(fields: &mut Fields<'_>, problems: &mut Problems) -> Option<Version> {
    let text = fields.need_line("version", "\"1.0.0\"", ID_CHARS_MAX, problems)?;
    let version = Version::parse(&text);
    if version.is_none() {
        let span = fields.entry("version").map_or(0..0, |entry| entry.node.span.clone());
        let message = format!("`{}` is no version", shown(&text));
        let help = "write three whole numbers, such as `1.0.0`";
        problems.push(Problem::new(message, span).help(help));
    }
    version
}

/// A kind of subjects.
fn read_kind(entry: &Entry, problems: &mut Problems) -> Option<Kind> {
    let text = crate::fields::as_text(&entry.node, &entry.key, problems)?;
    let kind = Kind::parse(text);
    if kind.is_none() {
        problems.push(unknown_kind(text, &entry.node.span));
    }
    kind
}

/// Says that there is no such kind.
pub(super) fn unknown_kind(text: &str, span: &std::ops::Range<usize>) -> Problem {
    let help = suggestion_or_list(text, Kind::ALL.map(Kind::as_str), "kinds");
    Problem::new(format!("unknown kind `{}`", shown(text)), span.clone()).help(help)
}

/// The `summary` of a table.
pub(super) fn read_summary(fields: &mut Fields<'_>, problems: &mut Problems) -> Option<Words> {
    let entry = fields.need("summary", "{ vi = \"…\", en = \"…\" }", problems)?;
    let what = format!("summary of {}", fields.what());
    let fields = Fields::of(entry, what, problems)?;
    words(fields, problems)
}

/// A text in both languages.
fn words(mut fields: Fields<'_>, problems: &mut Problems) -> Option<Words> {
    let vi = fields.need_line("vi", "\"…\"", WORDS_CHARS_MAX, problems);
    let en = fields.need_line("en", "\"…\"", WORDS_CHARS_MAX, problems);
    fields.finish(problems);
    Some(Words { vi: vi?, en: en? })
}

/// The reasons in the order of the text.
fn reasons(entries: &[Entry], problems: &mut Problems) -> Vec<ReasonDecl> {
    too_many(entries, REASONS_MAX, "reasons", problems);
    let mut reasons = Vec::new();
    for entry in entries.iter().take(REASONS_MAX) {
        read_id(entry, "reason", problems);
        let what = format!("reason `{}`", shown(&entry.key));
        let fields = Fields::of(entry, what, problems);
        let words = fields.and_then(|fields| words(fields, problems));
        reasons.extend(words.map(|words| ReasonDecl { id: entry.key.clone(), words }));
    }
    reasons
}

/// Reports an id that is none.
pub(super) fn read_id(entry: &Entry, what: &str, problems: &mut Problems) {
    if !is_kebab(&entry.key) {
        let message = format!("`{}` is no id of {what}", sanitise(&entry.key));
        problems.push(Problem::new(message, entry.key_span.clone()).help(KEBAB_HELP));
    }
}

/// Reports more entries than there may be.
pub(super) fn too_many(entries: &[Entry], max: usize, plural: &str, problems: &mut Problems) {
    if let Some(entry) = entries.get(max) {
        let message = format!("manifest has {} {plural}, more than {max}", entries.len());
        problems.push(Problem::new(message, entry.key_span.clone()));
    }
}

/// Limits that the plugin would like to have.
fn wishes(entry: &Entry, problems: &mut Problems) -> Wishes {
    if as_table(&entry.node, "limits", problems).is_none() {
        return Wishes::default();
    }
    let Some(mut fields) = Fields::of(entry, "`limits`", problems) else {
        return Wishes::default();
    };
    let mut whole = |key, max| fields.whole(key, 1..max, problems);
    let narrow = |wide: Option<u64>| wide.and_then(|wide| u32::try_from(wide).ok());
    let memory_mib = narrow(whole("memory-mib", 1025));
    let fuel_per_row = whole("fuel-per-row", 1_000_000_001);
    let time_ms = narrow(whole("time-ms", 3_600_001));
    fields.finish(problems);
    Wishes { memory_mib, fuel_per_row, time_ms }
}
