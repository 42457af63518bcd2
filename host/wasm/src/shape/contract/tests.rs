//! The names and types that plugins are held against, derived anew from the text of the contract.

use std::path::Path;

use wit_parser::{Function, InterfaceId, Resolve, Type, TypeDefKind};

use super::*;

/// The contract as it is written.
fn contract() -> Resolve {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../plugins/wit/v1/criterion.wit");
    let mut resolve = Resolve::default();
    resolve.push_file(file).unwrap();
    resolve
}

/// An interface of it by its whole name.
fn interface(resolve: &Resolve, name: &str) -> InterfaceId {
    let mut all = resolve.interfaces.iter().map(|(id, _)| id);
    all.find(|id| resolve.id_of(*id).as_deref() == Some(name)).unwrap()
}

/// The functions of an interface, spelt out.
fn functions(resolve: &Resolve, name: &str) -> Vec<(String, String)> {
    let functions = resolve.interfaces[interface(resolve, name)].functions.iter();
    functions.map(|(name, function)| (name.clone(), function_type(resolve, function))).collect()
}

/// The type of a function.
fn function_type(resolve: &Resolve, function: &Function) -> String {
    let params = function.params.iter();
    let params = params.map(|param| format!("{}: {}", param.name, spelt(resolve, param.ty)));
    let result = function.result.map(|ty| format!(" -> {}", spelt(resolve, ty)));
    format!("func({}){}", joined(params), result.unwrap_or_default())
}

/// A type with all that it is made of.
fn spelt(resolve: &Resolve, ty: Type) -> String {
    let maybe = |ty: Option<Type>| ty.map_or("_".to_owned(), |ty| spelt(resolve, ty));
    let Type::Id(id) = ty else { return format!("{ty:?}").to_lowercase() };
    match &resolve.types[id].kind {
        TypeDefKind::Type(ty) => spelt(resolve, *ty),
        TypeDefKind::List(ty) => format!("list<{}>", spelt(resolve, *ty)),
        TypeDefKind::Option(ty) => format!("option<{}>", spelt(resolve, *ty)),
        TypeDefKind::Result(result) => {
            format!("result<{}, {}>", maybe(result.ok), maybe(result.err))
        }
        TypeDefKind::Record(record) => {
            let fields = record.fields.iter();
            let fields =
                fields.map(|field| format!("{}: {}", field.name, spelt(resolve, field.ty)));
            format!("record {{ {} }}", joined(fields))
        }
        TypeDefKind::Variant(variant) => {
            let cases = variant.cases.iter().map(|case| match case.ty {
                Some(ty) => format!("{}({})", case.name, spelt(resolve, ty)),
                None => case.name.clone(),
            });
            format!("variant {{ {} }}", joined(cases))
        }
        TypeDefKind::Enum(names) => {
            format!("enum {{ {} }}", joined(names.cases.iter().map(|case| case.name.clone())))
        }
        other => other.as_str().to_owned(),
    }
}

/// Parts with commas between them.
fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}

/// What stands in the program, in the same form.
fn written(functions: &[(&str, &str)]) -> Vec<(String, String)> {
    functions.iter().map(|(name, ty)| ((*name).to_owned(), (*ty).to_owned())).collect()
}

#[test]
fn what_plugins_are_held_against_is_what_the_contract_says() {
    let contract = contract();
    assert_eq!(functions(&contract, CHECKER), written(&CHECKER_FUNCTIONS));
    assert_eq!(functions(&contract, LOG), written(&LOG_FUNCTIONS));
    assert_eq!(functions(&contract, TYPES), []);
}

#[test]
fn the_world_of_a_plugin_imports_and_exports_nothing_more() {
    let contract = contract();
    let [(_, world)] = contract.worlds.iter().collect::<Vec<_>>().try_into().unwrap();
    let named = |key| contract.name_world_key(key);
    let mut imports: Vec<_> = world.imports.keys().map(named).collect();
    imports.sort_unstable();
    assert_eq!(imports, [LOG, TYPES]);
    assert_eq!(world.exports.keys().map(named).collect::<Vec<_>>(), [CHECKER]);
    assert!(imports.iter().all(|name| name.starts_with(PACKAGE)));
}
