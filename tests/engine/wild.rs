//! Nothing that the types allow makes the engine panic.

use proptest::prop_assert;
use tieuchi_core::{NO_LEVEL, Status};

use crate::engine::{agreement::for_all_worlds, draft::Style, run::ask_engine};

/// Anything goes.
const WILD: Style = Style { present: true, narrow: true, wild: true };

#[test]
fn the_wildest_rules_are_judged_or_refused_and_never_panic() {
    for_all_worlds(256, WILD, |world, _| {
        let Ok(sheets) = ask_engine(world, 16) else { return Ok(()) };
        for said in sheets.values().flat_map(|sheet| &sheet.rows) {
            let (low, high, _) = said.points;
            prop_assert!(0 <= low && low <= high, "{said:?}");
            prop_assert!(said.levels.0 <= said.levels.1, "{said:?}");
            let recognised = said.status == Status::Recognised;
            prop_assert!(recognised == (said.levels.0 > NO_LEVEL), "{said:?}");
            for (_, low, high) in said.findings.values() {
                prop_assert!(0 <= *low && low <= high, "{said:?}");
            }
        }
        Ok(())
    });
}
