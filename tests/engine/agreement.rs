//! The engine says what the oracle says.

use proptest::{
    prop_assert,
    test_runner::{TestCaseError, TestError},
};

use crate::engine::{
    choices::{Choices, numbers, runner},
    draft::{Style, world},
    run::{Sheets, ask_engine, differences},
    world::World,
};

/// Everything that a sane place may hold.
pub(crate) const SANE: Style = Style { present: true, narrow: true, wild: false };

/// Runs a property over made-up places, with choices of its own.
pub(crate) fn for_all_worlds(
    of_256: u32,
    style: Style,
    property: impl Fn(&World, &mut Choices) -> Result<(), TestCaseError>,
) {
    let result = runner(of_256).run(&numbers(), |(rules, data, own)| {
        property(&world(rules, data, style), &mut Choices::new(own))
    });
    match result {
        Ok(()) => {}
        Err(TestError::Fail(reason, (rules, data, _))) => {
            let world = world(rules, data, style);
            panic!("{reason}\n{world:?}");
        }
        Err(TestError::Abort(reason)) => panic!("gave up: {reason}"),
    }
}

/// What the engine says, or why there is no plan as a failure of the test.
pub(crate) fn sheets(world: &World, cut: usize) -> Result<Sheets, TestCaseError> {
    ask_engine(world, cut).map_err(|error| TestCaseError::fail(error.to_string()))
}

#[test]
fn the_engine_says_what_the_oracle_says() {
    for_all_worlds(1024, SANE, |world, _| {
        let differences = differences(world, &sheets(world, 16)?);
        prop_assert!(differences.is_empty(), "{}", differences.join("\n"));
        Ok(())
    });
}
