//! What a checker may break: its own findings in its own batch, nothing else.

use std::sync::Arc;

use tieuchi_core::{
    Batch, Check, Checker, Fault, FindingColumn, Kind, Needs, Outcome, Status, TitleId,
};

use crate::engine::{
    rules,
    run::{Sheet, ask_engine},
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
}

/// A checker that passes everybody with all points, until it sees a 7.
#[derive(Debug)]
struct Sevens(Needs, Crime);

impl Checker for Sevens {
    fn needs(&self) -> &Needs {
        &self.0
    }

    fn check(&self, batch: &Batch) -> Result<FindingColumn, Fault> {
        let shown: Vec<&str> =
            batch.columns.keys().map(tieuchi_core::IndicatorId::as_str).collect();
        assert_eq!(shown, ["x"], "a checker sees what it needs and no more");
        let outcomes = vec![Outcome::Pass; batch.rows];
        let (low, high) = (vec![10; batch.rows], vec![10; batch.rows]);
        let mut finding = FindingColumn { outcomes, low, high };
        let mut values = batch.columns[&self.0.own[0]].iter();
        if let Some(row) = values.position(|value| value == Some(7)) {
            match self.1 {
                Crime::Gives(message) => return Err(Fault { message: message.to_owned() }),
                Crime::TooFew => _ = finding.outcomes.pop(),
                Crime::TooMany => finding.high[row] = 11,
                Crime::Negative => finding.low[row] = -1,
                Crime::Crossed => finding.high[row] = 9,
            }
        }
        Ok(finding)
    }
}

/// What is said of three batches of two, of which the second holds a 7.
fn commit(crime: Crime) -> Sheet {
    let mut world = World::new();
    world.numbers(Kind::Citizen, &["x", "y"], (0, 10));
    let plugin = Check::Plugin { uses: "vi-du@1".to_owned(), settings: "{}".to_owned() };
    let criterion = rules::criterion("tc", Some(10), plugin);
    let score = rules::criterion("y", Some(10), Check::Score { of: "y".into() });
    world.rulesets.push(scored(Kind::Citizen, "cong-dan", vec![criterion, score], "10"));
    let checker = Sevens(Needs { own: vec!["x".into()] }, crime);
    world.checkers.insert(("cong-dan".into(), "tc".into()), Arc::new(checker));
    for (x, y) in [(1, 0), (2, 0), (7, 0), (3, 10), (4, 0), (5, 0)] {
        world.person(Kind::Citizen, &[("x", x), ("y", y)]);
    }
    ask_engine(&world, 2).unwrap().remove(&TitleId::from("cong-dan")).unwrap()
}

#[test]
fn a_checker_that_breaks_gives_errors_for_its_batch_and_nothing_else() {
    let foreign = "the reply does not fit the rows and points asked for";
    for (crime, message) in [
        (Crime::Gives("out of paper"), "out of paper"),
        (Crime::TooFew, foreign),
        (Crime::TooMany, foreign),
        (Crime::Negative, foreign),
        (Crime::Crossed, foreign),
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
