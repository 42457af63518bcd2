//! How many parts a component may have: each limit far above any honest plugin, each far below what
//! would hurt the compiler.

use tieuchi_core::Diagnostic;

use crate::shape::refusal::{too_hungry, too_large};

/// Parts that are counted over the whole component.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Sections of any kind.
    Section,
    /// Bytes in custom sections.
    CustomByte,
    /// Core modules: the plugin's own and two that glue it to its imports, with room for one more.
    CoreModule,
    /// Nested components that only name types.
    NestedComponent,
    /// Instances of core modules.
    CoreInstance,
    /// Bundles of core items.
    CoreBundle,
    /// Instances of components and bundles of their items.
    ComponentInstance,
    /// Aliases.
    Alias,
    /// Bytes of component types.
    ComponentTypeByte,
    /// Component types.
    ComponentType,
    /// Functions lifted and lowered.
    Canonical,
    /// Core types.
    Type,
    /// Imports, of the component and of its modules.
    Import,
    /// Exports, of the component and of its modules.
    Export,
    /// Functions with a body.
    Function,
    /// Tables.
    Table,
    /// Elements that tables begin with.
    TableElement,
    /// Memories.
    Memory,
    /// Pages that memories begin with.
    MemoryPage,
    /// Globals.
    Global,
    /// Element segments.
    ElementSegment,
    /// Data segments.
    DataSegment,
}

/// What happens beyond a limit.
#[derive(Debug, Clone, Copy)]
enum Beyond {
    /// It is too large to compile.
    Large,
    /// It asks for too much to run.
    Hungry,
}

/// How many parts there are.
const PARTS: usize = 22;

/// Each part in the order of the enum: how many, what people call it, what happens beyond.
const LIMITS: [(u64, &str, Beyond); PARTS] = [
    (2_000, "sections", Beyond::Large),
    (1 << 20, "bytes in custom sections", Beyond::Large),
    (4, "core modules", Beyond::Large),
    (4, "nested components", Beyond::Large),
    (4, "instances of core modules", Beyond::Hungry),
    (64, "bundles of core items", Beyond::Large),
    (64, "instances", Beyond::Large),
    (1_000, "aliases", Beyond::Large),
    (64 << 10, "bytes of component types", Beyond::Large),
    (1_000, "component types", Beyond::Large),
    (100, "lifted and lowered functions", Beyond::Large),
    (2_000, "types", Beyond::Large),
    (500, "imports", Beyond::Large),
    (2_000, "exports", Beyond::Large),
    (10_000, "functions", Beyond::Large),
    (8, "tables", Beyond::Hungry),
    (20_000, "elements in tables", Beyond::Hungry),
    (4, "memories", Beyond::Hungry),
    (16 << 10, "pages of memory at the start", Beyond::Hungry),
    (2_000, "globals", Beyond::Large),
    (1_000, "element segments", Beyond::Large),
    (2_000, "data segments", Beyond::Large),
];

/// The counts of one component.
#[derive(Debug, Clone, Default)]
pub(super) struct Counts([u64; PARTS]);

impl Counts {
    /// Counts parts, and refuses what goes beyond the limit.
    pub(super) fn add(&mut self, part: Part, more: u64) -> Result<(), Diagnostic> {
        let (Some(count), Some((max, plural, beyond))) =
            (self.0.get_mut(part as usize), LIMITS.get(part as usize))
        else {
            return Ok(());
        };
        *count = count.saturating_add(more);
        if *count <= *max {
            return Ok(());
        }
        let message = format!("component has {count} {plural}, more than {max}");
        Err(match beyond {
            Beyond::Large => too_large(message),
            Beyond::Hungry => too_hungry(message),
        })
    }

    /// How many there are.
    pub(super) fn of(&self, part: Part) -> usize {
        self.0.get(part as usize).map_or(0, |count| usize::try_from(*count).unwrap_or(usize::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_has_its_own_limit() {
        assert_eq!(Part::DataSegment as usize + 1, PARTS);
        for (part, plural) in [
            (Part::Section, "sections"),
            (Part::Canonical, "lifted and lowered functions"),
            (Part::Function, "functions"),
            (Part::Memory, "memories"),
            (Part::DataSegment, "data segments"),
        ] {
            let (max, name, _) = LIMITS[part as usize];
            assert_eq!(name, plural);
            let mut counts = Counts::default();
            counts.add(part, max).unwrap();
            let refusal = counts.add(part, 1).unwrap_err();
            assert!(refusal.message.contains(plural), "{}", refusal.message);
        }
    }

    #[test]
    fn a_count_that_lies_does_not_overflow() {
        let mut counts = Counts::default();
        assert!(counts.add(Part::Type, u64::MAX).is_err());
        assert!(counts.add(Part::Type, u64::MAX).is_err());
        assert_eq!(counts.of(Part::Function), 0);
    }
}
