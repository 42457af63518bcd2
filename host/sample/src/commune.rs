//! The eleven communes of Gò Quao before July 2025, and how people spread over them.

/// A commune of 2024.
#[derive(Debug)]
pub(crate) struct Commune {
    /// Its code until 30 June 2025.
    pub(crate) code: &'static str,
    /// Its name.
    pub(crate) name: &'static str,
    /// People about 2020; the eleven sum to 133,776.
    people: u32,
    /// Whether it is the town.
    pub(crate) town: bool,
    /// Whether an upper-secondary school stands there, in this sample.
    pub(crate) upper_school: bool,
}

/// By code.
pub(crate) const COMMUNES: [Commune; 11] = [
    commune("30952", "Gò Quao", 10_093, true),
    commune("30955", "Vĩnh Hòa Hưng Bắc", 13_671, false),
    commune("30958", "Định Hòa", 15_271, true),
    commune("30961", "Thới Quản", 16_268, false),
    commune("30964", "Định An", 17_992, true),
    commune("30967", "Thủy Liễu", 11_302, false),
    commune("30970", "Vĩnh Hòa Hưng Nam", 15_416, false),
    commune("30973", "Vĩnh Phước A", 8_263, false),
    commune("30976", "Vĩnh Phước B", 7_548, false),
    commune("30979", "Vĩnh Tuy", 11_038, true),
    commune("30982", "Vĩnh Thắng", 6_914, false),
];

/// A row of the table above.
const fn commune(
    code: &'static str,
    name: &'static str,
    people: u32,
    upper_school: bool,
) -> Commune {
    Commune { code, name, people, town: people == 10_093, upper_school }
}

/// Shares out a number over the communes by their people, so that the parts sum to it: each gets
/// the whole part of its share, the greatest remainders get one more.
pub(crate) fn shares(number: u32) -> [u32; COMMUNES.len()] {
    let total: u64 = COMMUNES.iter().map(|commune| u64::from(commune.people)).sum();
    let exact = COMMUNES.each_ref().map(|commune| u64::from(number) * u64::from(commune.people));
    let mut parts = exact.map(|share| u32::try_from(share / total).unwrap_or(u32::MAX));
    let mut order: Vec<usize> = (0..COMMUNES.len()).collect();
    order.sort_by_key(|index| (std::cmp::Reverse(exact[*index] % total), *index));
    let given: u32 = parts.iter().sum();
    for index in order.into_iter().take((number - given) as usize) {
        parts[index] += 1;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shares_of_the_whole_district_are_its_communes() {
        assert_eq!(shares(133_776), COMMUNES.map(|commune| commune.people));
    }

    #[test]
    fn shares_sum_to_what_is_shared() {
        for number in [0, 1, 7, 100, 2_000, 9_999_999] {
            assert_eq!(shares(number).iter().sum::<u32>(), number);
        }
    }
}
