//! A citizen as a register has one.

use crate::{
    error::SampleError,
    family::Family,
    ground::Ground,
    hours::{self, Hours},
    household::Member,
    identity::{Birth, Identities},
    name,
    person::{self, Group, Person},
    random::Random,
    score,
    sheet::{Sheet, Subject},
};

/// Columns before the marks.
const HEADER: [&str; 15] = [
    "subject",
    "place",
    "name",
    "identity",
    "family",
    "clan",
    "hamlet",
    "unit",
    "birth-date",
    "sex",
    "nhom-doi-tuong",
    "khong-the-hoc",
    "muc-biet-chu",
    "pho-cap",
    "bo-hoc",
];

/// All columns of the register.
pub(crate) fn header() -> Vec<&'static str> {
    HEADER.into_iter().chain(score::INDICATORS).chain(hours::INDICATORS).collect()
}

/// A citizen.
#[derive(Debug)]
pub(crate) struct Citizen<'a> {
    /// Their id.
    pub(crate) subject: Subject,
    /// What the register says.
    pub(crate) person: Person,
    /// Hours of study.
    hours: Hours,
    /// Age and sex.
    member: Member,
    /// Their family.
    family: &'a Family,
    /// The unit that they belong to.
    unit: Option<Subject>,
}

impl<'a> Citizen<'a> {
    /// Draws a member of a family, with this number in the commune. Hours have a source of their own, so
    /// that the rest does not depend on them.
    pub(crate) fn draw(
        (random, hours): (&mut Random, &mut Random),
        ground: &Ground,
        family: &'a Family,
        member: Member,
        number: u32,
    ) -> Self {
        let subject = Subject { letter: 'c', number, ..family.subject };
        let Family { advantage, clan, .. } = family;
        let person = person::draw(random, ground.commune, member, *advantage, clan.is_some());
        let unit = ground.offices.choose(random, person.group, member.age).map(|number| Subject {
            letter: 'v',
            number,
            ..subject
        });
        let hours = hours::draw(hours, person.group, person.ability);
        Self { subject, person, hours, member, family, unit }
    }

    /// Writes their row.
    pub(crate) fn write(
        &self,
        sheet: &mut Sheet,
        random: &mut Random,
        identities: &mut Identities,
        ground: &Ground,
    ) -> Result<(), SampleError> {
        let Self { subject, person, hours, member, family, unit } = self;
        let birth = Birth::draw(random, member.age);
        sheet.field(subject);
        sheet.field(ground.commune.code);
        let surname =
            if member.of_the_name { family.surname } else { random.pick(&name::SURNAMES) };
        sheet.build(|line| name::push_name(line, random, surname, member.woman));
        sheet.maybe(person.numbered.then(|| identities.next(birth, member.woman)).flatten());
        sheet.field(family.subject);
        sheet.maybe(family.clan);
        sheet.field(family.hamlet);
        sheet.maybe(*unit);
        sheet.maybe(person.birth_known.then_some(birth));
        sheet.field(if member.woman { "nu" } else { "nam" });
        sheet.maybe(person.registered_group.map(Group::code));
        sheet.flag(Some(person.cannot_learn));
        sheet.maybe(person.literacy);
        sheet.maybe(person.schooling);
        sheet.flag(person.dropped_out);
        for mark in person.marks {
            sheet.maybe(mark);
        }
        for hours in hours {
            sheet.maybe(*hours);
        }
        sheet.end_row()
    }
}
