//! The contract of major 1 as the host speaks it.

wasmtime::component::bindgen!({
    world: "plugin",
    path: "../../plugins/wit/v1",
    ownership: Borrowing { duplicate_if_necessary: true },
});
