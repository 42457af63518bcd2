//! After all attacks of a group, memory and open files are back to where they were.

use std::{env, fs, path::Path, process::Command};

use tieuchi_wasm::Limits;

use crate::{
    arena::{Arena, assignment},
    text::{GROUPS, component, names},
};

/// Rounds that are measured after the first, which fills what stays: pools, caches of the
/// allocator, names of types.
const ROUNDS: usize = 3;

/// Kibibytes by which a process may differ after [`ROUNDS`] rounds; a leak of one instance's memory
/// or of one component's code in each attack is more.
const KIB_MAX: u64 = 6 << 10;

/// Resident memory of this process in kibibytes, and its open files.
fn held() -> (u64, usize) {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    let kib = line.trim().trim_end_matches(" kB").parse().unwrap();
    (kib, fs::read_dir("/proc/self/fd").unwrap().count())
}

/// The process in which a group is measured: nobody else uses its memory.
fn in_a_process_of_its_own(group: &str) {
    let mut command = Command::new(env::current_exe().unwrap());
    let test = format!("aftermath::measure_{group}");
    let output = command.args(["--exact", &test, "--ignored", "--nocapture"]).output().unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{told}{}", String::from_utf8_lossy(&output.stderr));
    assert!(told.contains("1 passed"), "{told}");
}

/// Runs all attacks of a group again and again and looks at what the process holds.
fn measure(group: &str) {
    let arena = Arena::new();
    let attacks: Vec<_> = names(group).iter().map(|name| component(name)).collect();
    let round = || {
        for bytes in &attacks {
            for grants in [&[][..], &["log".to_owned()]] {
                let limits = Limits::default().with_fuel_base(1_000_000);
                let Ok(plugin) = arena.host.load(bytes, grants, limits) else { continue };
                if let Ok(checker) = plugin.checker(&assignment()) {
                    // Whatever it says.
                    drop(crate::arena::judge(&*checker));
                }
            }
        }
        drop(arena.logged());
        arena.all_is_well();
    };
    round();
    let (before, files_before) = held();
    for _ in 0..ROUNDS {
        round();
    }
    let (after, files_after) = held();
    assert_eq!(files_before, files_after, "open files");
    let grown = after.saturating_sub(before);
    assert!(grown <= KIB_MAX, "{group}: {before} KiB before, {after} KiB after");
}

/// Whether this process runs nothing but the one test that it was started for.
fn alone() -> bool {
    env::args().any(|argument| argument == "--exact")
}

/// A test that measures a group, and the test that starts it.
macro_rules! groups {
    ($($group:literal $measured:ident $starts:ident;)*) => {
        $(
            #[test]
            fn $starts() {
                in_a_process_of_its_own($group);
            }

            #[test]
            #[ignore = "it is the process of the test beside it"]
            fn $measured() {
                if alone() {
                    measure($group);
                }
            }
        )*

        #[test]
        fn every_group_is_measured() {
            assert_eq!(GROUPS, [$($group),*]);
            assert!(Path::new("/proc/self/status").exists());
        }
    };
}

groups! {
    "isolation" measure_isolation attacks_on_isolation_leave_nothing_behind;
    "load" measure_load attacks_at_load_leave_nothing_behind;
    "metering" measure_metering attacks_on_metering_leave_nothing_behind;
    "reply" measure_reply attacks_by_replies_leave_nothing_behind;
    "run" measure_run attacks_at_run_leave_nothing_behind;
}
