//! The engine: what of WebAssembly is on, how code is metered, where instances live.

use rustix::process::{Resource, getrlimit};
use wasmtime::{
    Config, Engine, InstanceAllocationStrategy, OptLevel, PoolingAllocationConfig,
    RegallocAlgorithm, Result, Strategy, WasmFeatures,
};

/// Bytes of stack for a guest; threads have 2 MiB, the rest is for the host.
const WASM_STACK: usize = 512 << 10;

/// Instances that may be alive at once in the pool.
const POOL_INSTANCES: u32 = 256;

/// Core instances, memories and tables in one component: a guest and what joins it to its types.
const PER_COMPONENT: u32 = 16;

/// Elements that a slot of the pool has for a table: more than any plugin may have, so that what
/// ends a growth is the plugin's own bound, which is told, and not the slot, which is silent.
pub(crate) const TABLE_SLOT: usize = 64 << 10;

/// Bytes of a slot that are cleared by hand instead of being given back to the system.
const KEEP_RESIDENT: usize = 128 << 10;

/// Address space that the usual reservation of each memory needs to be worth trying.
const ROOMY: u64 = 1 << 40;

/// All that Rust, C and other languages without a collector need; nothing else is on.
const FEATURES: WasmFeatures = WasmFeatures::MUTABLE_GLOBAL
    .union(WasmFeatures::SATURATING_FLOAT_TO_INT)
    .union(WasmFeatures::SIGN_EXTENSION)
    .union(WasmFeatures::REFERENCE_TYPES)
    .union(WasmFeatures::CALL_INDIRECT_OVERLONG)
    .union(WasmFeatures::MULTI_VALUE)
    .union(WasmFeatures::BULK_MEMORY)
    .union(WasmFeatures::BULK_MEMORY_OPT)
    .union(WasmFeatures::SIMD)
    .union(WasmFeatures::FLOATS)
    .union(WasmFeatures::COMPONENT_MODEL);

/// Where the memories of guests lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reservation {
    /// Each memory in address space reserved for its greatest size: bounds cost nothing.
    Roomy,
    /// Memories as large as they are, for processes whose address space is bounded.
    Tight,
}

impl Reservation {
    /// What this process can afford.
    pub(crate) fn affordable() -> Self {
        match getrlimit(Resource::As).current {
            Some(bytes) if bytes < ROOMY => Self::Tight,
            _ => Self::Roomy,
        }
    }
}

/// The engine that runs plugins: from a pool of memories, or without one where the system does not
/// give that much address space.
pub(crate) fn engine(reservation: Reservation) -> Result<Engine> {
    if reservation == Reservation::Roomy {
        let mut pooled = config(reservation);
        pooled.allocation_strategy(InstanceAllocationStrategy::Pooling(pool()));
        if let Ok(engine) = Engine::new(&pooled) {
            return Ok(engine);
        }
    }
    Engine::new(&config(reservation))
}

/// An engine that only compiles: the same code, and no pool.
pub(crate) fn compiling_engine(reservation: Reservation) -> Result<Engine> {
    Engine::new(&config(reservation))
}

/// What decides the code and its meaning.
fn config(reservation: Reservation) -> Config {
    let mut config = Config::new();
    config
        .wasm_features(WasmFeatures::all().difference(FEATURES), false)
        .wasm_features(FEATURES, true)
        .concurrency_support(false)
        .gc_support(false)
        .shared_memory(false)
        .strategy(Strategy::Cranelift)
        .cranelift_opt_level(OptLevel::Speed)
        .cranelift_regalloc_algorithm(RegallocAlgorithm::Backtracking)
        .cranelift_nan_canonicalization(true)
        // One thread, whose stack is large enough for deep nesting.
        .parallel_compilation(false)
        .consume_fuel(true)
        .epoch_interruption(true)
        .max_wasm_stack(WASM_STACK)
        .wasm_backtrace_max_frames(None)
        .generate_address_map(false)
        .memory_init_cow(true);
    if reservation == Reservation::Tight {
        config.memory_reservation(0).memory_reservation_for_growth(0).memory_guard_size(64 << 10);
    }
    config
}

/// The pool; its slots are reserved, not taken.
fn pool() -> PoolingAllocationConfig {
    let mut pool = PoolingAllocationConfig::new();
    pool.total_component_instances(POOL_INSTANCES)
        .total_core_instances(POOL_INSTANCES * PER_COMPONENT)
        .total_memories(POOL_INSTANCES)
        .total_tables(POOL_INSTANCES * 4)
        .max_core_instances_per_component(PER_COMPONENT)
        .max_memories_per_component(1)
        .max_tables_per_component(PER_COMPONENT)
        .max_tables_per_module(4)
        .table_elements(TABLE_SLOT)
        .linear_memory_keep_resident(KEEP_RESIDENT)
        .table_keep_resident(KEEP_RESIDENT)
        .max_unused_warm_slots(16);
    pool
}

#[cfg(test)]
mod tests {
    use std::hash::{DefaultHasher, Hash, Hasher};

    use super::*;

    #[test]
    fn code_compiled_without_the_pool_runs_in_it() {
        let hash = |engine: &Engine| {
            let mut hasher = DefaultHasher::new();
            engine.precompile_compatibility_hash().hash(&mut hasher);
            hasher.finish()
        };
        let roomy = engine(Reservation::Roomy).unwrap();
        assert!(roomy.get_pooling_config().is_some());
        assert_eq!(hash(&roomy), hash(&compiling_engine(Reservation::Roomy).unwrap()));
        let tight = engine(Reservation::Tight).unwrap();
        assert!(tight.get_pooling_config().is_none());
        assert_ne!(hash(&roomy), hash(&tight));
    }

    #[test]
    fn only_the_features_listed_are_on() {
        let engine = engine(Reservation::Tight).unwrap();
        assert_eq!(engine.get_wasm_features().difference(FEATURES), WasmFeatures::empty());
        assert!(engine.get_consume_fuel() && engine.get_epoch_interruption());
        assert_eq!(engine.get_cranelift_nan_canonicalization(), Some(true));
    }
}
