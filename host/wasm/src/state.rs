//! What the host keeps beside an instance, and the one thing that an instance may ask of it.

use wasmtime::{Result, StoreContextMut, component::WasmStr};

use crate::{
    bindings::tieuchi::criterion::log::Level,
    limiter::Limiter,
    log::{Log, LogLevel},
};

/// Fuel that a line of log costs, so that a flood of them ends with the fuel.
const LOG_FUEL: u64 = 500;

/// What the host keeps beside an instance.
#[derive(Debug)]
pub(crate) struct State {
    /// Counts memory and tables.
    pub limiter: Limiter,
    /// Takes lines of log.
    pub log: Log,
}

/// Takes a line of log from a guest. Nothing that it says can end the call.
#[expect(clippy::unnecessary_wraps, reason = "the linker asks for it")]
pub(crate) fn write_log(
    mut store: StoreContextMut<'_, State>,
    (level, message): (Level, WasmStr),
) -> Result<()> {
    let left = store.get_fuel().unwrap_or(0).saturating_sub(LOG_FUEL);
    // Only an engine without fuel refuses.
    drop(store.set_fuel(left));
    if !store.data().log.is_open() {
        return Ok(());
    }
    let text = match message.to_str(&store) {
        Ok(text) => {
            // One character more than is kept, so that the log sees that it cuts.
            let most = store.data().log.line_bytes().saturating_add(4);
            text[..text.floor_char_boundary(most)].to_owned()
        }
        Err(_) => "(a line that is no text)".to_owned(),
    };
    let level = match level {
        Level::Debug => LogLevel::Debug,
        Level::Info => LogLevel::Info,
        Level::Warn => LogLevel::Warn,
    };
    store.data_mut().log.write(level, &text);
    Ok(())
}
