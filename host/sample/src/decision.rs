//! Earlier decisions of a commune: what streaks and months held are read from. All are examples.

use std::fmt::Write as _;

use crate::{
    commune::{COMMUNES, Commune},
    error::SampleError,
    identity::YEAR,
    person::{Group, Person},
    sheet::{Sheet, Subject},
};

/// Columns of the file.
pub(crate) const HEADER: [&str; 9] =
    ["period", "title", "place", "number", "date", "signer", "valid-until", "subject", "level"];

/// The periods decided on, and from which ability on people were recognised, in thousandths of a
/// mark: a few in the first year, more each year.
const YEARS: [(i32, i32); 4] =
    [(YEAR - 4, 9_900), (YEAR - 3, 9_700), (YEAR - 2, 9_500), (YEAR - 1, 9_200)];

/// Which communes, by their order, were learning communities at level 1 for a period: for the first
/// two years have passed, for the others nine months.
const COMMUNITIES: [(i32, &[usize]); 2] = [(YEAR - 2, &[0, 2, 4, 9]), (YEAR - 1, &[1, 3, 6])];

/// The decisions of a commune, one for each period, gathered while its people are drawn.
#[derive(Debug)]
pub(crate) struct Decisions {
    /// The commune.
    commune: &'static Commune,
    /// Rows of each period.
    lines: [(String, u64); YEARS.len()],
}

impl Decisions {
    /// None yet.
    pub(crate) fn new(commune: &'static Commune) -> Self {
        Self { commune, lines: Default::default() }
    }

    /// Recognises a person for the years in which they were able and had a form.
    pub(crate) fn consider(&mut self, subject: Subject, person: &Person, age: i32) {
        for ((year, threshold), (lines, rows)) in YEARS.into_iter().zip(&mut self.lines) {
            // Pupils have a form since 2023; before that, only those grown up by then.
            let had_form = match person.group {
                Group::None => false,
                Group::Pupil => year >= 2023,
                _ => age - (YEAR - year) >= 18,
            };
            if had_form && person.ability >= threshold {
                let code = self.commune.code;
                writeln!(
                    lines,
                    "{year},cong-dan-hoc-tap,{code},VD-{:02}/QĐ-UBND,{}-03-15,\
                     Chủ tịch UBND (ví dụ),,{subject},1",
                    year % 100,
                    year + 1,
                )
                .expect("a string takes every text");
                *rows += 1;
            }
        }
    }

    /// Writes them, and those on the commune itself.
    pub(crate) fn write(self, sheet: &mut Sheet) -> Result<(), SampleError> {
        let Self { commune, lines } = self;
        for ((year, _), (lines, rows)) in YEARS.into_iter().zip(lines) {
            sheet.append(&lines, rows)?;
            let held = COMMUNITIES.iter().any(|(period, communes)| {
                *period == year
                    && communes.iter().any(|index| COMMUNES[*index].code == commune.code)
            });
            if held {
                sheet.field(year);
                sheet.field("cong-dong-hoc-tap-cap-xa");
                sheet.field(commune.code);
                sheet.field(format_args!("VD-{:02}/QĐ-PGDĐT", year % 100));
                sheet.field(format_args!("{}-03-25", year + 1));
                sheet.field("Trưởng phòng GDĐT (ví dụ)");
                sheet.field(format_args!("{}-12-31", year + 3));
                sheet.field(Subject { place: commune.code, letter: 'x', number: 1 });
                sheet.field(1);
                sheet.end_row()?;
            }
        }
        Ok(())
    }
}
