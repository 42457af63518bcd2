//! Limits on one function: what a compiler's time grows with faster than the bytes do.

use tieuchi_core::Diagnostic;
use wasmparser::{FunctionBody, Operator};

use crate::shape::{
    feature::refusal,
    refusal::{invalid, too_large},
};

/// Bytes of a body.
const BODY_BYTES_MAX: u64 = 128 << 10;
/// Locals beside the parameters.
const LOCALS_MAX: u64 = 2_000;
/// Blocks inside each other: what a compiler does for a loop it does for each one around it again.
const DEPTH_MAX: usize = 250;
/// Blocks, loops and branches.
const BLOCKS_MAX: usize = 10_000;
/// Targets of one jump table.
const TARGETS_MAX: u32 = 4_096;
/// Targets of all jump tables.
const TARGETS_SUM_MAX: u64 = 20_000;

/// Refuses a function that is too large in any way.
pub(super) fn check(body: &FunctionBody<'_>) -> Result<(), Diagnostic> {
    let range = body.range();
    let bytes = range.end.saturating_sub(range.start);
    if bytes > BODY_BYTES_MAX {
        return Err(beyond(body, bytes, "bytes", BODY_BYTES_MAX));
    }
    let mut locals = 0_u64;
    for group in body.get_locals_reader().map_err(|error| invalid(&error))? {
        let (count, _) = group.map_err(|error| refusal(&error))?;
        locals = locals.saturating_add(count.into());
    }
    if locals > LOCALS_MAX {
        return Err(beyond(body, locals, "locals", LOCALS_MAX));
    }
    let (mut depth, mut blocks, mut targets_sum) = (0_usize, 0_usize, 0_u64);
    for operator in body.get_operators_reader().map_err(|error| invalid(&error))? {
        match operator.map_err(|error| refusal(&error))? {
            Operator::Block { .. } | Operator::Loop { .. } | Operator::If { .. } => {
                depth += 1;
                blocks += 1;
                if depth > DEPTH_MAX {
                    return Err(beyond(body, depth, "blocks inside each other", DEPTH_MAX));
                }
                if blocks > BLOCKS_MAX {
                    return Err(beyond(body, blocks, "blocks", BLOCKS_MAX));
                }
            }
            Operator::End => depth = depth.saturating_sub(1),
            Operator::BrTable { targets } => {
                if targets.len() > TARGETS_MAX {
                    return Err(beyond(body, targets.len(), "targets of a jump", TARGETS_MAX));
                }
                targets_sum = targets_sum.saturating_add(targets.len().into());
                if targets_sum > TARGETS_SUM_MAX {
                    return Err(beyond(body, targets_sum, "targets of jumps", TARGETS_SUM_MAX));
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// Says what a function has too much of.
fn beyond<T: std::fmt::Display>(
    body: &FunctionBody<'_>,
    count: T,
    plural: &str,
    max: T,
) -> Diagnostic {
    too_large(format!("function of the component has {count} {plural}, more than {max}"))
        .note(format!("the function begins at byte {}", body.range().start))
}
