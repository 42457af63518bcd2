//! What a register says of a person.

use crate::{
    commune::Commune,
    household::Member,
    random::Random,
    score::{self, Marks},
};

/// The group whose form a person fills in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Group {
    /// Farmers and other residents.
    Resident,
    /// Workers, craftsmen, the self-employed.
    Worker,
    /// Officials, staff, entrepreneurs.
    Official,
    /// Pupils and students.
    Pupil,
    /// Small children: no form.
    None,
}

impl Group {
    /// The code in the register.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Resident => "nguoi-dan",
            Self::Worker => "nguoi-lao-dong",
            Self::Official => "can-bo",
            Self::Pupil => "hoc-sinh",
            Self::None => "khong",
        }
    }
}

/// What a register says of a person; none where it says nothing.
#[derive(Debug)]
pub(crate) struct Person {
    /// The group that is true.
    pub(crate) group: Group,
    /// The group that the register has.
    pub(crate) registered_group: Option<Group>,
    /// Whether the register has the birth date.
    pub(crate) birth_known: bool,
    /// Whether there is an identity number yet.
    pub(crate) numbered: bool,
    /// Cannot learn: ill or disabled.
    pub(crate) cannot_learn: bool,
    /// 0 to 2.
    pub(crate) literacy: Option<u32>,
    /// Code of universal education.
    pub(crate) schooling: Option<&'static str>,
    /// Has left school early this year.
    pub(crate) dropped_out: Option<bool>,
    /// In thousandths of a mark; past titles depend on it.
    pub(crate) ability: i32,
    /// The form.
    pub(crate) marks: Marks,
}

/// The first and the last age at which everyone here goes to school.
const SCHOOL_AGES: std::ops::RangeInclusive<i32> = 6..=14;

/// Draws a person of a family with such an advantage, in or outside a clan.
pub(crate) fn draw(
    random: &mut Random,
    commune: &Commune,
    member: Member,
    advantage: i32,
    in_clan: bool,
) -> Person {
    let age = member.age;
    let group = draw_group(random, commune, age);
    let cannot_learn = random.per_mille(if age > 60 { 20 } else { 6 });
    let lost = if cannot_learn { 4_000 } else { 0 };
    let ability = score::ability(random, group, advantage) - lost;
    let marks =
        if group == Group::None { Marks::default() } else { score::marks(random, group, ability) };
    // Clans keep an eye on their own; the others carry most of those who leave school.
    let leaves = random.per_mille(if in_clan { 1 } else { 12 });
    let dropped_out = age >= 11 && group == Group::Pupil && leaves;
    let literacy = draw_literacy(random, age, cannot_learn);
    Person {
        group,
        registered_group: (!random.per_mille(4)).then_some(group),
        birth_known: !random.per_mille(3),
        numbered: !random.per_mille(if age < 6 { 150 } else { 5 }),
        cannot_learn,
        literacy: (!random.per_mille(15)).then_some(literacy),
        schooling: draw_schooling(random, age, cannot_learn, dropped_out),
        dropped_out: (!random.per_mille(1)).then_some(dropped_out),
        ability,
        marks,
    }
}

/// The group of someone of this age in such a commune.
fn draw_group(random: &mut Random, commune: &Commune, age: i32) -> Group {
    let grown: [(u32, Group); 3] = match (age > 60, commune.town) {
        (true, _) => [(900, Group::Resident), (60, Group::Worker), (40, Group::Official)],
        (false, true) => [(350, Group::Resident), (430, Group::Worker), (220, Group::Official)],
        (false, false) => [(610, Group::Resident), (300, Group::Worker), (90, Group::Official)],
    };
    match age {
        ..6 => Group::None,
        6..=14 => Group::Pupil,
        15..=17 if random.per_mille(930) => Group::Pupil,
        15..=17 => Group::Worker,
        18..=22 if random.per_mille(300) => Group::Pupil,
        _ => random.weighted(&grown, Group::Resident),
    }
}

/// How literate: level 1 is about grade 3, level 2 is primary school.
fn draw_literacy(random: &mut Random, age: i32, cannot_learn: bool) -> u32 {
    let grown: [(u32, u32); 3] = match age {
        ..=35 => [(10, 0), (20, 1), (970, 2)],
        36..=60 => [(30, 0), (50, 1), (920, 2)],
        _ => [(120, 0), (130, 1), (750, 2)],
    };
    match age {
        ..9 => 0,
        _ if cannot_learn => random.weighted(&[(700, 0), (300, 1)], 0),
        9..11 => 1,
        11..18 => 2,
        _ => random.weighted(&grown, 2),
    }
}

/// The code of universal education; none where nobody wrote it down.
fn draw_schooling(
    random: &mut Random,
    age: i32,
    cannot_learn: bool,
    dropped_out: bool,
) -> Option<&'static str> {
    if !SCHOOL_AGES.contains(&age) {
        return Some("khong-thuoc");
    }
    if random.per_mille(8) {
        return None;
    }
    let late = random.per_mille(15);
    Some(match (cannot_learn, dropped_out || late) {
        (true, _) => "mien",
        (false, true) => "chua-dat",
        (false, false) => "dat",
    })
}
