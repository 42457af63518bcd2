//! `plan`: what would be judged, by which edition and with which values.

use std::{collections::BTreeMap, path::PathBuf};

use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use tieuchi_core::{Period, PlaceCode};
use tieuchi_pipeline::{EditionOutline, Outline, PlaceOutline, ValueOutline};

use crate::{
    exit::Exit,
    terminal::{self, ErrorFormat},
};

/// Show what would be judged, by which edition and with which values
///
/// Nothing is judged and nothing is written. Communes for which the same rules hold are shown
/// together; each value stands with the files and papers that it comes from.
#[derive(Debug, Args)]
pub(crate) struct PlanArgs {
    /// The workspace: the folder with `tieuchi.toml`
    workspace: PathBuf,
    /// The year to assess
    #[arg(long, value_parser = super::run::period)]
    period: Period,
    /// Only the commune with this code
    #[arg(long)]
    place: Option<String>,
    /// How it is written
    #[arg(long, value_enum, default_value_t = PlanFormat::Text)]
    format: PlanFormat,
    /// How diagnostics are written
    #[arg(long, value_enum, default_value_t = ErrorFormat::Human)]
    error_format: ErrorFormat,
}

/// How a plan is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PlanFormat {
    /// For people
    Text,
    /// For programs
    Json,
}

/// Does it.
pub(crate) fn plan(args: &PlanArgs) -> Exit {
    let PlanArgs { workspace, period, place, format, error_format } = args;
    let mut outline = match tieuchi_pipeline::outline(workspace, *period) {
        Ok(outline) => outline,
        Err(trouble) => return terminal::trouble(&trouble, *error_format),
    };
    if let Some(code) = place {
        let known: Vec<PlaceCode> =
            outline.places.iter().map(|place| place.place.clone()).collect();
        outline.places.retain(|place| place.place.as_str() == code);
        if outline.places.is_empty() {
            terminal::say(&format!("error: no commune has the code `{code}` in {period}"));
            let codes: Vec<&str> = known.iter().map(PlaceCode::as_str).collect();
            terminal::say(&format!("  help: the communes of {period} are {}", codes.join(", ")));
            return Exit::CouldNotFinish;
        }
    }
    terminal::data(&match format {
        PlanFormat::Text => text(&outline),
        PlanFormat::Json => format!("{:#}\n", as_json(&outline)),
    })
}

/// A plan for people: titles in the order of judging; under each the communes by the values that
/// hold there.
fn text(outline: &Outline) -> String {
    let Outline { workspace, period, places } = outline;
    let mut text = format!("{workspace}, {period}: {} communes\n", places.len());
    let titles = places.iter().map(|place| place.editions.len()).max().unwrap_or(0);
    for order in 0..titles {
        let mut same: BTreeMap<usize, Vec<&PlaceOutline>> = BTreeMap::new();
        for place in places {
            let Some(edition) = place.editions.get(order) else { continue };
            let first = places.iter().position(|other| other.editions.get(order) == Some(edition));
            same.entry(first.unwrap_or(0)).or_default().push(place);
        }
        for (group, communes) in same.values().enumerate() {
            let edition = &communes[0].editions[order];
            if group == 0 {
                text.push_str(&heading(order + 1, edition));
            }
            if same.len() > 1 {
                text.push_str(&format!("   in {}\n", names(communes)));
            }
            for value in &edition.values {
                text.push_str(&line(value));
            }
        }
    }
    text
}

/// The head of a title.
fn heading(order: usize, edition: &EditionOutline) -> String {
    let EditionOutline { title, name, kind, reference, from, file, criteria, points, .. } = edition;
    let mut text = format!("\n{order}. {name} ({title}), for each {kind}\n");
    text.push_str(&format!("   {reference}, in force from {from}: {file}\n"));
    let points = points.as_ref().map_or_else(String::new, |points| format!(", {points} points"));
    text.push_str(&format!("   {criteria} criteria{points}"));
    if !edition.levels.is_empty() {
        text.push_str(&format!("; levels: {}", edition.levels.join(" < ")));
    }
    if !edition.plugins.is_empty() {
        text.push_str(&format!("; plugins: {}", edition.plugins.join(", ")));
    }
    text.push('\n');
    text
}

/// A value with its origins, where there is more than the base.
fn line(value: &ValueOutline) -> String {
    let ValueOutline { term, name, value, missing, origins } = value;
    let mut text = match (value, missing) {
        (Some(value), _) => format!("   - {term} = {value}  ({name})\n"),
        (None, paper) => format!(
            "   - {term} has no value  ({name}); missing: {}\n",
            paper.as_deref().unwrap_or_default()
        ),
    };
    if origins.len() > 1 {
        for (value, place, basis) in origins {
            text.push_str(&format!("       {value} from {place}, {basis}\n"));
        }
    }
    text
}

/// The names of communes.
fn names(places: &[&PlaceOutline]) -> String {
    let names: Vec<String> =
        places.iter().map(|place| format!("{} {}", place.place, place.name)).collect();
    names.join(", ")
}

/// A plan for programs.
fn as_json(outline: &Outline) -> Value {
    let Outline { workspace, period, places } = outline;
    let places: Vec<Value> = places
        .iter()
        .map(|PlaceOutline { place, name, editions }| {
            let editions: Vec<Value> = editions.iter().map(edition_json).collect();
            json!({ "place": place.as_str(), "name": name, "titles": editions })
        })
        .collect();
    json!({ "workspace": workspace, "period": period.number(), "places": places })
}

/// An edition for programs.
fn edition_json(edition: &EditionOutline) -> Value {
    let EditionOutline {
        title,
        name,
        kind,
        reference,
        from,
        file,
        digest,
        criteria,
        plugins,
        points,
        levels,
        values,
        overlays,
    } = edition;
    let values: Vec<Value> = values
        .iter()
        .map(|ValueOutline { term, name, value, missing, origins }| {
            let origins: Vec<Value> = origins
                .iter()
                .map(|(value, place, basis)| {
                    json!({ "value": value, "place": place, "basis": basis })
                })
                .collect();
            json!({
                "term": term, "name": name, "value": value, "missing": missing, "origins": origins,
            })
        })
        .collect();
    json!({
        "title": title.as_str(), "name": name, "kind": kind.as_str(), "reference": reference,
        "from": from.to_string(), "file": file, "digest": digest, "criteria": criteria,
        "plugins": plugins, "points": points, "levels": levels, "values": values,
        "overlays": overlays,
    })
}
