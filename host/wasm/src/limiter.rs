//! Counts what the instances of one store take together.

use wasmtime::ResourceLimiter;

use crate::{Limits, config::TABLE_SLOT};

/// What there was too much of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Exceeded {
    /// Memory.
    #[error("it asks for {asked} bytes of memory and may have {allowed}")]
    Memory {
        /// All memories together after the growth.
        asked: usize,
        /// The bound.
        allowed: usize,
    },
    /// Tables.
    #[error("it asks for {asked} elements of tables and may have {allowed}")]
    Table {
        /// All tables together after the growth.
        asked: usize,
        /// The bound.
        allowed: usize,
    },
}

/// The sums over one store.
///
/// Wasmtime's own limits hold for each memory and each table; a plugin with many would have many
/// times the bound.
#[derive(Debug)]
pub(crate) struct Limiter {
    /// Bytes of all memories.
    memory: usize,
    /// Their bound.
    memory_allowed: usize,
    /// Elements of all tables.
    table: usize,
    /// Their bound.
    table_allowed: usize,
    /// Core instances allowed.
    instances: usize,
}

impl Limiter {
    /// A limiter for a new store.
    pub(crate) const fn new(limits: &Limits) -> Self {
        Self {
            memory: 0,
            memory_allowed: limits.memory_bytes,
            table: 0,
            table_allowed: limits.table_elements,
            instances: limits.instances,
        }
    }

    /// Bytes of all memories.
    pub(crate) const fn memory(&self) -> usize {
        self.memory
    }
}

impl ResourceLimiter for Limiter {
    fn memory_growing(
        &mut self,
        current: usize,
        desired: usize,
        maximum: Option<usize>,
    ) -> wasmtime::Result<bool> {
        // A growth past the memory's own maximum fails by itself and must not be counted.
        if maximum.is_some_and(|maximum| desired > maximum) {
            return Ok(false);
        }
        let asked = self.memory.saturating_add(desired.saturating_sub(current));
        if asked > self.memory_allowed {
            return Err(Exceeded::Memory { asked, allowed: self.memory_allowed }.into());
        }
        self.memory = asked;
        Ok(true)
    }

    fn table_growing(
        &mut self,
        current: usize,
        desired: usize,
        maximum: Option<usize>,
    ) -> wasmtime::Result<bool> {
        // The pool gives its own slot as the maximum of a table that has none or a larger one.
        let own = maximum.filter(|maximum| *maximum < TABLE_SLOT);
        if own.is_some_and(|maximum| desired > maximum) {
            return Ok(false);
        }
        let asked = self.table.saturating_add(desired.saturating_sub(current));
        if asked > self.table_allowed {
            return Err(Exceeded::Table { asked, allowed: self.table_allowed }.into());
        }
        self.table = asked;
        Ok(true)
    }

    fn instances(&self) -> usize {
        self.instances
    }

    fn tables(&self) -> usize {
        self.instances
    }

    fn memories(&self) -> usize {
        self.instances
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_memories_share_one_bound() {
        let mut limiter = Limiter::new(&Limits::default().with_memory_bytes(300));
        assert!(limiter.memory_growing(0, 200, None).unwrap());
        let error = limiter.memory_growing(0, 200, None).unwrap_err();
        let expected = Exceeded::Memory { asked: 400, allowed: 300 };
        assert_eq!(error.downcast_ref::<Exceeded>(), Some(&expected));
        assert!(limiter.memory_growing(200, 300, None).unwrap());
    }

    #[test]
    fn a_growth_past_a_memorys_own_maximum_is_refused_and_not_counted() {
        let mut limiter = Limiter::new(&Limits::default().with_memory_bytes(300));
        assert!(!limiter.memory_growing(0, 200, Some(100)).unwrap());
        assert!(limiter.memory_growing(0, 300, None).unwrap());
    }

    #[test]
    fn two_tables_share_one_bound() {
        let mut limiter = Limiter::new(&Limits::default().with_table_elements(10));
        assert!(limiter.table_growing(0, 8, None).unwrap());
        assert!(limiter.table_growing(0, 8, None).is_err());
        assert!(!limiter.table_growing(8, 9, Some(8)).unwrap());
    }

    #[test]
    fn a_slot_of_the_pool_is_not_taken_for_a_tables_own_maximum() {
        let mut limiter = Limiter::new(&Limits::default());
        let far = TABLE_SLOT + 1;
        for maximum in [None, Some(TABLE_SLOT), Some(usize::MAX)] {
            let error = limiter.table_growing(0, far, maximum).unwrap_err();
            let expected = Exceeded::Table { asked: far, allowed: 20_000 };
            assert_eq!(error.downcast_ref::<Exceeded>(), Some(&expected));
        }
    }
}
