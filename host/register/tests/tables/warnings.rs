//! What is no fault of a table, but somebody should look at.

use tieuchi_core::{Kind, PlaceCode};
use tieuchi_register::{stray_members, unknown_file};

/// The codes of warnings.
pub(crate) const CODES_HERE: [&str; 2] = ["D030", "D031"];

#[test]
fn a_file_with_a_mistyped_name_is_told_the_right_one() {
    let near = unknown_file("registers/2024/citizen.csv");
    assert_eq!((near.code, near.is_error()), (CODES_HERE[0], false));
    assert_eq!(near.message, "`citizen.csv` is no register and was not read");
    assert_eq!(near.help.as_deref(), Some("name it `citizens.csv` if that is what it is"));
    let far = unknown_file("registers/2024/ghi-chu.csv").help.unwrap();
    assert!(far.contains("families.csv"), "{far}");
}

#[test]
fn members_that_name_nobody_are_counted_with_an_example() {
    let place = PlaceCode::new("30952");
    let stray = stray_members(&place, (Kind::Citizen, 3), Kind::Village, "t-9");
    assert_eq!((stray.code, stray.is_error()), (CODES_HERE[1], false));
    assert_eq!(
        stray.message,
        "in `30952`, 3 rows of kind citizen name a village that no register has: `t-9`"
    );
    let help = "add `t-9` to `villages.csv`, or mend the column `hamlet`";
    assert_eq!(stray.help.as_deref(), Some(help));
}
