//! Types of the component model spelt out as text, so that two can be compared and shown.

use wasmparser::{
    component_types::{ComponentDefinedType, ComponentFuncTypeId, ComponentValType},
    types::TypesRef,
};

/// Characters of a type that is spelt out: types may be far larger than their bytes.
const SPELT_BYTES_MAX: usize = 2_000;

/// Spells the type of a function, as far as the bound allows.
pub(super) fn spell(types: TypesRef<'_>, id: ComponentFuncTypeId) -> String {
    let Some(function) = types.get(id) else { return String::new() };
    let mut out = String::from(if function.async_ { "async func(" } else { "func(" });
    for (at, (name, value)) in function.params.iter().enumerate() {
        comma(at, &mut out);
        out.push_str(&format!("{name}: "));
        value_type(types, *value, &mut out);
    }
    out.push(')');
    if let Some(result) = function.result {
        out.push_str(" -> ");
        value_type(types, result, &mut out);
    }
    out
}

/// A comma before every part but the first.
fn comma(at: usize, out: &mut String) {
    if at > 0 {
        out.push_str(", ");
    }
}

/// Spells a type.
fn value_type(types: TypesRef<'_>, value: ComponentValType, out: &mut String) {
    if out.len() > SPELT_BYTES_MAX {
        // INVARIANT: what is cut here is longer than any type of the contract.
        return;
    }
    match value {
        ComponentValType::Primitive(primitive) => out.push_str(&primitive.to_string()),
        ComponentValType::Type(id) => {
            if let Some(defined) = types.get(id) {
                defined_type(types, defined, out);
            }
        }
    }
}

/// Spells a type that is made of others.
fn defined_type(types: TypesRef<'_>, defined: &ComponentDefinedType, out: &mut String) {
    match defined {
        ComponentDefinedType::Primitive(primitive) => out.push_str(&primitive.to_string()),
        ComponentDefinedType::Record(record) => {
            let fields = record.fields.iter().map(|(name, ty)| (name.to_string(), Some(*ty)));
            parts(types, "record", fields, (": ", ""), out);
        }
        ComponentDefinedType::Variant(variant) => {
            let cases = variant.cases.iter().map(|(name, case)| (name.to_string(), case.ty));
            parts(types, "variant", cases, ("(", ")"), out);
        }
        ComponentDefinedType::Enum(names) => {
            let names = names.iter().map(|name| (name.to_string(), None));
            parts(types, "enum", names, ("", ""), out);
        }
        ComponentDefinedType::Flags(names) => {
            let names = names.iter().map(|name| (name.to_string(), None));
            parts(types, "flags", names, ("", ""), out);
        }
        ComponentDefinedType::List { element, .. } => {
            generic(types, "list", &[Some(*element)], out);
        }
        ComponentDefinedType::Option { ty, .. } => generic(types, "option", &[Some(*ty)], out),
        ComponentDefinedType::Result { ok, err, .. } => generic(types, "result", &[*ok, *err], out),
        ComponentDefinedType::Tuple(tuple) => {
            let inside: Vec<_> = tuple.types.iter().map(|ty| Some(*ty)).collect();
            generic(types, "tuple", &inside, out);
        }
        _ => out.push_str("something else"),
    }
}

/// Spells `record { a: b, … }` and the like.
fn parts(
    types: TypesRef<'_>,
    word: &str,
    parts: impl Iterator<Item = (String, Option<ComponentValType>)>,
    (open, close): (&str, &str),
    out: &mut String,
) {
    out.push_str(&format!("{word} {{ "));
    for (at, (name, inside)) in parts.enumerate() {
        if out.len() > SPELT_BYTES_MAX {
            return;
        }
        comma(at, out);
        out.push_str(&name);
        if let Some(inside) = inside {
            out.push_str(open);
            value_type(types, inside, out);
            out.push_str(close);
        }
    }
    out.push_str(" }");
}

/// Spells `list<a>` and the like.
fn generic(types: TypesRef<'_>, word: &str, inside: &[Option<ComponentValType>], out: &mut String) {
    out.push_str(&format!("{word}<"));
    for (at, value) in inside.iter().enumerate() {
        if out.len() > SPELT_BYTES_MAX {
            return;
        }
        comma(at, out);
        match value {
            Some(value) => value_type(types, *value, out),
            None => out.push('_'),
        }
    }
    out.push('>');
}
