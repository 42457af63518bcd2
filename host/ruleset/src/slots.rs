//! Slots of an edition: where local criteria may stand.

use std::collections::BTreeMap;

use tieuchi_core::{Slot, SlotId};

use crate::{
    bounds::Bounds,
    codes,
    criteria::units,
    document::edition::EditionDoc,
    sink::{At, Sink},
    words::suggestion_or_list,
};

/// Slots.
pub(crate) fn lower_slots(
    doc: &EditionDoc,
    scale: Option<u8>,
    sink: &mut Sink,
) -> BTreeMap<SlotId, Slot> {
    let mut slots = BTreeMap::new();
    for slot in &doc.slots {
        let budget = match (&slot.points, scale) {
            (Some(points), Some(scale)) => units(points, scale, sink).filter(|budget| {
                let right = *budget > 0;
                if !right {
                    let message =
                        format!("points of slot `{}` are outside their limits", slot.id.value);
                    let label = "must be above 0";
                    sink.push(sink.at(codes::POINTS_LIMIT, message, &points.span, label));
                }
                right
            }),
            (None, Some(_)) => {
                let message = format!("slot `{}` has no `points`", slot.id.value);
                let help = "add `points = 10`: the most that its criteria may have together";
                let label = "not said";
                sink.push(sink.at(codes::MISSING_KEY, message, &slot.id.span, label).help(help));
                None
            }
            (Some(points), None) => {
                let message =
                    format!("slot `{}` has points in a ruleset without points", slot.id.value);
                let label = "nothing to sum up to";
                let wrong = sink.at(codes::POINTS_MISPLACED, message, &points.span, label);
                sink.push(wrong.help("remove `points`"));
                None
            }
            (None, None) => None,
        };
        let bounds = slot.open.as_ref().map(Bounds::read);
        let id = SlotId::new(&slot.id.value);
        let name = slot.name.as_ref().map_or_else(String::new, |name| name.value.clone());
        let to = bounds.map(|bounds| bounds.to.into_iter().collect()).unwrap_or_default();
        slots.insert(id.clone(), Slot { id, name, points: budget.unwrap_or(0), to });
    }
    for criterion in &doc.criteria {
        let Some(slot) = &criterion.slot else { continue };
        if !slots.contains_key(&SlotId::new(&slot.value)) {
            unknown_slot(slot, slots.keys(), sink);
        }
    }
    slots
}

/// Reports a slot that there is not.
pub(crate) fn unknown_slot<'a>(
    slot: &At<String>,
    slots: impl Iterator<Item = &'a SlotId> + Clone,
    sink: &mut Sink,
) {
    let message = format!("unknown slot `{}`", slot.value.escape_debug());
    let help = suggestion_or_list(&slot.value, slots.map(SlotId::as_str), "slots");
    sink.push(sink.at(codes::UNKNOWN_SLOT, message, &slot.span, "not declared").help(help));
}
