//! The contract's bindings, as `wit-bindgen` writes them.
#![expect(clippy::pedantic, reason = "generated")]

wit_bindgen::generate!({
    path: "wit",
    world: "plugin",
    pub_export_macro: true,
    default_bindings_module: "::tieuchi_plugin::border",
});
