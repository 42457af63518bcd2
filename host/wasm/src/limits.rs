//! What a plugin may use: every bound in one plain struct.

use std::time::Duration;

/// A mebibyte.
const MIB: usize = 1 << 20;

/// Bounds for one plugin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the component.
    pub component_bytes: usize,
    /// Bytes of all memories of an instance together.
    pub memory_bytes: usize,
    /// Elements of all tables of an instance together.
    pub table_elements: usize,
    /// Core instances inside an instance of the component.
    pub instances: usize,
    /// Fuel for a call, whatever its rows; about one for each instruction.
    pub fuel_base: u64,
    /// Fuel added for each row and each row of members.
    ///
    /// Outcomes must not depend on how fast a machine is, so fuel is what stops a plugin.
    pub fuel_per_row: u64,
    /// Time for a call: the backstop where fuel does not tell.
    pub time: Duration,
    /// Bytes of a reply, whatever its rows.
    pub reply_bytes: usize,
    /// Lines of log in a session.
    pub log_lines: usize,
    /// Bytes of a line of log.
    pub log_line_bytes: usize,
    /// Time to compile.
    pub compile_time: Duration,
    /// Bytes of address space to compile in.
    pub compile_memory: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            component_bytes: 4 * MIB,
            memory_bytes: 64 * MIB,
            table_elements: 20_000,
            instances: 16,
            fuel_base: 20_000_000,
            fuel_per_row: 10_000,
            time: Duration::from_secs(10),
            reply_bytes: 16 * MIB,
            log_lines: 100,
            log_line_bytes: 400,
            compile_time: Duration::from_secs(30),
            compile_memory: 1 << 30,
        }
    }
}

/// Setters that take and give the whole.
macro_rules! setters {
    ($($setter:ident $field:ident: $type:ty, $doc:literal;)*) => {
        impl Limits {
            $(
                #[doc = $doc]
                #[must_use]
                pub const fn $setter(mut self, $field: $type) -> Self {
                    self.$field = $field;
                    self
                }
            )*
        }
    };
}

setters! {
    with_component_bytes component_bytes: usize, "Sets the bytes of the component.";
    with_memory_bytes memory_bytes: usize, "Sets the bytes of all memories together.";
    with_table_elements table_elements: usize, "Sets the elements of all tables together.";
    with_instances instances: usize, "Sets the core instances.";
    with_fuel_base fuel_base: u64, "Sets the fuel for a call.";
    with_fuel_per_row fuel_per_row: u64, "Sets the fuel for each row.";
    with_time time: Duration, "Sets the time for a call.";
    with_reply_bytes reply_bytes: usize, "Sets the bytes of a reply.";
    with_log_lines log_lines: usize, "Sets the lines of log in a session.";
    with_log_line_bytes log_line_bytes: usize, "Sets the bytes of a line of log.";
    with_compile_time compile_time: Duration, "Sets the time to compile.";
    with_compile_memory compile_memory: u64, "Sets the address space to compile in.";
}

impl Limits {
    /// Fuel for a call with so many rows, those of members included.
    pub(crate) const fn fuel(&self, rows: u64) -> u64 {
        self.fuel_base.saturating_add(self.fuel_per_row.saturating_mul(rows))
    }
}
