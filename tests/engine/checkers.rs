//! What a checker may break: its own findings in its own batch, nothing else.

use std::sync::Arc;

use tieuchi_core::{
    Check, Checker, Fault, FindingColumn, Kind, MemberNeeds, Needs, Outcome, Status, TitleId,
};

use crate::engine::{
    rules,
    run::{Sheet, ask_engine},
    told::told,
    worked_cases::scored,
    world::World,
};

/// How a checker misbehaves when it sees a 7.
#[derive(Debug, Clone, Copy)]
enum Crime {
    /// It says so itself.
    Gives(&'static str),
    /// One finding too few.
    TooFew,
    /// More points than there are.
    TooMany,
    /// Less than nothing.
    Negative,
    /// The least above the most.
    Crossed,
    /// A reason for one row of two.
    OneReason,
}

/// A checker that passes everybody with all points, until it sees a 7.
fn sevens(crime: Crime) -> Arc<dyn Checker> {
    let needs = Needs { own: vec!["x".into()], members: Vec::new() };
    told(needs, move |input| {
        assert_eq!((input.own.len(), input.members.len()), (1, 0), "it sees what it needs alone");
        let outcomes = vec![Outcome::Pass; input.rows];
        let (low, high) = (vec![10; input.rows], vec![10; input.rows]);
        let mut finding = FindingColumn { outcomes, low, high, reasons: Vec::new() };
        let mut values = input.own[0].unwrap().iter();
        if let Some(row) = values.position(|value| value == Some(7)) {
            match crime {
                Crime::Gives(message) => {
                    return Err(Fault { code: "P014", message: message.to_owned() });
                }
                Crime::TooFew => _ = finding.outcomes.pop(),
                Crime::TooMany => finding.high[row] = 11,
                Crime::Negative => finding.low[row] = -1,
                Crime::Crossed => finding.high[row] = 9,
                Crime::OneReason => finding.reasons = vec![1],
            }
        }
        Ok(finding)
    })
}

/// What is said of three batches of two, of which the second holds a 7.
fn commit(crime: Crime) -> Sheet {
    let mut world = World::new();
    world.numbers(Kind::Citizen, &["x", "y"], (0, 10));
    let plugin = rules::plugin();
    let criterion = rules::criterion("tc", Some(10), plugin);
    let score = rules::criterion("y", Some(10), Check::Score { of: "y".into() });
    world.rulesets.push(scored(Kind::Citizen, "cong-dan", vec![criterion, score], "10"));
    world.checkers.insert(("cong-dan".into(), "tc".into()), sevens(crime));
    for (x, y) in [(1, 0), (2, 0), (7, 0), (3, 10), (4, 0), (5, 0)] {
        world.person(Kind::Citizen, &[("x", x), ("y", y)]);
    }
    ask_engine(&world, 2).unwrap().remove(&TitleId::from("cong-dan")).unwrap()
}

#[test]
fn a_checker_that_breaks_gives_errors_for_its_batch_and_nothing_else() {
    let foreign = "the reply does not fit the rows and points asked for";
    for (crime, message) in [
        (Crime::Gives("out of paper"), "out of paper (P014)"),
        (Crime::TooFew, foreign),
        (Crime::TooMany, foreign),
        (Crime::Negative, foreign),
        (Crime::Crossed, foreign),
        (Crime::OneReason, foreign),
    ] {
        let sheet = commit(crime);
        assert_eq!(sheet.faults, [message], "{crime:?}");
        let findings = sheet.rows.iter().map(|said| said.findings[&"tc".into()]);
        let (fine, error) = ((Outcome::Pass, 10, 10), (Outcome::Error, 0, 10));
        assert_eq!(
            findings.collect::<Vec<_>>(),
            [fine, fine, error, error, fine, fine],
            "{crime:?}"
        );
        let statuses: Vec<Status> = sheet.rows.iter().map(|said| said.status).collect();
        let (yes, open) = (Status::Recognised, Status::Undetermined);
        // The fourth has the points without the broken criterion.
        assert_eq!(statuses, [yes, yes, open, yes, yes, yes], "{crime:?}");
    }
}

/// A family's sum of what its members have, as points; families without members are not judged.
fn sums() -> Arc<dyn Checker> {
    let members = vec![MemberNeeds { kind: Kind::Citizen, indicators: vec!["x".into()] }];
    told(Needs { own: Vec::new(), members }, |input| {
        let mut finding = FindingColumn::default();
        let members = &input.members[0];
        for ends in members.offsets.windows(2) {
            let rows = ends[0] as usize..ends[1] as usize;
            let values: Vec<Option<i64>> =
                rows.map(|row| members.columns[0].unwrap().get(row)).collect();
            let known: i64 = values.iter().flatten().sum();
            let missing = values.iter().filter(|value| value.is_none()).count();
            let nobody = values.is_empty();
            finding.outcomes.push(if nobody { Outcome::NotApplicable } else { Outcome::Unknown });
            finding.low.push(i32::try_from(known).unwrap());
            finding.high.push(i32::try_from(known).unwrap() + 10 * i32::try_from(missing).unwrap());
        }
        finding.reasons = vec![3; input.rows];
        Ok(finding)
    })
}

/// Three families: one with a gap among its members, one complete, one without members; and a
/// person who belongs to none.
fn families() -> World {
    let mut world = World::new();
    world.numbers(Kind::Citizen, &["x"], (0, 10));
    let criterion = rules::criterion("tc", Some(30), rules::plugin());
    let score = rules::criterion("y", Some(10), Check::Score { of: "y".into() });
    world.numbers(Kind::Family, &["y"], (0, 10));
    world.rulesets.push(scored(Kind::Family, "gia-dinh", vec![criterion, score], "20"));
    world.checkers.insert(("gia-dinh".into(), "tc".into()), sums());
    for _ in 0..3 {
        world.person(Kind::Family, &[("y", 10)]);
    }
    // The register of people is in no order of families.
    for (family, x) in [(1, Some(7)), (0, Some(4)), (9, Some(10)), (1, Some(5)), (0, None)] {
        let value = x.map(|x| ("x", x));
        world.person(Kind::Citizen, value.as_slice());
        if family < 9 {
            world.belongs(Kind::Citizen, Kind::Family, family);
        }
    }
    world
}

#[test]
fn a_checker_reads_members_however_the_registers_are_cut() {
    for cut in [1, 2, 100] {
        let sheet =
            ask_engine(&families(), cut).unwrap().remove(&TitleId::from("gia-dinh")).unwrap();
        let said = sheet.rows.iter().map(|said| (said.findings[&"tc".into()], said.points));
        let said: Vec<_> = said.collect();
        assert_eq!(said[0], ((Outcome::Pass, 4, 14), (14, 24, 40)), "cut {cut}");
        assert_eq!(said[1], ((Outcome::Pass, 12, 12), (22, 22, 40)), "cut {cut}");
        // Who is not judged keeps the share of the pass mark in what is left.
        assert_eq!(said[2], ((Outcome::NotApplicable, 0, 0), (10, 10, 10)), "cut {cut}");
        let statuses: Vec<Status> = sheet.rows.iter().map(|said| said.status).collect();
        assert_eq!(
            statuses,
            [Status::Undetermined, Status::Recognised, Status::Recognised],
            "cut {cut}"
        );
    }
}

#[test]
fn a_checker_is_not_asked_about_members_that_nobody_knows() {
    let mut world = families();
    world.people.remove(&Kind::Citizen);
    let sheet = ask_engine(&world, 2).unwrap().remove(&TitleId::from("gia-dinh")).unwrap();
    for said in &sheet.rows {
        assert_eq!(said.findings[&"tc".into()], (Outcome::Unknown, 0, 30));
    }
    assert!(sheet.faults.is_empty());
}

#[test]
fn a_level_with_other_settings_has_a_checker_of_its_own() {
    let gives = |points| {
        told(Needs::default(), move |input| {
            let outcomes = vec![Outcome::Unknown; input.rows];
            let low = vec![points; input.rows];
            Ok(FindingColumn { outcomes, high: low.clone(), low, reasons: Vec::new() })
        })
    };
    let mut ruleset = scored(
        Kind::Citizen,
        "cong-dan",
        vec![rules::criterion("tc", Some(10), rules::plugin())],
        "5",
    );
    let level = |number| tieuchi_core::Level {
        number,
        name: number.to_string(),
        requires: None,
        values: std::collections::BTreeMap::new(),
    };
    ruleset.levels = vec![level(1), level(2)];
    let mut world = World::new();
    world.rulesets.push(ruleset);
    world.person(Kind::Citizen, &[]);
    world.checkers.insert(("cong-dan".into(), "tc".into()), gives(6));
    let one =
        ask_engine(&world, 1).unwrap().remove(&TitleId::from("cong-dan")).unwrap().rows.remove(0);
    assert_eq!((one.levels, one.findings.len()), ((2, 2), 1));
    world.checkers.insert(("cong-dan".into(), "tc@2".into()), gives(4));
    let two =
        ask_engine(&world, 1).unwrap().remove(&TitleId::from("cong-dan")).unwrap().rows.remove(0);
    assert_eq!((two.levels, two.findings.len()), ((1, 1), 2));
}

#[test]
fn a_setting_that_no_source_gives_leaves_the_finding_open() {
    let mut world = World::new();
    let open = tieuchi_core::Bound::Parameter("tran".into());
    let plugin = Check::Plugin {
        uses: "vi-du@1".to_owned(),
        inputs: std::collections::BTreeMap::new(),
        settings: [("tran".to_owned(), tieuchi_core::Setting::One(open))].into(),
    };
    let criterion = rules::criterion("tc", Some(10), plugin);
    world.rulesets.push(scored(Kind::Citizen, "cong-dan", vec![criterion], "5"));
    world.person(Kind::Citizen, &[]);
    let said =
        ask_engine(&world, 1).unwrap().remove(&TitleId::from("cong-dan")).unwrap().rows.remove(0);
    assert_eq!(said.findings[&"tc".into()], (Outcome::Unknown, 0, 10));
}
