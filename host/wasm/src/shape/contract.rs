//! What crosses the border, held against contract 1: names and types of imports and exports.

use tieuchi_core::Diagnostic;
use wasmparser::{
    component_types::{ComponentEntityType, ComponentInstanceTypeId},
    types::{Types, TypesRef},
};

use crate::{
    codes,
    shape::{refusal::forbidden, spell::spell},
    words::sanitise,
};

/// What a plugin exports.
pub(crate) const CHECKER: &str = "tieuchi:criterion/checker@1.0.0";
/// What a plugin may import to speak.
pub(crate) const LOG: &str = "tieuchi:criterion/log@1.0.0";
/// What a plugin may import to name types; there is nothing in it to call.
pub(crate) const TYPES: &str = "tieuchi:criterion/types@1.0.0";
/// What all names of the contract begin with.
const PACKAGE: &str = "tieuchi:criterion/";

/// A column as it is spelt below.
macro_rules! column {
    () => {
        "record { values: variant { integers(list<s64>), flags(list<u8>), codes(list<u32>) }, \
         present: option<list<u8>> }"
    };
}

/// The functions of the checker with their types spelt out.
const CHECKER_FUNCTIONS: [(&str, &str); 2] = [
    (
        "configure",
        "func(criterion: record { points: option<s64>, points-scale: u8, first-day: s32, \
         last-day: s32, settings: list<variant { integer(s64), flag(bool), text(string), \
         integers(list<s64>), texts(list<string>) }>, dictionaries: list<list<string>> }) -> \
         result<_, list<record { setting: u32, message: string }>>",
    ),
    (
        "evaluate",
        concat!(
            "func(rows: u32, columns: list<",
            column!(),
            ">, members: list<record { offsets: list<u32>, columns: list<",
            column!(),
            "> }>) -> result<record { outcomes: list<u8>, low: list<s64>, high: \
             option<list<s64>>, reasons: option<list<u8>> }, record { message: string }>",
        ),
    ),
];

/// The functions of the log.
const LOG_FUNCTIONS: [(&str, &str); 1] =
    [("write", "func(level: enum { debug, info, warn }, message: string)")];

/// Refuses imports by name.
pub(super) fn check_import_names(
    instances: &[String],
    others: &[String],
) -> Result<(), Diagnostic> {
    let strange: Vec<_> = instances
        .iter()
        .filter(|name| ![LOG, TYPES].contains(&name.as_str()))
        .chain(others)
        .collect();
    if strange.is_empty() {
        return Ok(());
    }
    Err(refuse_imports(&strange))
}

/// Says which imports are not offered.
pub(crate) fn refuse_imports(strange: &[&String]) -> Diagnostic {
    let names: Vec<_> = strange.iter().take(5).map(|name| format!("`{name}`")).collect();
    let more = match strange.len().saturating_sub(names.len()) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let message = format!("plugin imports {}{more}, which is not offered", names.join(", "));
    let help = if strange.iter().any(|name| name.starts_with("wasi")) {
        "compile for `wasm32-unknown-unknown` and use no clock, files, network or randomness"
    } else {
        "import nothing but `tieuchi:criterion/log@1.0.0`"
    };
    Diagnostic::error(codes::IMPORT, message).help(help)
}

/// Refuses imports and exports by type, and exports by name.
pub(super) fn check(
    types: &Types,
    imports: &[String],
    exports: &[String],
) -> Result<(), Diagnostic> {
    let types = types.as_ref();
    for name in imports {
        let allowed: &[_] = if name == LOG { &LOG_FUNCTIONS } else { &[] };
        let item = types.component_item_for_import(name).map(|item| item.ty);
        check_import(types, name, item, allowed)?;
    }
    if !exports.iter().any(|name| name == CHECKER) {
        return Err(no_checker(exports));
    }
    if let Some(other) = exports.iter().find(|name| *name != CHECKER) {
        let message = format!("plugin exports `{other}`, which the contract does not have");
        return Err(export(message).note(format!("contract 1 exports only `{CHECKER}`")));
    }
    match types.component_item_for_export(CHECKER).map(|item| item.ty) {
        Some(ComponentEntityType::Instance(id)) => check_checker(types, id),
        _ => Err(export(format!("plugin exports `{CHECKER}` but not as an interface"))),
    }
}

/// The checker is not exported, or that of another contract is.
fn no_checker(exports: &[String]) -> Diagnostic {
    let Some(other) = exports.iter().find(|name| name.starts_with(PACKAGE)) else {
        return export(format!("plugin does not export `{CHECKER}`"));
    };
    let message = format!("plugin exports `{other}`, this host speaks `{CHECKER}`");
    let help = "take a version of the plugin for this contract, or a newer tieuchi";
    Diagnostic::error(codes::CONTRACT, message).help(help)
}

/// Refuses an export.
fn export(message: String) -> Diagnostic {
    Diagnostic::error(codes::EXPORT, message)
        .help("build the plugin with the kit of contract 1: `tieuchi plugin new` shows how")
}

/// Refuses an import of a right name and a wrong type. Functions may be left out: nobody needs to
/// import what it does not call.
fn check_import(
    types: TypesRef<'_>,
    name: &str,
    item: Option<ComponentEntityType>,
    allowed: &[(&str, &str)],
) -> Result<(), Diagnostic> {
    let Some(ComponentEntityType::Instance(id)) = item else {
        return Err(import(format!("plugin imports `{name}` but not as an interface")));
    };
    for (item, entity) in items(types, id) {
        match entity {
            ComponentEntityType::Type { .. } => {}
            ComponentEntityType::Func(function) => {
                let spelt = spell(types, function);
                match allowed.iter().find(|(name, _)| *name == item) {
                    None => {
                        let item = sanitise(&item);
                        let message = format!("plugin imports `{item}` of `{name}`");
                        return Err(import(format!("{message}, which has no such function")));
                    }
                    Some((_, expected)) if spelt != *expected => {
                        let message =
                            format!("plugin imports `{item}` of `{name}` as another type");
                        return Err(types_differ(import(message), &spelt, expected));
                    }
                    Some(_) => {}
                }
            }
            _ => return Err(forbidden("modules or components as imports")),
        }
    }
    Ok(())
}

/// Refuses an import.
fn import(message: String) -> Diagnostic {
    Diagnostic::error(codes::IMPORT, message)
        .help("build the plugin with the kit of contract 1: `tieuchi plugin new` shows how")
}

/// Refuses a checker that is not the contract's.
fn check_checker(types: TypesRef<'_>, id: ComponentInstanceTypeId) -> Result<(), Diagnostic> {
    let mut found = Vec::new();
    for (item, entity) in items(types, id) {
        match entity {
            ComponentEntityType::Type { .. } => {}
            ComponentEntityType::Func(function) => found.push((item, function)),
            _ => return Err(export(format!("`{CHECKER}` holds more than functions and types"))),
        }
    }
    for (name, expected) in CHECKER_FUNCTIONS {
        let Some((_, function)) = found.iter().find(|(item, _)| item == name) else {
            return Err(export(format!("`{CHECKER}` of the plugin has no function `{name}`")));
        };
        let spelt = spell(types, *function);
        if spelt != expected {
            let message = format!("`{name}` of the plugin has another type than in contract 1");
            return Err(types_differ(export(message), &spelt, expected));
        }
    }
    match found.iter().find(|(item, _)| CHECKER_FUNCTIONS.iter().all(|(name, _)| item != name)) {
        Some((item, _)) => {
            let message = format!("`{CHECKER}` of the plugin has a function `{}`", sanitise(item));
            Err(export(format!("{message}, which the contract does not have")))
        }
        None => Ok(()),
    }
}

/// Characters of a type that are shown, before and after the first difference.
const SHOWN: (usize, usize) = (60, 160);

/// Shows two types that ought to be one, from a little before they part.
fn types_differ(diagnostic: Diagnostic, spelt: &str, expected: &str) -> Diagnostic {
    let alike = spelt.chars().zip(expected.chars()).take_while(|(left, right)| left == right);
    let skipped = alike.count().saturating_sub(SHOWN.0);
    let part = |text: &str| {
        let front = if skipped > 0 { "…" } else { "" };
        let shown: String = text.chars().skip(skipped).take(SHOWN.0 + SHOWN.1).collect();
        let rest = if text.chars().count() > skipped + SHOWN.0 + SHOWN.1 { "…" } else { "" };
        sanitise(&format!("{front}{shown}{rest}"))
    };
    diagnostic
        .note(format!("the plugin has: {}", part(spelt)))
        .note(format!("the contract has: {}", part(expected)))
}

/// The items of an interface.
fn items(types: TypesRef<'_>, id: ComponentInstanceTypeId) -> Vec<(String, ComponentEntityType)> {
    types.get(id).map_or_else(Vec::new, |instance| {
        instance.exports.iter().map(|(name, item)| (name.clone(), item.ty)).collect()
    })
}

#[cfg(test)]
mod tests;
