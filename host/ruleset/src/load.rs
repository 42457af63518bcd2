//! Files into rules: read each, learn all names, then hold each against them.

use std::collections::BTreeMap;

use tieuchi_core::{
    Catalogue, Diagnostic, Indicator, IndicatorId, Places, SourceId, Sources, TitleId,
};

use crate::{
    catalogue, codes, digest,
    document::{
        criterion::Home,
        edition::{self, EditionDoc},
        indicator::{self, IndicatorDoc},
        overlay, target,
    },
    edition::{Edition, check_kind, lower_edition},
    known::{Known, KnownIndicator, KnownTitle},
    limits::FILES_MAX,
    overlay::{Ground, Overlay, lower_overlay},
    rules::Rules,
    sink::Sink,
    syntax,
    target::{Target, lower_targets},
    titles::{circles_of_all_days, needs},
};

/// The files of a workspace by what they are.
#[derive(Debug, Clone, Default)]
pub struct Layers {
    /// Indicators.
    pub indicators: Vec<SourceId>,
    /// Editions.
    pub bases: Vec<SourceId>,
    /// Overlays.
    pub overlays: Vec<SourceId>,
    /// Targets.
    pub targets: Vec<SourceId>,
}

/// Reads and checks all rules. Never fails: what is wrong is reported, sorted by file and place,
/// and left out. The order of files does not matter.
pub fn load(sources: &Sources, layers: &Layers, places: &Places) -> (Rules, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let Layers { indicators, bases, overlays, targets } = layers;
    let count = indicators.len() + bases.len() + overlays.len() + targets.len();
    if count > FILES_MAX {
        let message = format!("more than {FILES_MAX} rule files: {count}");
        diagnostics.push(Diagnostic::error(codes::LIMIT, message));
        return (Rules::default(), diagnostics);
    }
    let mut known = Known::default();
    let mut indicator_files = read_indicators(sources, &sorted(sources, indicators), &mut known);
    let mut base_files = read_bases(sources, &sorted(sources, bases), &mut known);
    for file in &mut indicator_files {
        catalogue::declare(&file.docs, &mut known, &mut file.sink);
    }
    declare_titles(&mut known);
    let mut catalogue = Catalogue::default();
    for file in &mut indicator_files {
        catalogue::lower_file(&file.docs, &known, &mut catalogue, &mut file.sink);
    }
    add_titles(&known, &mut catalogue);
    diagnostics.extend(catalogue::circles(&catalogue));
    let mut editions: BTreeMap<TitleId, Vec<Edition>> = BTreeMap::new();
    for file in &mut base_files {
        let edition = lower_edition(&file.doc, &file.digest, Home::Edition, &known, &mut file.sink);
        if let Some(edition) = edition {
            editions.entry(edition.base.title.clone()).or_default().push(edition);
        }
    }
    for editions in editions.values_mut() {
        settle_dates(editions, &mut diagnostics);
    }
    let edition_needs = editions
        .iter()
        .flat_map(|(title, editions)| editions.iter().map(move |edition| (title, edition)))
        .map(|(title, edition)| {
            let base = &edition.base;
            let needs = needs(&edition.uses, base.kind, base.source, &catalogue);
            ((title.clone(), base.from), needs)
        })
        .collect();
    diagnostics.extend(circles_of_all_days(&editions, &edition_needs));
    let ground = Ground { known: &known, editions: &editions, catalogue: &catalogue, places };
    let lowered = read_overlays(sources, &sorted(sources, overlays), &ground, &mut diagnostics);
    let targets = read_targets(sources, &sorted(sources, targets), &known, &mut diagnostics);
    let sinks = indicator_files.into_iter().map(|file| file.sink);
    let sinks = sinks.chain(base_files.into_iter().map(|file| file.sink));
    diagnostics.extend(sinks.flat_map(Sink::into_diagnostics));
    Diagnostic::sort(&mut diagnostics, sources);
    let rules = Rules {
        catalogue,
        known,
        editions,
        needs: edition_needs,
        overlays: lowered,
        targets,
        places: places.clone(),
    };
    (rules, diagnostics)
}

/// Reads overlays and holds them against their bases; from the highest tier, by first day and path.
fn read_overlays(
    sources: &Sources,
    files: &[SourceId],
    ground: &Ground<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Overlay> {
    let mut overlays = Vec::new();
    for source in files {
        let mut sink = Sink::new(*source);
        let doc = overlay::read(&syntax::parse(sources, &mut sink), &mut sink);
        let (path, digest) = identity(sources, *source);
        overlays.extend(lower_overlay(&doc, path, digest, ground, &mut sink));
        diagnostics.extend(sink.into_diagnostics());
    }
    overlays.sort_by(|left, right| {
        (left.tier, left.from, &left.path).cmp(&(right.tier, right.from, &right.path))
    });
    overlays
}

/// Reads targets, by id.
fn read_targets(
    sources: &Sources,
    files: &[SourceId],
    known: &Known,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Target> {
    let mut targets = BTreeMap::new();
    for source in files {
        let mut sink = Sink::new(*source);
        let docs = target::read_targets(&syntax::parse(sources, &mut sink), &mut sink);
        lower_targets(docs, known, &mut targets, &mut sink);
        diagnostics.extend(sink.into_diagnostics());
    }
    targets.into_values().collect()
}

/// Files by path, each once, so that what is said of two of them does not depend on their order.
fn sorted(sources: &Sources, files: &[SourceId]) -> Vec<SourceId> {
    let mut files = files.to_vec();
    files.sort_by_key(|id| (sources.get(*id).map(|source| source.path.as_str()), *id));
    files.dedup();
    files
}

/// The path of a file and its sha-256.
fn identity(sources: &Sources, source: SourceId) -> (&str, String) {
    sources.get(source).map_or(("", String::new()), |file| (&file.path, digest::sha256(&file.text)))
}

/// A file of indicators.
struct IndicatorFile {
    /// Its content.
    docs: Vec<IndicatorDoc>,
    /// What is wrong in it.
    sink: Sink,
}

/// Reads files of indicators.
fn read_indicators(sources: &Sources, files: &[SourceId], known: &mut Known) -> Vec<IndicatorFile> {
    let read = |source: &SourceId| {
        let mut sink = Sink::new(*source);
        let table = syntax::parse(sources, &mut sink);
        known.incomplete |= sink.failed();
        let docs = indicator::read(&table, &mut sink);
        IndicatorFile { docs, sink }
    };
    files.iter().map(read).collect()
}

/// A file of an edition.
struct BaseFile {
    /// Its content.
    doc: EditionDoc,
    /// Its sha-256.
    digest: String,
    /// What is wrong in it.
    sink: Sink,
}

/// Reads editions, and learns their titles.
fn read_bases(sources: &Sources, files: &[SourceId], known: &mut Known) -> Vec<BaseFile> {
    let mut bases = Vec::with_capacity(files.len());
    for source in files {
        let mut sink = Sink::new(*source);
        let table = syntax::parse(sources, &mut sink);
        let doc = edition::read(&table, Home::Edition, &mut sink);
        let (path, digest) = identity(sources, *source);
        check_path(&doc, path, &mut sink);
        learn_title(&doc, known, &mut sink);
        bases.push(BaseFile { doc, digest, sink });
    }
    bases
}

/// Remembers the title of an edition.
fn learn_title(doc: &EditionDoc, known: &mut Known, sink: &mut Sink) {
    let Some(title) = &doc.title else {
        known.incomplete = true;
        return;
    };
    let Some(kind) = &doc.kind else {
        known.broken.insert(title.value.clone());
        known.broken.insert(format!("{}{}", IndicatorId::TITLE_PREFIX, title.value));
        return;
    };
    check_kind(doc, known, kind.value, sink);
    let levels = u8::try_from(doc.levels.len()).unwrap_or(u8::MAX);
    let text = |text: &Option<crate::sink::At<String>>| {
        text.as_ref().map_or_else(String::new, |text| text.value.clone())
    };
    let (name, reference) = (text(&doc.name), text(&doc.reference));
    let known = known.titles.entry(TitleId::new(&title.value)).or_insert(KnownTitle {
        kind: kind.value,
        levels,
        name: String::new(),
        reference: String::new(),
        source: sink.source,
        span: title.span.clone(),
    });
    // Files come by path, and so by day: the newest edition names the title.
    (known.levels, known.name, known.reference) = (known.levels.max(levels), name, reference);
}

/// Reports an edition that does not stand at `<title>/<day in force>.toml`.
fn check_path(doc: &EditionDoc, path: &str, sink: &mut Sink) {
    let (Some(title), Some(from)) = (&doc.title, &doc.from) else { return };
    let mut parts = path.rsplit('/');
    let (file, folder) = (parts.next().unwrap_or(""), parts.next());
    let help = format!("move it to `{}/{}.toml`", title.value, from.value);
    if file != format!("{}.toml", from.value) {
        let message = "file is not named after the day in force";
        let label = format!("but the file is `{file}`");
        sink.push(sink.at(codes::FILE_NAME, message, &from.span, label).help(help.clone()));
    }
    if folder != Some(title.value.as_str()) {
        let message = "file does not stand in the folder of its title";
        let label = format!("but the folder is `{}`", folder.unwrap_or("."));
        sink.push(sink.at(codes::FILE_NAME, message, &title.span, label).help(help));
    }
}

/// Makes each title an indicator of its kind.
fn declare_titles(known: &mut Known) {
    for (title, found) in &known.titles {
        let indicator = KnownIndicator {
            value_type: found.value_type(),
            computed: true,
            source: found.source,
            span: found.span.clone(),
        };
        known.indicators.insert((found.kind, IndicatorId::of_title(title)), indicator);
    }
}

/// Adds the indicators of titles to the catalogue.
fn add_titles(known: &Known, catalogue: &mut Catalogue) {
    for (title, found) in &known.titles {
        let indicator = Indicator {
            id: IndicatorId::of_title(title),
            kind: found.kind,
            name: found.name.clone(),
            value_type: found.value_type(),
            unit: String::new(),
            reference: found.reference.clone(),
            sensitive: false,
            compute: None,
            code_names: Vec::new(),
            source: found.source,
            span: found.span.clone(),
        };
        // INVARIANT: no file may declare an id of a title, so it is new.
        let _ = catalogue.add(indicator);
    }
}

/// Sorts the editions of a title, ends each before its successor, and reports what is double.
fn settle_dates(editions: &mut Vec<Edition>, diagnostics: &mut Vec<Diagnostic>) {
    // Stable: of two with one first day the first by path stays.
    editions.sort_by_key(|edition| edition.base.from);
    let mut index = 1;
    while index < editions.len() {
        let (before, after) = editions.split_at_mut(index);
        let (Some(earlier), Some(later)) = (before.last_mut(), after.first_mut()) else { break };
        let (from, title) = (later.base.from, &later.base.title);
        let pair = |code, message: String, label: String| {
            Diagnostic::error(code, message)
                .label(later.base.source, later.from_span.clone(), label)
                .label(earlier.base.source, earlier.from_span.clone(), "the other edition")
        };
        if earlier.base.from == from {
            let message = format!("edition of `{title}` from {from} is declared twice");
            let twice = pair(codes::EDITION_TWICE, message, "again here".to_owned());
            diagnostics.push(twice.help("keep one of the files"));
            editions.remove(index);
            continue;
        }
        if let Some(until) = earlier.base.until.filter(|until| *until >= from) {
            let message = format!("editions of `{title}` overlap");
            let label = format!("begins while the other is in force until {until}");
            diagnostics.push(pair(codes::EDITIONS_OVERLAP, message, label).help(
                from.pred_opt().map_or_else(
                    || "end the other before this one begins".to_owned(),
                    |day| format!("write `until = {day}` in the other, or leave it out there"),
                ),
            ));
            (earlier.broken, later.broken) = (true, true);
        }
        earlier.last = from.pred_opt().into_iter().chain(earlier.base.until).min();
        index += 1;
    }
}
