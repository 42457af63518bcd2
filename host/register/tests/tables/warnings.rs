//! What is no fault of a table, but somebody should look at.

use std::convert::Infallible;

use tieuchi_core::{Kind, PlaceCode, TitleId};

use tieuchi_register::{
    RegisterFile, file_twice, import_replaced, no_register, place_gone, read_register,
    stray_members, unknown_file, unknown_title,
};

use crate::fixture::{catalogue, period, places};

/// The codes that are shown here.
pub(crate) const CODES_HERE: [&str; 9] =
    ["D030", "D031", "D032", "D033", "D034", "D035", "D036", "D037", "D038"];

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

#[test]
fn a_commune_that_is_gone_from_a_file_is_told_with_what_was_there() {
    let gone = place_gone("registers/2024/citizens.csv", &PlaceCode::new("30952"), 142);
    assert_eq!((gone.code, gone.is_error()), (CODES_HERE[2], false));
    let message = "commune `30952` is no longer in the file; it was there with 142 rows";
    assert_eq!(gone.message, message);
    assert_eq!(gone.notes[0], "registers/2024/citizens.csv");
}

#[test]
fn a_decision_on_an_unknown_title_is_told_the_right_one() {
    let title = TitleId::new("cong-dan-hoc-tab");
    let unknown = unknown_title("decisions.csv", &title, ["cong-dan-hoc-tap", "gia-dinh"]);
    assert_eq!((unknown.code, unknown.is_error()), (CODES_HERE[3], true));
    assert_eq!(unknown.message, "unknown title `cong-dan-hoc-tab`");
    assert_eq!(unknown.help.as_deref(), Some("did you mean `cong-dan-hoc-tap`?"));
}

#[test]
fn a_commune_has_one_row_in_its_own_register() {
    let path = "registers/2024/communes.csv";
    let file = RegisterFile { path, kind: Kind::Commune, period: period(2024), place: None };
    let table = "subject,place\nx1,30952\nx3,30952\n";
    let mut sink = |_: &PlaceCode, _| Ok::<(), Infallible>(());
    let found = read_register(table.as_bytes(), &file, &catalogue(), &places(), &mut sink).unwrap();
    let [twice] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((twice.code, twice.is_error()), (CODES_HERE[4], true));
    assert_eq!(twice.notes[0], "registers/2024/communes.csv, line 3, column `place`");
}

#[test]
fn two_files_for_one_register_are_named_both() {
    let place = PlaceCode::new("30952");
    let twice = file_twice("2024/citizens.csv", "2024/old/citizens.csv", Kind::Citizen, &place);
    assert_eq!((twice.code, twice.is_error()), (CODES_HERE[5], true));
    assert_eq!(twice.notes, ["2024/citizens.csv", "2024/old/citizens.csv"]);
}

#[test]
fn a_period_without_registers_is_told() {
    let none = no_register("registers/2042");
    assert_eq!((none.code, none.is_error()), (CODES_HERE[6], false));
    assert_eq!(none.notes, ["registers/2042"]);
}

#[test]
fn a_file_that_takes_the_place_of_an_import_is_told() {
    let place = PlaceCode::new("30979");
    let told = import_replaced("2024/citizens.csv", "so.xlsx", Kind::Citizen, &place);
    assert_eq!((told.code, told.is_error()), (CODES_HERE[7], false));
    assert_eq!(told.notes, ["read now: 2024/citizens.csv", "imported before: so.xlsx"]);
}

#[test]
fn an_identity_number_under_two_subjects_is_told_without_the_number_and_taken() {
    let path = "registers/2024/citizens.csv";
    let file = RegisterFile { path, kind: Kind::Citizen, period: period(2024), place: None };
    let table = "subject,place,identity\na,30952,091080000011\nb,30952,\nc,30979,091080000011\n\
        d,30952,091080000012\ne,30952,\n";
    let mut rows = 0;
    let mut sink = |_: &PlaceCode, chunk: tieuchi_core::RegisterChunk| {
        rows += chunk.subjects.len();
        Ok::<(), Infallible>(())
    };
    let found = read_register(table.as_bytes(), &file, &catalogue(), &places(), &mut sink).unwrap();
    let [twice] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((twice.code, twice.is_error(), rows), (CODES_HERE[8], false, 5));
    assert_eq!(twice.notes, ["registers/2024/citizens.csv, lines 2 and 4"]);
    assert!(!format!("{twice:?}").contains("0910"), "the number is shown");
}

#[test]
fn nobody_is_born_after_the_period() {
    let (_, wrong) = crate::fixture::citizens(
        b"subject,place,birth-date\na,30952,2024-12-31\nb,30952,2025-01-01\n".as_slice(),
    );
    let [late] = wrong.as_slice() else { panic!("{wrong:?}") };
    assert_eq!((late.code, late.is_error()), ("D011", true));
    assert_eq!(late.message, "`2025-01-01` is a day of birth after the period's last day");
    let place = "registers/2024/citizens.csv, line 3, column `birth-date`";
    assert_eq!(late.notes, [place, "the period ends on 2024-12-31"]);
}
