//! Finds the subject that an id names among those that a run read.

use std::collections::BTreeMap;

use tieuchi_core::{Kind, PlaceCode, SubjectId, nearest};
use tieuchi_store::{Digest, Reader, RunHead};

use crate::{account::ExplainOptions, place::unit_name, trouble::Trouble, workspace::Workspace};

/// The most subjects among which a similar id is looked for.
const NEAR_MAX: usize = 200_000;

/// A subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Whom {
    /// Its commune.
    pub place: PlaceCode,
    /// What it is.
    pub kind: Kind,
    /// Its row in the register.
    pub row: usize,
}

/// Finds it.
pub(crate) fn find(
    workspace: &Workspace,
    reader: &Reader,
    head: &RunHead,
    options: &ExplainOptions,
) -> Result<Whom, Trouble> {
    let mut registers: BTreeMap<Digest, (PlaceCode, Kind)> = BTreeMap::new();
    for register in reader.registers_of_run(head.run)? {
        registers.insert(register.manifest, (register.place, register.kind));
    }
    // A commune without a register is its own only subject.
    for title in reader.titles(head.run)? {
        if let Some(manifest) = title.register {
            registers.entry(manifest).or_insert((title.place, title.kind));
        }
    }
    if let Some(asked) = &options.place
        && !registers.values().any(|(place, _)| place == asked)
    {
        return Err(Trouble::NotInRun { run: head.run, place: asked.to_string() });
    }
    registers.retain(|_, (place, kind)| {
        options.place.as_ref().is_none_or(|asked| asked == place)
            && options.kind.is_none_or(|asked| asked == *kind)
    });
    let mut found: Vec<Whom> = Vec::new();
    for (manifest, row) in reader.rows_of(&options.subject)? {
        if let Some((place, kind)) = registers.get(&manifest) {
            found.push(Whom { place: place.clone(), kind: *kind, row });
        }
    }
    found.sort_by(|left, right| (&left.place, left.kind).cmp(&(&right.place, right.kind)));
    match found.len() {
        0 => Err(Trouble::NoSubject {
            run: head.run,
            subject: options.subject.clone(),
            place: options.place.clone(),
            near: near(reader, &options.subject, registers.keys())?,
        }),
        1 => Ok(found.remove(0)),
        _ => {
            let day = head.period.last_day();
            let named = found.into_iter().map(|whom| {
                let unit = workspace.places.unit(&whom.place, day);
                (whom.place, unit.map(unit_name).unwrap_or_default(), whom.kind)
            });
            let subject = options.subject.clone();
            Err(Trouble::ManySubjects { subject, found: named.collect() })
        }
    }
}

/// The most similar id.
fn near<'a>(
    reader: &Reader,
    subject: &SubjectId,
    registers: impl Iterator<Item = &'a Digest>,
) -> Result<Option<SubjectId>, Trouble> {
    let mut left = NEAR_MAX;
    let mut best: Vec<SubjectId> = Vec::new();
    for manifest in registers {
        let subjects = reader.subjects(manifest)?;
        let candidates = subjects.iter().take(left).map(SubjectId::as_str);
        best.extend(nearest(subject.as_str(), candidates).map(SubjectId::new));
        left = left.saturating_sub(subjects.len());
        if left == 0 {
            break;
        }
    }
    // By name first, so that it does not depend on digests which of two equally near is named.
    best.sort();
    Ok(nearest(subject.as_str(), best.iter().map(SubjectId::as_str)).map(SubjectId::new))
}
