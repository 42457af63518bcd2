//! The features of WebAssembly that a plugin may use: what Rust's wasm32 target needs, no more.

use tieuchi_core::Diagnostic;
use wasmparser::WasmFeatures;

use crate::{
    shape::refusal::{forbidden, invalid},
    words::sanitise,
};

/// Everything else is refused: each feature more is code more that must hold.
pub(crate) const FEATURES: WasmFeatures = WasmFeatures::MUTABLE_GLOBAL
    .union(WasmFeatures::SATURATING_FLOAT_TO_INT)
    .union(WasmFeatures::SIGN_EXTENSION)
    .union(WasmFeatures::REFERENCE_TYPES)
    .union(WasmFeatures::MULTI_VALUE)
    .union(WasmFeatures::BULK_MEMORY)
    .union(WasmFeatures::SIMD)
    .union(WasmFeatures::FLOATS)
    .union(WasmFeatures::COMPONENT_MODEL);

/// Says what a validator's refusal means: a forbidden feature, or bytes that are wrong in
/// themselves.
pub(crate) fn refusal(error: &wasmparser::Error) -> Diagnostic {
    let Some(missing) = error.missing_wasm_feature() else {
        return invalid(error);
    };
    let names: Vec<_> = missing
        .difference(FEATURES)
        .iter_names()
        .map(|(name, _)| format!("`{}`", name.to_lowercase().replace('_', "-")))
        .collect();
    let what = match names.as_slice() {
        [] => "a feature of WebAssembly".to_owned(),
        names => format!("the feature {}", names.join(", ")),
    };
    forbidden(&what).note(format!("at byte {}: {}", error.offset(), sanitise(error.message())))
}
