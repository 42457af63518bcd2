//! Makes a workspace: commune by commune, family by family, so that memory does not grow with it.

use std::path::Path;

use crate::{
    assets,
    books::Books,
    citizen::Citizen,
    commune::{self, COMMUNES, Commune},
    decision::Decisions,
    error::SampleError,
    family::Family,
    ground::Ground,
    household,
    identity::Identities,
    random::Random,
    stage::Stage,
};

/// The most people: more would want more identity numbers of a year than there are.
pub const PEOPLE_MAX: u32 = 10_000_000;
/// Hamlets of the district, as its own report of 2020 counts them.
const HAMLETS: u32 = 100;

/// Sets the streams of hours apart from those of everything else: no code of a commune is as large.
const HOURS_STREAM: u64 = 1 << 32;

/// How many rows a workspace has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Report {
    /// People: as many as were asked for.
    pub citizens: u64,
    /// Families.
    pub families: u64,
    /// Clans.
    pub clans: u64,
    /// Hamlets.
    pub villages: u64,
    /// Offices, schools and enterprises.
    pub units: u64,
    /// Communes.
    pub communes: u64,
    /// Rows of earlier decisions.
    pub decisions: u64,
}

/// Writes a whole workspace of exactly `people` citizens into `dir`, which must be empty or not
/// there: rules, places, overlays, registers of 2024 and earlier decisions.
///
/// The same numbers give the same bytes on every machine. When something goes wrong the directory
/// is as it was.
pub fn generate(people: u32, seed: u64, dir: &Path) -> Result<Report, SampleError> {
    if !(1..=PEOPLE_MAX).contains(&people) {
        return Err(SampleError::People { people });
    }
    let stage = Stage::new(dir)?;
    assets::write(stage.path())?;
    let mut books = Books::create(&stage.path().join("registers"))?;
    let mut identities = Identities::new();
    let parts = commune::shares(people).into_iter().zip(commune::shares(HAMLETS));
    for (commune, (people, hamlets)) in COMMUNES.iter().zip(parts) {
        write_commune(&mut books, &mut identities, commune, (people, hamlets), seed)?;
    }
    let report = books.finish()?;
    stage.finish()?;
    Ok(report)
}

/// Writes all registers of one commune.
fn write_commune(
    books: &mut Books,
    identities: &mut Identities,
    commune: &'static Commune,
    (people, hamlets): (u32, u32),
    seed: u64,
) -> Result<(), SampleError> {
    let mut random = Random::new(seed, commune.code.parse().unwrap_or(0));
    let mut hours = Random::new(seed, HOURS_STREAM ^ commune.code.parse().unwrap_or(0));
    let ground = Ground::write(books, &mut random, commune, people, hamlets)?;
    let mut decisions = Decisions::new(commune);
    let mut members = Vec::new();
    let mut done = 0;
    let mut number = 0;
    while done < people {
        household::compose(&mut random, &mut members);
        members.truncate((people - done) as usize);
        number += 1;
        // People fill the hamlets one after the other, evenly.
        let hamlet = u64::from(done) * u64::from(hamlets) / u64::from(people);
        let hamlet = u32::try_from(hamlet).unwrap_or(0);
        let family = Family::draw(&mut random, &ground, number, hamlet);
        family.write(&mut books.families, &mut random, &ground)?;
        for member in &members {
            done += 1;
            let citizen = Citizen::draw((&mut random, &mut hours), &ground, &family, *member, done);
            citizen.write(&mut books.citizens, &mut random, identities, &ground)?;
            decisions.consider(citizen.subject, &citizen.person, member.age);
        }
    }
    decisions.write(&mut books.decisions)
}
