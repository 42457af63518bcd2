//! Members, flags, codes, dictionaries and settings arrive as the contract says.

use std::sync::Arc;

use tieuchi_core::{CheckInput, Column, IndicatorId, Kind, MemberInput, ValueType};
use tieuchi_wasm::{Assignment, SettingValue};

use crate::{
    fixture::{assignment, batch, hours, judge, load},
    good,
};

/// The manifest of a plugin that judges families by their citizens.
fn manifest() -> String {
    good::MANIFEST.replace("\"citizen\"", "\"family\"").replace(
        "[setting.tran]",
        "[members.citizen.tuoi]\ntype = \"number\"\n\n[members.citizen.biet-chu]\ntype = \"flag\"\n\n\
         [members.citizen.trinh-do]\ntype = \"code\"\n\n[setting.tran]",
    )
}

/// The good component whose value of a row is computed otherwise, from `$members`, the first kind.
fn judging(value: &str) -> Vec<u8> {
    let core = good::CORE
        .replacen(
            "(param $rows i32) (param $columns i32) (param i32) (param i32 i32) (result i32)",
            "(param $rows i32) (param $columns i32) (param i32) (param $members i32) (param i32) \
             (result i32) (local $member i32) (local $end i32) (local $byte i32)",
            1,
        )
        .replacen(
            "(local.set $value (i64.load
            (i32.add (local.get $in) (i32.shl (local.get $row) (i32.const 3)))))",
            value,
            1,
        );
    assert!(core.contains("$member i32") && core.contains(value));
    good::with_core(&core, &manifest())
}

/// For each row, a sum over its members of what `each` leaves on the stack.
fn sum(each: &str) -> Vec<u8> {
    judging(&format!(
        "(local.set $value (i64.const 0))
         (local.set $member (i32.load (i32.add (i32.load (local.get $members))
           (i32.shl (local.get $row) (i32.const 2)))))
         (local.set $end (i32.load offset=4 (i32.add (i32.load (local.get $members))
           (i32.shl (local.get $row) (i32.const 2)))))
         (block $done (loop $next
           (br_if $done (i32.ge_u (local.get $member) (local.get $end)))
           (local.set $value (i64.add (local.get $value) {each}))
           (local.set $member (i32.add (local.get $member) (i32.const 1)))
           (br $next)))"
    ))
}

/// The address of the values of a member column.
fn column(index: u32) -> String {
    let at = 24 * index + 4;
    format!("(i32.load offset={at} (i32.load offset=8 (local.get $members)))")
}

/// The job of judging families.
fn families() -> Assignment {
    let ages = ValueType::Number { scale: 0, min: 0, max: 120 };
    let levels = ValueType::Code(Arc::new(["khong".to_owned(), "co".to_owned(), "cao".to_owned()]));
    let id = IndicatorId::new;
    let own = vec![(id("tuoi"), ages), (id("biet-chu"), ValueType::Flag), (id("trinh-do"), levels)];
    Assignment {
        points: Some(100),
        settings: vec![SettingValue::Integer(40), SettingValue::Text("thuong".into())],
        members: vec![(Kind::Citizen, own)],
        ..assignment()
    }
}

/// The points of three families of 2, 0 and 3 citizens.
fn points(component: &[u8]) -> Vec<i32> {
    let checker = load(component).checker(&families()).unwrap();
    assert_eq!(checker.needs().members[0].kind, Kind::Citizen);
    assert_eq!(checker.needs().members[0].indicators.len(), 3);
    let own = hours(&[Some(0), Some(0), Some(0)]);
    let ages = Column::from_values([30, 4, 60, 2, 1].map(Some), (0, 120));
    let flags = Column::from_values([Some(1), None, Some(1), Some(1), Some(0)], (0, 1));
    let levels = Column::from_values([2, 0, 1, 2, 2].map(Some), (0, 2));
    let members = MemberInput {
        offsets: &[0, 2, 2, 5],
        columns: vec![Some(&ages), Some(&flags), Some(&levels)],
    };
    let input = CheckInput { rows: 3, own: vec![Some(&own)], members: vec![members] };
    checker.begin().check(&input).unwrap().low
}

#[test]
fn members_come_with_their_family() {
    assert_eq!(points(&sum("(i64.const 1)")), [2, 0, 3]);
    let eight = "(i32.shl (local.get $member) (i32.const 3))";
    let ages = format!("(i64.load (i32.add {} {eight}))", column(0));
    assert_eq!(points(&sum(&ages)), [34, 0, 63]);
    let flags = format!("(i64.load8_u (i32.add {} (local.get $member)))", column(1));
    assert_eq!(points(&sum(&flags)), [1, 0, 2]);
    let four = "(i32.shl (local.get $member) (i32.const 2))";
    let codes = format!("(i64.load32_u (i32.add {} {four}))", column(2));
    assert_eq!(points(&sum(&codes)), [2, 0, 5]);
}

#[test]
fn present_bits_of_members_are_theirs() {
    // Bit by bit of the second column: who has a value.
    let bits = "(i64.extend_i32_u (i32.and (i32.const 1) (i32.shr_u
        (i32.load8_u (i32.load offset=40 (i32.load offset=8 (local.get $members))))
        (local.get $member))))";
    assert_eq!(points(&sum(bits)), [1, 0, 3]);
    // The first column is there in full: it has no bits.
    let whole = "(i64.load8_u offset=12 (i32.load offset=8 (local.get $members)))";
    assert_eq!(points(&sum(whole)), [0, 0, 0]);
}

#[test]
fn members_that_do_not_fit_their_offsets_are_refused() {
    let checker = load(&sum("(i64.const 1)")).checker(&families()).unwrap();
    let own = hours(&[Some(0), Some(0)]);
    let ages = Column::from_values([1, 2].map(Some), (0, 120));
    for offsets in [&[0, 2][..], &[0, 1, 3], &[1, 1, 2], &[0, 2, 1], &[]] {
        let columns = vec![Some(&ages), None, None];
        let mut input = batch(&own);
        input.members = vec![MemberInput { offsets, columns }];
        assert_eq!(checker.begin().check(&input).unwrap_err().code, "P016", "{offsets:?}");
    }
    let mut input = batch(&own);
    let columns = vec![Some(&ages), None, None];
    input.members = vec![MemberInput { offsets: &[0, 1, 2], columns }];
    assert_eq!(checker.begin().check(&input).unwrap().low, [1, 1]);
}

/// The points of a component whose `configure` takes the most points from a number.
fn configured(number: &str) -> Vec<i32> {
    let core = good::CORE.replacen(
        "(if (local.get $some) (then (global.set $points (local.get $points))))",
        &format!("(global.set $points {number})"),
        1,
    );
    let checker = load(&good::with_core(&core, &manifest())).checker(&families()).unwrap();
    let own = hours(&[Some(1000)]);
    let columns = vec![None, None, None];
    let mut input = batch(&own);
    input.members = vec![MemberInput { offsets: &[0, 0], columns }];
    checker.begin().check(&input).unwrap().low
}

#[test]
fn a_criterion_arrives_whole() {
    assert_eq!(configured("(local.get $points)"), [100]);
    // Days since 1970 of the first and the last day, less the year before.
    assert_eq!(configured("(i64.extend_i32_s (i32.sub (local.get 3) (i32.const 19700)))"), [23]);
    assert_eq!(configured("(i64.extend_i32_s (i32.sub (local.get 4) (i32.const 20000)))"), [88]);
    // The first of two settings, then the length of the second's word.
    assert_eq!(configured("(i64.extend_i32_s (local.get 6))"), [2]);
    assert_eq!(configured("(i64.load offset=8 (local.get 5))"), [40]);
    assert_eq!(configured("(i64.load32_u offset=28 (local.get 5))"), [6]);
    // One dictionary of three codes.
    assert_eq!(configured("(i64.extend_i32_s (local.get 8))"), [1]);
    assert_eq!(configured("(i64.load32_u offset=4 (local.get 7))"), [3]);
}

#[test]
fn no_name_can_be_asked_for() {
    // What a plugin reads is what its manifest names, and nothing else is sent: the shape of what it
    // is sent is fixed by its inputs.
    let checker = load(&good::good()).checker(&assignment()).unwrap();
    assert_eq!(checker.needs().own.len(), 1);
    let two = hours(&[Some(1)]);
    let input = CheckInput { rows: 1, own: vec![Some(&two), Some(&two)], members: Vec::new() };
    assert_eq!(checker.begin().check(&input).unwrap_err().code, "P016");
    assert!(judge(&*checker, &two).is_ok());
}
