//! What went wrong inside a plugin, told by the type of the error and never by its text.

use tieuchi_core::Fault;
use wasmtime::{Error, OutOfMemory, PoolConcurrencyLimitError, Trap};

use crate::{
    codes::{RAN_TOO_LONG, REPLY, RESOURCES, TRAP},
    limiter::Exceeded,
    words::sanitise,
};

/// Where a plugin was when it broke.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Its instance was made.
    Start,
    /// It was told its settings.
    Configure,
    /// It judged rows.
    Evaluate,
}

impl Stage {
    /// The words for it.
    const fn as_str(self) -> &'static str {
        match self {
            Self::Start => "while it was started",
            Self::Configure => "while it took its settings",
            Self::Evaluate => "while it judged",
        }
    }
}

/// What a call was allowed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Allowance {
    /// Units of fuel.
    pub fuel: u64,
    /// Milliseconds.
    pub time_ms: u128,
}

/// The fault of a plugin, named as `plugin`, whose call ended in an error.
pub(crate) fn fault(plugin: &str, error: &Error, stage: Stage, allowed: Allowance) -> Fault {
    let when = stage.as_str();
    let (code, what) = if let Some(trap) = error.downcast_ref::<Trap>() {
        of_trap(*trap, allowed)
    } else if let Some(exceeded) = error.downcast_ref::<Exceeded>() {
        (RESOURCES, exceeded.to_string())
    } else if error.is::<PoolConcurrencyLimitError>() {
        (RESOURCES, "too many plugins run at once".to_owned())
    } else if error.is::<OutOfMemory>() {
        (RESOURCES, "the machine has no memory left for it".to_owned())
    } else if stage == Stage::Start {
        (RESOURCES, format!("it cannot be started: {}", cause(error)))
    } else {
        (REPLY, format!("what it gave back is no value of the contract: {}", cause(error)))
    };
    Fault { code, message: format!("{plugin}: {what}, {when}") }
}

/// The innermost reason of an error, in one line.
pub(crate) fn cause(error: &Error) -> String {
    sanitise(&error.root_cause().to_string())
}

/// Code and words of a trap.
fn of_trap(trap: Trap, allowed: Allowance) -> (&'static str, String) {
    let words = match trap {
        Trap::OutOfFuel => {
            return (RAN_TOO_LONG, format!("it used up its {} units of fuel", allowed.fuel));
        }
        Trap::Interrupt => {
            return (RAN_TOO_LONG, format!("it ran longer than {} ms", allowed.time_ms));
        }
        Trap::AllocationTooLarge => {
            return (RESOURCES, "it asks for more memory than there can be".to_owned());
        }
        Trap::UnreachableCodeReached => "it gave up (`unreachable`)",
        Trap::StackOverflow => "it used up its stack",
        Trap::MemoryOutOfBounds => "it left the bounds of its memory",
        Trap::TableOutOfBounds => "it left the bounds of its table of functions",
        Trap::IndirectCallToNull => "it called a function that is not there",
        Trap::BadSignature => "it called a function as another type",
        Trap::IntegerDivisionByZero => "it divided by zero",
        Trap::IntegerOverflow => "a number overflowed",
        Trap::BadConversionToInteger => "it turned a number into an integer that does not hold it",
        Trap::CannotEnterComponent | Trap::CannotLeaveComponent => {
            "it called where it may not (`cannot leave component instance`)"
        }
        other => return (TRAP, sanitise(&other.to_string())),
    };
    (TRAP, words.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALLOWED: Allowance = Allowance { fuel: 70, time_ms: 10 };

    fn code(error: impl Into<Error>, stage: Stage) -> &'static str {
        fault("plugin `x` 1.0.0", &error.into(), stage, ALLOWED).code
    }

    #[test]
    fn an_error_is_known_by_its_type_through_every_context() {
        let error = Error::from(Trap::OutOfFuel).context("somewhere").context("deeper");
        let told = fault("plugin `x` 1.0.0", &error, Stage::Evaluate, ALLOWED);
        assert_eq!(told.code, "P003");
        assert_eq!(
            told.message,
            "plugin `x` 1.0.0: it used up its 70 units of fuel, while it judged"
        );
        let memory = Exceeded::Memory { asked: 2, allowed: 1 };
        assert_eq!(code(Error::from(memory).context("grow"), Stage::Start), "P010");
    }

    #[test]
    fn a_text_that_looks_like_a_trap_is_none() {
        let error = Error::msg("wasm trap: all fuel consumed by WebAssembly\u{1b}[2J");
        let told = fault("plugin `x` 1.0.0", &error, Stage::Evaluate, ALLOWED);
        assert_eq!(told.code, "P012");
        assert!(told.message.contains("\\u{1b}[2J"));
    }
}
