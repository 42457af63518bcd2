//! Hours of study in the year, for the example's own title: nothing is published of them.

use std::fmt::{self, Display};

use crate::{person::Group, random::Random};

/// The kinds of learning, in the order of the register's columns.
pub(crate) const INDICATORS: [&str; 4] =
    ["gio-hoc.lop", "gio-hoc.cong-dong", "gio-hoc.truc-tuyen", "gio-hoc.tu-hoc"];

/// Hours of each kind; none where nobody wrote them down.
pub(crate) type Hours = [Option<HalfHours>; INDICATORS.len()];

/// Hours, counted in halves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct HalfHours(i32);

impl Display for HalfHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let half = if self.0 % 2 == 0 { "" } else { ".5" };
        write!(f, "{}{half}", self.0 / 2)
    }
}

/// The most half hours of one kind.
const MOST: i32 = 240;

/// How many half hours a group spends on each kind, about.
const fn usual(group: Group) -> [i32; INDICATORS.len()] {
    match group {
        Group::Resident => [24, 36, 10, 14],
        Group::Worker => [36, 20, 26, 16],
        Group::Official => [64, 16, 44, 24],
        Group::Pupil | Group::None => [0; INDICATORS.len()],
    }
}

/// The hours of a person of this ability; pupils and small children have none written down.
pub(crate) fn draw(random: &mut Random, group: Group, ability: i32) -> Hours {
    if matches!(group, Group::Pupil | Group::None) {
        return Hours::default();
    }
    // Who marks themselves well studies more: half an hour for each fortieth of a mark above 7.
    let more = (ability - 7_800) / 40;
    usual(group).map(|usual| {
        let halves = (usual + more + random.bell(usual)).clamp(0, MOST);
        (!random.per_mille(8)).then_some(HalfHours(halves))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_written_as_decimals() {
        assert_eq!(
            [0, 1, 24, 25].map(|halves| HalfHours(halves).to_string()),
            ["0", "0.5", "12", "12.5"]
        );
    }

    #[test]
    fn only_grown_people_have_hours_and_some_lie_above_the_cap_of_60() {
        let mut random = Random::new(1, 1);
        assert_eq!(draw(&mut random, Group::Pupil, 9_000), Hours::default());
        let drawn: Vec<i32> = (0..500)
            .flat_map(|_| draw(&mut random, Group::Official, 9_000))
            .flatten()
            .map(|HalfHours(halves)| halves)
            .collect();
        assert!(drawn.len() < 2_000, "no hours are missing");
        assert!(drawn.iter().any(|halves| *halves > 120) && drawn.contains(&0), "{drawn:?}");
    }
}
