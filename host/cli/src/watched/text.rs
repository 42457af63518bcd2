//! A batch for people.

use tieuchi_core::{Counts, PlaceCode, RunFault, Status};
use tieuchi_pipeline::{Moved, Rejudged, TitleChange};
use tieuchi_report::{Argument, Messages};

/// How many checks that broke are told.
const FAULTS_MAX: usize = 10;

/// A line for the batch, a line for each title in which something moved, and its subjects.
pub(crate) fn of(rejudged: &Rejudged, messages: &Messages) -> String {
    let Rejudged { generation, communes, judged, counts, changes, gone, faults, first, digest: _ } =
        rejudged;
    let all = summary(*counts, messages);
    let mut arguments = vec![
        ("generation", Argument::Count(*generation)),
        ("judged", Argument::Count(*judged)),
        ("communes", Argument::Count(*communes)),
    ];
    let key = if *first {
        arguments.push(("counts", Argument::Text(&all)));
        "watch-judged"
    } else {
        arguments.push(("moved", Argument::Count(rejudged.moved())));
        "watch-again"
    };
    let mut text = messages.text(key, &arguments) + "\n";
    for change in changes {
        add_change(&mut text, change, messages);
    }
    if !gone.is_empty() {
        let places: Vec<&str> = gone.iter().map(PlaceCode::as_str).collect();
        let places = places.join(", ");
        let gone = messages.text("watch-gone", &[("places", Argument::Text(&places))]);
        text.push_str(&format!("  {gone}\n"));
    }
    for fault in faults.iter().take(FAULTS_MAX) {
        text.push_str(&format!("  {}\n", broken(fault, messages)));
    }
    if let Some(more) = faults.len().checked_sub(FAULTS_MAX).filter(|more| *more > 0) {
        add_more(&mut text, "  ", more as u64, messages);
    }
    text
}

/// A title in which something moved.
fn add_change(text: &mut String, change: &TitleChange, messages: &Messages) {
    let TitleChange {
        place: _,
        place_name,
        title: _,
        title_name,
        kind: _,
        now,
        gained,
        lost,
        moved_total,
        moved,
    } = change;
    let parts: Vec<String> = Status::ALL
        .into_iter()
        .filter_map(|status| {
            let [now, gained, lost] = [now, gained, lost].map(|counts| number(counts, status));
            let moves = signs(gained, lost)?;
            let name = name(Some(status), messages);
            let arguments = [
                ("status", Argument::Text(&name)),
                ("now", Argument::Count(now)),
                ("change", Argument::Text(&moves)),
            ];
            Some(messages.text("watch-count-change", &arguments))
        })
        .collect();
    let counts = parts.join(", ");
    let arguments = [
        ("place", Argument::Text(place_name)),
        ("title", Argument::Text(title_name)),
        ("counts", Argument::Text(&counts)),
    ];
    text.push_str(&format!("  {}\n", messages.text("watch-change", &arguments)));
    for Moved { subject, before, now } in moved {
        let (before, now) = (name(*before, messages), name(*now, messages));
        let arguments = [
            ("subject", Argument::Text(subject.as_str())),
            ("before", Argument::Text(&before)),
            ("now", Argument::Text(&now)),
        ];
        text.push_str(&format!("    {}\n", messages.text("watch-move", &arguments)));
    }
    let more = moved_total.saturating_sub(moved.len() as u64);
    if more > 0 {
        add_more(text, "    ", more, messages);
    }
}

/// Says how many are left out.
fn add_more(text: &mut String, indent: &str, more: u64, messages: &Messages) {
    let line = messages.text("watch-more", &[("count", Argument::Count(more))]);
    text.push_str(&format!("{indent}{line}\n"));
}

/// A check that broke.
fn broken(fault: &RunFault, messages: &Messages) -> String {
    let RunFault { place, title, criterion, message, subjects } = fault;
    let arguments = [
        ("place", Argument::Text(place.as_str())),
        ("title", Argument::Text(title.as_str())),
        ("criterion", Argument::Text(criterion.as_str())),
        ("subjects", Argument::Count(*subjects)),
        ("message", Argument::Text(message)),
    ];
    messages.text("watch-fault", &arguments)
}

/// All verdicts.
fn summary(counts: Counts, messages: &Messages) -> String {
    let parts: Vec<String> = Status::ALL
        .into_iter()
        .map(|status| {
            let name = name(Some(status), messages);
            let arguments = [
                ("status", Argument::Text(&name)),
                ("now", Argument::Count(number(&counts, status))),
            ];
            messages.text("watch-count", &arguments)
        })
        .collect();
    parts.join(", ")
}

/// `+3 −1`; none where nothing moved.
fn signs(gained: u64, lost: u64) -> Option<String> {
    match (gained, lost) {
        (0, 0) => None,
        (gained, 0) => Some(format!("+{gained}")),
        (0, lost) => Some(format!("−{lost}")),
        (gained, lost) => Some(format!("+{gained} −{lost}")),
    }
}

/// What people call a verdict.
fn name(status: Option<Status>, messages: &Messages) -> String {
    let key = match status {
        Some(Status::Recognised) => "account-verdict-recognised",
        Some(Status::NotRecognised) => "account-verdict-not-recognised",
        Some(Status::Undetermined) => "account-verdict-undetermined",
        Some(Status::NotApplicable) => "account-verdict-not-applicable",
        None => "watch-absent",
    };
    messages.text(key, &[]).to_lowercase()
}

/// How many have a verdict.
const fn number(counts: &Counts, status: Status) -> u64 {
    match status {
        Status::Recognised => counts.recognised,
        Status::NotRecognised => counts.not_recognised,
        Status::Undetermined => counts.undetermined,
        Status::NotApplicable => counts.not_applicable,
    }
}

#[cfg(test)]
mod tests {
    use tieuchi_core::{Kind, SubjectId};
    use tieuchi_report::Lang;

    use super::*;

    /// A batch in which one title moved.
    fn rejudged() -> Rejudged {
        let counts =
            |recognised, undetermined| Counts { recognised, undetermined, ..Counts::default() };
        Rejudged {
            generation: 2,
            digest: String::new(),
            first: false,
            communes: 11,
            judged: 1,
            counts: counts(1_043, 7),
            changes: vec![TitleChange {
                place: "30958".into(),
                place_name: "Xã Định Hòa".to_owned(),
                title: "cong-dan-hoc-tap".into(),
                title_name: "Công dân học tập".to_owned(),
                kind: Kind::Citizen,
                now: counts(43, 7),
                gained: counts(3, 1),
                lost: counts(1, 3),
                moved_total: 4,
                moved: vec![Moved {
                    subject: SubjectId::new("30958-c-00001"),
                    before: Some(Status::Undetermined),
                    now: Some(Status::Recognised),
                }],
            }],
            gone: vec!["30961".into()],
            faults: vec![RunFault {
                place: "30958".into(),
                title: "cong-dan-hoc-tap".into(),
                criterion: "gio-hoc".into(),
                message: "plugin `x` trapped (P011)".to_owned(),
                subjects: 1,
            }],
        }
    }

    #[test]
    fn a_batch_says_who_moved_in_two_languages() {
        assert_eq!(
            of(&rejudged(), Messages::of(Lang::En)),
            "Generation 2: 1 of 11 communes judged again; 4 outcomes moved\n  \
             Xã Định Hòa · Công dân học tập: recognised 43 (+3 −1), undetermined 7 (+1 −3)\n    \
             30958-c-00001: undetermined → recognised\n    \
             and 3 more\n  \
             No longer judged: 30961\n  \
             30958, cong-dan-hoc-tap, gio-hoc: 1 finding is an error: plugin `x` trapped (P011)\n"
        );
        let vietnamese = of(&rejudged(), Messages::of(Lang::Vi));
        assert!(
            vietnamese.contains("đạt 43 (+3 −1), chưa kết luận được 7 (+1 −3)"),
            "{vietnamese}"
        );
    }

    #[test]
    fn the_first_batch_is_one_line() {
        let first = Rejudged {
            first: true,
            changes: Vec::new(),
            gone: Vec::new(),
            faults: Vec::new(),
            ..rejudged()
        };
        assert_eq!(
            of(&first, Messages::of(Lang::En)),
            "Generation 2: 1 of 11 communes judged: recognised 1,043, not recognised 0, \
             undetermined 7, not applicable 0\n"
        );
    }
}
