//! What happens while a workspace is watched, for programs.

use serde_json::{Value, json};
use tieuchi_core::{Counts, PlaceCode, RunFault, Status};
use tieuchi_pipeline::{Moved, Rejudged, TitleChange, Trouble, Watched};

/// One thing that happened: an object with `event` that says which.
pub(crate) fn of(told: &Watched<'_>) -> Value {
    match told {
        Watched::Published { generation, warnings, sources: _ } => {
            json!({ "event": "published", "generation": generation, "warnings": warnings.len() })
        }
        Watched::Judged(rejudged) => judged(rejudged),
        Watched::Refused { kept, trouble } => {
            json!({ "event": "refused", "generation": kept, "codes": codes(trouble), "reason": trouble.to_string() })
        }
        Watched::Mended { generation } => json!({ "event": "mended", "generation": generation }),
        Watched::Failed { generation, trouble } => {
            json!({ "event": "failed", "generation": generation, "reason": trouble.to_string() })
        }
    }
}

/// The codes of what is wrong, each once.
fn codes(trouble: &Trouble) -> Vec<&'static str> {
    let Trouble::Files { diagnostics, sources: _ } = trouble else { return Vec::new() };
    let mut codes: Vec<&str> = diagnostics.iter().map(|item| item.code).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// A batch.
fn judged(rejudged: &Rejudged) -> Value {
    let Rejudged { generation, digest, first, communes, judged, counts, changes, gone, faults } =
        rejudged;
    json!({
        "event": "judged",
        "generation": generation,
        "digest": digest,
        "first": first,
        "communes": communes,
        "judged": judged,
        "counts": figures(counts),
        "moved": rejudged.moved(),
        "changes": changes.iter().map(change).collect::<Vec<_>>(),
        "gone": gone.iter().map(PlaceCode::as_str).collect::<Vec<_>>(),
        "faults": faults.iter().map(fault).collect::<Vec<_>>(),
    })
}

/// A title in which something moved.
fn change(change: &TitleChange) -> Value {
    let TitleChange {
        place,
        place_name,
        title,
        title_name,
        kind,
        now,
        gained,
        lost,
        moved_total,
        moved,
    } = change;
    json!({
        "place": place.as_str(),
        "place_name": place_name,
        "title": title.as_str(),
        "title_name": title_name,
        "kind": kind.as_str(),
        "counts": figures(now),
        "gained": figures(gained),
        "lost": figures(lost),
        "moved": moved_total,
        "subjects": moved.iter().map(subject).collect::<Vec<_>>(),
    })
}

/// A subject that moved.
fn subject(moved: &Moved) -> Value {
    let Moved { subject, before, now } = moved;
    let [before, now] = [before, now].map(|status| status.map(Status::as_str));
    json!({ "subject": subject.as_str(), "before": before, "now": now })
}

/// A check that broke.
fn fault(fault: &RunFault) -> Value {
    let RunFault { place, title, criterion, message, subjects } = fault;
    json!({
        "place": place.as_str(),
        "title": title.as_str(),
        "criterion": criterion.as_str(),
        "message": message,
        "subjects": subjects,
    })
}

/// Verdicts, counted.
fn figures(counts: &Counts) -> Value {
    let Counts { recognised, not_recognised, undetermined, not_applicable } = counts;
    json!({
        "recognised": recognised,
        "not-recognised": not_recognised,
        "undetermined": undetermined,
        "not-applicable": not_applicable,
    })
}
