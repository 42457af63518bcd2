//! Who lives together: families of some 3.8 people, of ages that make sense.

use crate::random::Random;

/// Someone of a family, before anything else is known of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Member {
    /// Whole years on the last day of the period.
    pub(crate) age: i32,
    /// Man or woman.
    pub(crate) woman: bool,
    /// Whether the surname is the head's: spouses keep their own.
    pub(crate) of_the_name: bool,
}

/// The oldest that anyone gets here: identity numbers of people born before 1925 are rare.
const AGE_MAX: i32 = 96;
/// The age at which children have moved out.
const AGE_MOVED_OUT: i32 = 28;

/// What kind of family.
#[derive(Debug, Clone, Copy)]
enum Shape {
    /// Two parents with children, perhaps with grandparents.
    Couple,
    /// One parent with children.
    OneParent,
    /// Old people alone.
    Old,
    /// Young people alone or in pairs.
    Young,
}

/// Makes a family, the head first.
pub(crate) fn compose(random: &mut Random, members: &mut Vec<Member>) {
    members.clear();
    let shapes =
        [(800, Shape::Couple), (80, Shape::OneParent), (70, Shape::Old), (50, Shape::Young)];
    match random.weighted(&shapes, Shape::Couple) {
        Shape::Couple => {
            let mother = parents(random, members);
            children(random, members, mother);
            grandparents(random, members);
        }
        Shape::OneParent => {
            let age = random.between(26, 55);
            let woman = random.per_mille(750);
            members.push(Member { age, woman, of_the_name: true });
            children(random, members, age);
        }
        Shape::Old => pair(random, members, (62, 86), 600),
        Shape::Young => pair(random, members, (20, 38), 500),
    }
}

/// Adds a father and a mother; gives the mother's age.
fn parents(random: &mut Random, members: &mut Vec<Member>) -> i32 {
    let age = random.between(24, 42) + random.between(0, 16);
    let mother = (age - random.between(-2, 6)).max(20);
    let headed_by_woman = random.per_mille(180);
    let [father, mother_member] = [(age, false), (mother, true)].map(|(age, woman)| Member {
        age,
        woman,
        of_the_name: woman == headed_by_woman,
    });
    if headed_by_woman {
        members.extend([mother_member, father]);
    } else {
        members.extend([father, mother_member]);
    }
    mother
}

/// Adds the children who still live with their mother.
fn children(random: &mut Random, members: &mut Vec<Member>, mother: i32) {
    let counts = [(60, 0), (170, 1), (460, 2), (240, 3), (70, 4)];
    let mut at_birth = random.between(19, 27);
    for _ in 0..random.weighted(&counts, 2) {
        let age = mother - at_birth;
        if (0..AGE_MOVED_OUT).contains(&age) {
            members.push(Member { age, woman: random.per_mille(485), of_the_name: true });
        }
        at_birth += random.between(1, 6);
    }
}

/// Adds a grandmother, a grandfather or both to some families.
fn grandparents(random: &mut Random, members: &mut Vec<Member>) {
    let Some(head) = members.first().copied() else { return };
    for (cases, woman) in [(180, true), (110, false)] {
        let age = head.age + random.between(20, 34);
        if random.per_mille(cases) && age <= AGE_MAX {
            members.push(Member { age, woman, of_the_name: !woman });
        }
    }
}

/// Adds one person, or a couple in so many cases of a thousand.
fn pair(random: &mut Random, members: &mut Vec<Member>, (low, high): (i32, i32), couples: u32) {
    let age = random.between(low, high);
    let woman = random.per_mille(500);
    members.push(Member { age, woman, of_the_name: true });
    if random.per_mille(couples) {
        let age = (age + random.between(-4, 4)).clamp(low, high);
        members.push(Member { age, woman: !woman, of_the_name: false });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_have_some_3_8_people_and_a_grown_up_head() {
        let mut random = Random::new(1, 3);
        let mut members = Vec::new();
        let mut people = 0;
        for _ in 0..10_000 {
            compose(&mut random, &mut members);
            assert!(members[0].age >= 20 && members[0].of_the_name, "{members:?}");
            assert!(members.iter().all(|member| (0..=AGE_MAX).contains(&member.age)));
            people += members.len();
        }
        assert!((37_000..39_500).contains(&people), "{people}");
    }
}
