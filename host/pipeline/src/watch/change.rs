//! What a new generation has changed: whose verdict is another than before.

use std::collections::{BTreeMap, BTreeSet};

use tieuchi_core::{Counts, Kind, PlaceCode, RunFault, Status, SubjectId, TitleId};

/// What came of judging by a generation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejudged {
    /// The generation that judged, from the first commune to the last.
    pub generation: u64,
    /// Its digest: equal where equal files were read.
    pub digest: String,
    /// Whether nothing was judged before.
    pub first: bool,
    /// Communes of the period.
    pub communes: u64,
    /// Those of them that were judged now; the others' rules and evidence are as they were.
    pub judged: u64,
    /// All verdicts that stand now.
    pub counts: Counts,
    /// Titles with subjects whose verdict is another now, by commune and in the order of judging.
    /// Empty where nothing was judged before.
    pub changes: Vec<TitleChange>,
    /// Communes that are not judged any more.
    pub gone: Vec<PlaceCode>,
    /// Checks that broke in the communes that were judged.
    pub faults: Vec<RunFault>,
}

impl Rejudged {
    /// Subjects and titles whose verdict is another now.
    pub fn moved(&self) -> u64 {
        self.changes.iter().map(|change| change.moved_total).sum()
    }
}

/// A title of a commune in which something has moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TitleChange {
    /// The commune.
    pub place: PlaceCode,
    /// Its name with its type.
    pub place_name: String,
    /// The title.
    pub title: TitleId,
    /// What people call it.
    pub title_name: String,
    /// Whom it judges.
    pub kind: Kind,
    /// Verdicts now.
    pub now: Counts,
    /// Subjects that came to a verdict.
    pub gained: Counts,
    /// Subjects that left it.
    pub lost: Counts,
    /// How many subjects moved.
    pub moved_total: u64,
    /// The first of them, in the register's order; as many as were asked for.
    pub moved: Vec<Moved>,
}

/// A subject whose verdict is another now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The subject.
    pub subject: SubjectId,
    /// What was said of it; none where it was not judged.
    pub before: Option<Status>,
    /// What is said of it; none where it is not judged any more.
    pub now: Option<Status>,
}

/// A move by row: the row, what was said, what is said.
pub(super) type Move<Row> = (Row, Option<Status>, Option<Status>);

/// A move of a subject.
pub(super) fn moved((subject, before, now): Move<SubjectId>) -> Moved {
    Moved { subject, before, now }
}

/// Counts verdicts.
pub(super) fn counts(statuses: &[Status]) -> Counts {
    let mut counts = Counts::default();
    statuses.iter().for_each(|status| *place(&mut counts, *status) += 1);
    counts
}

/// Adds figures to figures.
pub(super) fn add(total: &mut Counts, more: Counts) {
    let Counts { recognised, not_recognised, undetermined, not_applicable } = more;
    total.recognised += recognised;
    total.not_recognised += not_recognised;
    total.undetermined += undetermined;
    total.not_applicable += not_applicable;
}

/// Where a verdict is counted.
fn place(counts: &mut Counts, status: Status) -> &mut u64 {
    match status {
        Status::Recognised => &mut counts.recognised,
        Status::NotRecognised => &mut counts.not_recognised,
        Status::Undetermined => &mut counts.undetermined,
        Status::NotApplicable => &mut counts.not_applicable,
    }
}

/// Who came to which verdict, and who left it.
pub(super) fn gained_and_lost<Row>(moves: &[Move<Row>]) -> (Counts, Counts) {
    let (mut gained, mut lost) = (Counts::default(), Counts::default());
    for (_, before, now) in moves {
        if let Some(now) = now {
            *place(&mut gained, *now) += 1;
        }
        if let Some(before) = before {
            *place(&mut lost, *before) += 1;
        }
    }
    (gained, lost)
}

/// Moves between verdicts on the same rows. A title that was not judged has no verdicts.
pub(super) fn moves(before: &[Status], now: &[Status]) -> Vec<Move<usize>> {
    let rows = before.len().max(now.len());
    let pair = |row| (row, before.get(row).copied(), now.get(row).copied());
    (0..rows).map(pair).filter(|(_, before, now)| before != now).collect()
}

/// Moves between verdicts on two revisions of a register: subjects that have gone come last.
pub(super) fn moves_by_subject(
    before: (&[SubjectId], &[Status]),
    now: (&[SubjectId], &[Status]),
) -> Vec<Move<SubjectId>> {
    let known: BTreeMap<&SubjectId, Status> =
        before.0.iter().zip(before.1.iter().copied()).collect();
    let present: BTreeSet<&SubjectId> =
        now.0.iter().zip(now.1).map(|(subject, _)| subject).collect();
    let here = now
        .0
        .iter()
        .zip(now.1)
        .map(|(subject, status)| (subject.clone(), known.get(subject).copied(), Some(*status)));
    let gone = before.0.iter().zip(before.1).filter(|(subject, _)| !present.contains(subject));
    let gone = gone.map(|(subject, status)| (subject.clone(), Some(*status), None));
    here.chain(gone).filter(|(_, before, now)| before != now).collect()
}

#[cfg(test)]
mod tests {
    use Status::{NotRecognised, Recognised, Undetermined};

    use super::*;

    #[test]
    fn only_rows_whose_verdict_is_another_have_moved() {
        let before = [Recognised, Undetermined, NotRecognised, Undetermined];
        let now = [Recognised, Recognised, NotRecognised, NotRecognised];
        let moves = moves(&before, &now);
        assert_eq!(
            moves,
            [
                (1, Some(Undetermined), Some(Recognised)),
                (3, Some(Undetermined), Some(NotRecognised)),
            ]
        );
        let (gained, lost) = gained_and_lost(&moves);
        let one = |status| counts(&[status]);
        let mut both = one(Recognised);
        add(&mut both, one(NotRecognised));
        assert_eq!((gained, lost), (both, counts(&[Undetermined, Undetermined])));
    }

    #[test]
    fn a_title_that_was_not_judged_has_everybody_move() {
        assert_eq!(moves(&[], &[Recognised]), [(0, None, Some(Recognised))]);
        assert_eq!(moves(&[Recognised], &[]), [(0, Some(Recognised), None)]);
        assert_eq!(moves(&[], &[]), []);
    }

    #[test]
    fn subjects_are_found_again_in_a_register_that_has_changed() {
        let ids = |ids: &[&str]| ids.iter().map(SubjectId::new).collect::<Vec<_>>();
        let moves = moves_by_subject(
            (&ids(&["a", "b", "c"]), &[Recognised, Recognised, NotRecognised]),
            (&ids(&["c", "a", "d"]), &[NotRecognised, Undetermined, Recognised]),
        );
        let found: Vec<(&str, _, _)> =
            moves.iter().map(|(subject, before, now)| (subject.as_str(), *before, *now)).collect();
        assert_eq!(
            found,
            [
                ("a", Some(Recognised), Some(Undetermined)),
                ("d", None, Some(Recognised)),
                ("b", Some(Recognised), None),
            ]
        );
    }
}
