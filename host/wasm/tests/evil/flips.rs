//! A good component with a few bytes changed: whatever still loads is run, and nothing breaks.

use tieuchi_wasm::Limits;

use crate::{
    arena::{Arena, assignment, batch, checked, hours},
    good,
    text::component,
};

/// Components that are tried of each good one.
const TRIES: u64 = 600;

/// Numbers that look like chance and are the same every time.
struct Random(u64);

impl Random {
    /// The next number below a bound.
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(bound).unwrap()).unwrap()
    }
}

/// Limits that end any loop at once.
fn tight() -> Limits {
    Limits::default()
        .with_fuel_base(50_000)
        .with_fuel_per_row(100)
        .with_memory_bytes(4 << 20)
        .with_table_elements(100)
        .with_log_lines(3)
}

/// Changes bytes of a component, loads what comes out and runs it on three rows. Gives how many were
/// refused, broke and judged.
fn try_all(good: &[u8], seed: u64) -> [usize; 3] {
    let arena = Arena::new();
    let mut random = Random(seed);
    let mut counts = [0; 3];
    // The manifest stands in front; what changes in it is soon refused.
    let code = good.windows(8).position(|window| window == b"\0asm\x01\0\0\0").unwrap();
    for attempt in 0..TRIES {
        let mut bytes = good.to_vec();
        for _ in 0..=random.below(3) {
            let from = if attempt % 4 == 0 { 0 } else { code };
            let at = from + random.below(bytes.len() - from);
            match random.below(4) {
                0 => bytes[at] ^= 1 << random.below(8),
                1 => bytes[at] = [0, 1, 0x7f, 0x80, 0xff][random.below(5)],
                2 => bytes[at] = u8::try_from(random.below(256)).unwrap(),
                _ => {
                    let other = from + random.below(bytes.len() - from);
                    bytes.swap(at, other);
                }
            }
        }
        let Ok(plugin) = arena.host.load(&bytes, &["log".to_owned()], tight()) else {
            counts[0] += 1;
            continue;
        };
        let mut job = assignment();
        job.settings.truncate(plugin.manifest().settings.len());
        let Ok(checker) = plugin.checker(&job) else {
            counts[0] += 1;
            continue;
        };
        let mut session = checker.begin();
        let column = hours();
        for _ in 0..2 {
            let told = checked(session.check(&batch(&column)));
            counts[if told.starts_with("judged") { 2 } else { 1 }] += 1;
        }
    }
    drop(arena.logged());
    arena.all_is_well();
    counts
}

#[test]
fn no_change_of_bytes_breaks_the_host() {
    let [refused, broke, judged] = try_all(&good::good(), 0x2545_f491_4f6c_dd1d);
    assert!(refused > 100 && broke > 10 && judged > 20, "{refused} {broke} {judged}");
}

#[test]
fn no_change_of_bytes_of_a_plugin_that_logs_breaks_the_host() {
    let bytes = component("metering/log_turns_the_writing");
    let [refused, broke, judged] = try_all(&bytes, 0x9e37_79b9_7f4a_7c15);
    assert!(refused > 100 && broke > 10 && judged > 20, "{refused} {broke} {judged}");
}
