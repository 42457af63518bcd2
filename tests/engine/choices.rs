//! A source of choices: numbers that a property test makes up and makes smaller.

use proptest::{
    collection::vec,
    prelude::any,
    strategy::Strategy,
    test_runner::{Config, RngSeed, TestRunner},
};

/// Numbers that decide, one after the other. Zero is always the simplest choice, and all that is
/// left once the numbers are used up.
#[derive(Debug)]
pub(crate) struct Choices {
    /// The numbers.
    numbers: Vec<u32>,
    /// The next one.
    next: usize,
}

impl Choices {
    /// From numbers.
    pub(crate) fn new(numbers: Vec<u32>) -> Self {
        Self { numbers, next: 0 }
    }

    /// The next number.
    fn number(&mut self) -> u32 {
        let number = self.numbers.get(self.next).copied().unwrap_or(0);
        self.next += 1;
        number
    }

    /// One of `0..count`.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        self.number() as usize % count.max(1)
    }

    /// True in so many cases out of a hundred.
    pub(crate) fn percent(&mut self, percent: u32) -> bool {
        self.number() % 100 >= 100 - percent
    }

    /// One of several.
    pub(crate) fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    /// A number of `min..=max`; in a wide range the ends and what is near 0 come often.
    pub(crate) fn between(&mut self, min: i64, max: i64) -> i64 {
        let width = i128::from(max) - i128::from(min) + 1;
        let inside = |number: i128| i64::try_from(i128::from(min) + number % width).unwrap();
        if width <= 1000 {
            return inside(self.number().into());
        }
        match self.below(6) {
            0..=2 => i64::from(self.number() % 200).saturating_sub(50).clamp(min, max),
            3 => min,
            4 => max,
            _ => inside(i128::from(self.number()) << 32 | i128::from(self.number())),
        }
    }
}

/// Numbers for one case: those that make rules, those that make data, those for the test itself.
pub(crate) type Numbers = (Vec<u32>, Vec<u32>, Vec<u32>);

/// Makes up numbers.
pub(crate) fn numbers() -> impl Strategy<Value = Numbers> {
    (vec(any::<u32>(), 500), vec(any::<u32>(), 1500), vec(any::<u32>(), 500))
}

/// A runner that makes the same cases every time: so many where proptest would make 256 of itself.
/// `PROPTEST_CASES` asks for more of them and `PROPTEST_RNG_SEED` for others.
pub(crate) fn runner(of_256: u32) -> TestRunner {
    let mut config = Config { failure_persistence: None, ..Config::default() };
    config.cases = (config.cases.saturating_mul(of_256) / 256).max(1);
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(2022);
    }
    TestRunner::new(config)
}
