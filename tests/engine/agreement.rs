//! The engine says what the oracle says.

use proptest::test_runner::{TestCaseError, TestError};

use crate::engine::{
    choices::{numbers, runner},
    draft::{Style, world},
    run::{ask_engine, differences},
    world::World,
};

/// Everything that a sane place may hold.
pub(crate) const SANE: Style = Style { present: true, narrow: true, wild: false };

/// Runs a property over made-up places.
pub(crate) fn for_all_worlds(
    of_256: u32,
    style: Style,
    property: impl Fn(&World) -> Result<(), TestCaseError>,
) {
    let result = runner(of_256).run(&numbers(500, 1500), |made| property(&world(made, style)));
    match result {
        Ok(()) => {}
        Err(TestError::Fail(reason, made)) => {
            let world = world(made, style);
            panic!("{reason}\n{:?}", (&world.catalogue, &world.rulesets, &world.people, &world.history));
        }
        Err(TestError::Abort(reason)) => panic!("gave up: {reason}"),
    }
}

#[test]
fn the_engine_says_what_the_oracle_says() {
    for_all_worlds(256, SANE, |world| {
        let sheets = ask_engine(world, 16).map_err(|error| TestCaseError::fail(error.to_string()))?;
        let differences = differences(world, &sheets);
        if differences.is_empty() {
            return Ok(());
        }
        Err(TestCaseError::fail(differences.join("\n")))
    });
}
