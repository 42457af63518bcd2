//! A small source of numbers that gives the same ones on every machine.

/// `SplitMix64`: a counter of golden-ratio steps whose bits are mixed.
///
/// Good enough for made-up people, and short enough to stand here whole: the bytes of a sample must
/// not change because a library's generator did. No floating point, for the same reason.
#[derive(Debug, Clone)]
pub(crate) struct Random {
    /// The counter.
    state: u64,
}

impl Random {
    /// A source of its own for each pair of seed and stream, so that one commune's people do not
    /// depend on how many there are in another.
    pub(crate) fn new(seed: u64, stream: u64) -> Self {
        let mut random = Self { state: seed };
        let mixed = random.next();
        Self { state: mixed ^ stream.wrapping_mul(0xd134_2543_de82_ef95) }
    }

    /// 64 bits.
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.state;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// 0 to `bound` less 1; 0 where the bound is 0.
    pub(crate) fn below(&mut self, bound: u32) -> u32 {
        // The high half of a product with 32 random bits: no division, a bias below 2^-32 × bound.
        let product = (self.next() >> 32) * u64::from(bound);
        u32::try_from(product >> 32).unwrap_or(u32::MAX)
    }

    /// `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: i32, high: i32) -> i32 {
        let span = u32::try_from(high.saturating_sub(low)).unwrap_or(0).saturating_add(1);
        low.saturating_add_unsigned(self.below(span))
    }

    /// True in so many cases of a thousand.
    pub(crate) fn per_mille(&mut self, cases: u32) -> bool {
        self.below(1000) < cases
    }

    /// One of a list, by weights.
    pub(crate) fn weighted<T: Copy>(&mut self, choices: &[(u32, T)], otherwise: T) -> T {
        let total = choices.iter().map(|(weight, _)| weight).sum();
        let mut left = self.below(total);
        for (weight, choice) in choices {
            if left < *weight {
                return *choice;
            }
            left -= weight;
        }
        otherwise
    }

    /// One of a list that is not empty.
    pub(crate) fn pick<T: Copy, const N: usize>(&mut self, list: &[T; N]) -> T {
        const { assert!(N > 0, "a list to pick from is not empty") };
        let bound = u32::try_from(N).unwrap_or(u32::MAX);
        list[usize::try_from(self.below(bound)).unwrap_or(0)]
    }

    /// A number about 0 with this standard deviation, bell-shaped, within 3.5 deviations: the sum
    /// of four even numbers of 16 bits.
    pub(crate) fn bell(&mut self, deviation: i32) -> i32 {
        const MEAN: i64 = 4 * 65_535 / 2;
        const DEVIATION: i64 = 37_837;
        let bits = self.next();
        let sum: u64 = (0..4).map(|part| (bits >> (16 * part)) & 0xffff).sum();
        let away = i64::try_from(sum).unwrap_or(MEAN) - MEAN;
        i32::try_from(away * i64::from(deviation) / DEVIATION).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_those_of_splitmix64() {
        let mut random = Random { state: 1_234_567 };
        assert_eq!(random.next(), 6_457_827_717_110_365_317);
        assert_eq!(random.next(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn a_bell_has_the_deviation_that_was_asked_for() {
        let mut random = Random::new(1, 1);
        let draws: Vec<i64> = (0..20_000).map(|_| i64::from(random.bell(1000))).collect();
        let mean = draws.iter().sum::<i64>() / 20_000;
        let variance = draws.iter().map(|draw| draw * draw).sum::<i64>() / 20_000;
        assert!(mean.abs() < 30, "{mean}");
        assert!((950_000..1_050_000).contains(&variance), "{variance}");
    }

    #[test]
    fn bounds_are_kept_and_reached() {
        let mut random = Random::new(1, 2);
        let mut seen = [false; 5];
        for _ in 0..200 {
            seen[usize::try_from(random.between(0, 4)).unwrap()] = true;
        }
        assert_eq!(seen, [true; 5]);
        assert_eq!(random.below(0), 0);
    }
}
