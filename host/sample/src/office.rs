//! Offices, schools and enterprises of a commune, and who belongs to which.

use crate::{
    commune::Commune,
    error::SampleError,
    person::Group,
    random::Random,
    sheet::{Sheet, Subject},
};

/// Columns of the register.
pub(crate) const HEADER: [&str; 12] = [
    "subject",
    "place",
    "name",
    "hamlet",
    "loai-don-vi",
    "cap-quan-ly",
    "chi-tieu-dat.tieu-chi-1",
    "chi-tieu-dat.tieu-chi-2",
    "chia-se-moi-truong-hoc-tap",
    "danh-hieu-tap-the",
    "chuyen-doi-so-co-ban",
    "kiem-dinh-chat-luong",
];

/// A kind of unit: its code, the tier that assesses it, what it is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Office {
    /// The commune's own office.
    Commune,
    /// A district office.
    District,
    /// An enterprise.
    Enterprise,
    /// A nursery school.
    Nursery,
    /// A primary school.
    Primary,
    /// A lower-secondary school.
    Lower,
    /// An upper-secondary school.
    Upper,
    /// A centre for continuing education.
    Continuing,
    /// A vocational centre.
    Vocational,
}

impl Office {
    /// Code, tier and name.
    const fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Commune => ("co-quan", "xa", "Ủy ban nhân dân"),
            Self::District => ("co-quan", "huyen", "Cơ quan cấp huyện"),
            Self::Enterprise => ("doanh-nghiep", "xa", "Doanh nghiệp"),
            Self::Nursery => ("mam-non", "huyen", "Trường Mầm non"),
            Self::Primary => ("tieu-hoc", "huyen", "Trường Tiểu học"),
            Self::Lower => ("thcs", "huyen", "Trường THCS"),
            Self::Upper => ("thpt", "tinh", "Trường THPT"),
            Self::Continuing => ("gdtx", "tinh", "Trung tâm GDTX"),
            Self::Vocational => ("gdnn", "tinh", "Trung tâm GDNN"),
        }
    }

    /// How many stand in a commune of so many people.
    const fn count(self, commune: &Commune, people: u32) -> u32 {
        match self {
            Self::Commune | Self::Enterprise | Self::Nursery => 1,
            Self::Primary => 1 + people / 6_000,
            Self::Lower => 1 + people / 12_000,
            Self::Upper => commune.upper_school as u32,
            Self::District => 3 * commune.town as u32,
            Self::Continuing | Self::Vocational => commune.town as u32,
        }
    }
}

/// In the order of their numbers.
const OFFICES: [Office; 9] = [
    Office::Commune,
    Office::District,
    Office::Enterprise,
    Office::Nursery,
    Office::Primary,
    Office::Lower,
    Office::Upper,
    Office::Continuing,
    Office::Vocational,
];

/// The units of a commune, by number less 1.
#[derive(Debug)]
pub(crate) struct Offices(Vec<Office>);

impl Offices {
    /// Puts units into a commune and writes its register.
    pub(crate) fn write(
        sheet: &mut Sheet,
        random: &mut Random,
        commune: &'static Commune,
        people: u32,
        hamlets: u32,
    ) -> Result<Self, SampleError> {
        let mut offices = Vec::new();
        for office in OFFICES {
            for count in 1..=office.count(commune, people) {
                offices.push(office);
                let number = u32::try_from(offices.len()).unwrap_or(u32::MAX);
                let subject = Subject { place: commune.code, letter: 'v', number };
                let hamlet = random.below(hamlets) + 1;
                sheet.field(subject);
                sheet.field(commune.code);
                let name = office.words().2;
                sheet.field(format_args!("{name} {} {count} (ví dụ)", commune.name));
                sheet.field(Subject { letter: 't', number: hamlet, ..subject });
                write_evidence(sheet, random, office);
                sheet.end_row()?;
            }
        }
        Ok(Self(offices))
    }

    /// The number of the unit that someone belongs to, if to any.
    pub(crate) fn choose(&self, random: &mut Random, group: Group, age: i32) -> Option<u32> {
        match (group, age) {
            (Group::Official, ..=60) => {
                let workplaces = [
                    (200, Office::Commune),
                    (150, Office::District),
                    (100, Office::Nursery),
                    (220, Office::Primary),
                    (180, Office::Lower),
                    (90, Office::Upper),
                    (30, Office::Continuing),
                    (30, Office::Vocational),
                ];
                let office = random.weighted(&workplaces, Office::Commune);
                self.one_of(random, office).or_else(|| self.one_of(random, Office::Commune))
            }
            (Group::Worker, ..=60) if random.per_mille(150) => {
                self.one_of(random, Office::Enterprise)
            }
            (Group::Pupil, ..11) => self.one_of(random, Office::Primary),
            (Group::Pupil, 11..15) => self.one_of(random, Office::Lower),
            (Group::Pupil, 15..18) => {
                let schools = [(800, Office::Upper), (150, Office::Continuing)];
                let office = random.weighted(&schools, Office::Vocational);
                self.one_of(random, office)
            }
            _ => None,
        }
    }

    /// The number of one of the units of a kind; none where none stands here.
    fn one_of(&self, random: &mut Random, office: Office) -> Option<u32> {
        let count = self.0.iter().filter(|here| **here == office).count();
        let chosen = random.below(u32::try_from(count).ok()?) as usize;
        let index = (0_u32..).zip(&self.0).filter(|(_, here)| **here == office).nth(chosen)?.0;
        Some(index + 1)
    }
}

/// Adds what the register says of a unit.
fn write_evidence(sheet: &mut Sheet, random: &mut Random, office: Office) {
    let (code, tier, _) = office.words();
    sheet.field(code);
    sheet.field(tier);
    for most in [4, 5] {
        let met = random.between(most - 2, most);
        sheet.maybe((!random.per_mille(30)).then_some(met));
    }
    let shares = random.per_mille(850);
    sheet.flag((!random.per_mille(30)).then_some(shares));
    let honours = [(200, "khong"), (650, "tien-tien"), (150, "cao-hon")];
    let honour = random.weighted(&honours, "khong");
    sheet.maybe((!random.per_mille(30)).then_some(honour));
    let digital = random.per_mille(700);
    sheet.flag(matches!(office, Office::Upper | Office::Continuing).then_some(digital));
    let accredited = random.per_mille(600);
    sheet.flag((office == Office::Vocational).then_some(accredited));
}
