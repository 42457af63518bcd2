//! Draws a plan: for people as text, for programs as JSON.

use serde_json::{Value, json};
use tieuchi_core::TitleId;
use tieuchi_pipeline::{EditionOutline, Outline, PlaceOutline, ValueOutline};

use crate::terminal::counted;

/// A plan for people: titles in the order of judging; under each the communes by the values that
/// hold there.
pub(crate) fn text(outline: &Outline) -> String {
    let Outline { workspace, period, places, .. } = outline;
    let mut text =
        format!("{workspace}, {period}: {}\n", counted(places.len() as u64, "commune", "communes"));
    for (order, title) in titles(places).into_iter().enumerate() {
        let same = same_edition(places, title);
        let first = same.first().map(|(edition, _)| *edition);
        text.push_str(&first.map_or_else(String::new, |first| heading(order + 1, first)));
        for (edition, communes) in &same {
            if same.len() > 1 {
                text.push_str(&format!("   in {}\n", names(communes)));
            }
            // Local criteria may make it another one here.
            if first.is_some_and(|first| size(first) != size(edition)) {
                text.push_str(&format!("   here {}\n", size(edition)));
            }
            for value in &edition.values {
                text.push_str(&line(value));
            }
        }
    }
    text
}

/// All titles in the order of judging, which local criteria may change in some communes.
fn titles(places: &[PlaceOutline]) -> Vec<&TitleId> {
    let mut titles = Vec::new();
    for edition in places.iter().flat_map(|place| &place.editions) {
        if !titles.contains(&&edition.title) {
            titles.push(&edition.title);
        }
    }
    titles
}

/// The editions of a title, each with the communes in which it stands exactly so.
fn same_edition<'a>(
    places: &'a [PlaceOutline],
    title: &TitleId,
) -> Vec<(&'a EditionOutline, Vec<&'a PlaceOutline>)> {
    let mut same: Vec<(&EditionOutline, Vec<&PlaceOutline>)> = Vec::new();
    for place in places {
        let Some(edition) = place.editions.iter().find(|edition| edition.title == *title) else {
            continue;
        };
        match same.iter_mut().find(|(known, _)| *known == edition) {
            Some((_, communes)) => communes.push(place),
            None => same.push((edition, vec![place])),
        }
    }
    same
}

/// The head of a title.
fn heading(order: usize, edition: &EditionOutline) -> String {
    let EditionOutline { title, name, kind, reference, from, file, .. } = edition;
    let paper = format!("{reference}, in force from {from}: {file}");
    format!("\n{order}. {name} ({title}), for each {kind}\n   {paper}\n   {}\n", size(edition))
}

/// How much an edition asks for.
fn size(edition: &EditionOutline) -> String {
    let EditionOutline { criteria, points, levels, plugins, .. } = edition;
    let mut text = counted(*criteria as u64, "criterion", "criteria");
    if let Some(points) = points {
        text.push_str(&format!(", {points} points"));
    }
    if !levels.is_empty() {
        text.push_str(&format!("; levels: {}", levels.join(" < ")));
    }
    if !plugins.is_empty() {
        text.push_str(&format!("; plugins: {}", plugins.join(", ")));
    }
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
            let value = if value.is_empty() { "no value" } else { value };
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
pub(crate) fn json(outline: &Outline) -> String {
    let Outline { workspace, period, places, .. } = outline;
    let places: Vec<Value> = places
        .iter()
        .map(|PlaceOutline { place, name, editions }| {
            let editions: Vec<Value> = editions.iter().map(edition_json).collect();
            json!({ "place": place.as_str(), "name": name, "titles": editions })
        })
        .collect();
    let plan = json!({ "workspace": workspace, "period": period.number(), "places": places });
    format!("{plan:#}\n")
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
