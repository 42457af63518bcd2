//! What the people of one commune share: the commune, its hamlets, its clans, its units.

use crate::{
    books::Books,
    commune::Commune,
    error::SampleError,
    name,
    office::Offices,
    random::Random,
    score,
    sheet::{Sheet, Subject},
};

/// Columns of hamlets.
pub(crate) const VILLAGE_HEADER: [&str; 3] = ["subject", "place", "name"];
/// Columns of clans.
pub(crate) const CLAN_HEADER: [&str; 5] =
    ["subject", "place", "name", "quy-khuyen-hoc", "giup-gia-dinh-ngheo"];
/// Columns of communes.
pub(crate) const COMMUNE_HEADER: [&str; 11] = [
    "subject",
    "place",
    "name",
    "chi-tieu.1-1",
    "chi-tieu.1-2",
    "chi-tieu.1-3",
    "chi-tieu.2-1",
    "chi-tieu.2-2",
    "chi-tieu.2-3",
    "chi-tieu-dat.tieu-chi-3",
    "chi-tieu-dat.tieu-chi-4",
];

/// A clan of the commune.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Clan {
    /// The surname of its men and daughters.
    pub(crate) surname: &'static str,
    /// How able its people are beside the mean.
    pub(crate) ability: i32,
}

/// What people of one commune share.
#[derive(Debug)]
pub(crate) struct Ground {
    /// The commune.
    pub(crate) commune: &'static Commune,
    /// How able each hamlet is beside the mean, by number less 1.
    pub(crate) hamlets: Vec<i32>,
    /// Clans, by number less 1.
    pub(crate) clans: Vec<Clan>,
    /// Its units.
    pub(crate) offices: Offices,
}

impl Ground {
    /// Puts hamlets, clans and units into a commune and writes their registers.
    pub(crate) fn write(
        books: &mut Books,
        random: &mut Random,
        commune: &'static Commune,
        people: u32,
        hamlets: u32,
    ) -> Result<Self, SampleError> {
        write_commune(&mut books.communes, random, commune)?;
        Ok(Self {
            commune,
            hamlets: write_hamlets(&mut books.villages, random, commune, hamlets)?,
            clans: write_clans(&mut books.clans, random, commune, people)?,
            offices: Offices::write(&mut books.units, random, commune, people, hamlets)?,
        })
    }
}

/// Writes the commune itself.
fn write_commune(
    sheet: &mut Sheet,
    random: &mut Random,
    commune: &'static Commune,
) -> Result<(), SampleError> {
    sheet.field(Subject { place: commune.code, letter: 'x', number: 1 });
    sheet.field(commune.code);
    sheet.field(commune.name);
    for _ in 0..6 {
        let met = random.per_mille(950);
        sheet.flag((!random.per_mille(30)).then_some(met));
    }
    for _ in 0..2 {
        sheet.field(random.between(2, 3));
    }
    sheet.end_row()
}

/// Writes the hamlets; gives how able each is beside the mean.
fn write_hamlets(
    sheet: &mut Sheet,
    random: &mut Random,
    commune: &'static Commune,
    hamlets: u32,
) -> Result<Vec<i32>, SampleError> {
    let word = if commune.town { "Khu phố" } else { "Ấp" };
    let mut abilities = Vec::new();
    for number in 1..=hamlets {
        sheet.field(Subject { place: commune.code, letter: 't', number });
        sheet.field(commune.code);
        sheet.field(format_args!("{word} {number}"));
        sheet.end_row()?;
        abilities.push(random.bell(score::HAMLET_DEVIATION));
    }
    Ok(abilities)
}

/// Writes the clans, a few more where there are more people; gives them.
fn write_clans(
    sheet: &mut Sheet,
    random: &mut Random,
    commune: &'static Commune,
    people: u32,
) -> Result<Vec<Clan>, SampleError> {
    let count = if people == 0 { 0 } else { 2 + people.isqrt() / 7 };
    let names = name::SURNAMES;
    let first = random.below(u32::try_from(names.len()).unwrap_or(1));
    let mut clans = Vec::new();
    for number in 1..=count {
        let turn = first + number - 1;
        let surname = names[turn as usize % names.len()];
        sheet.field(Subject { place: commune.code, letter: 'd', number });
        sheet.field(commune.code);
        sheet.field(format_args!("Họ {surname} {} {number}", commune.name));
        for cases in [850, 880] {
            let met = random.per_mille(cases);
            sheet.flag((!random.per_mille(25)).then_some(met));
        }
        sheet.end_row()?;
        clans.push(Clan { surname, ability: random.bell(score::CLAN_DEVIATION) });
    }
    Ok(clans)
}
