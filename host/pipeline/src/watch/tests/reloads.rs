//! Many reloads: nothing stays behind.

use std::process::Command;

use super::{
    super::{lookout::Lookout, points::Points},
    *,
};

/// How many come before what is measured, until everything that is kept is there.
const WARM_UP: u32 = 100;

/// How much more memory there may be after them: an allocator's moods, far below what one generation
/// takes for each of them.
const KIB_MAX: u64 = 1_024;

/// What this process has.
#[derive(Debug, Clone, Copy)]
struct Holding {
    /// Memory in use, in KiB.
    kib: u64,
    /// Open files.
    files: usize,
    /// Threads.
    threads: usize,
}

impl Holding {
    /// What it has now.
    fn now() -> Self {
        let status = fs::read_to_string("/proc/self/status").unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        let kib = line.trim().trim_end_matches(" kB").parse().unwrap();
        let count = |folder| fs::read_dir(folder).unwrap().count();
        Self { kib, files: count("/proc/self/fd"), threads: count("/proc/self/task") }
    }
}

/// Runs the test below in a process of its own: in this one other tests come and go.
#[cfg(target_os = "linux")]
#[test]
fn reloads_leave_nothing_behind() {
    let test = "watch::tests::reloads::a_few_hundred_reloads";
    let program = std::env::current_exe().unwrap();
    let output = Command::new(program)
        .args(["--exact", test, "--ignored", "--nocapture", "--test-threads", "1"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let wrong = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}{wrong}");
    assert!(said.contains("1 passed"), "{said}");
}

#[test]
#[ignore = "another test starts it in a process of its own"]
fn a_few_hundred_reloads() {
    reload_and_measure(200);
}

#[test]
#[ignore = "takes minutes"]
fn ten_thousand_reloads() {
    reload_and_measure(10_000);
}

/// Reloads so often, and holds what this process has after it against what it had before.
fn reload_and_measure(reloads: u32) {
    let ground = plugins::ground();
    let (mut loader, mut ledger) = (ground.loader(), Ledger::default());
    // Another edition, another component and another overlay, each at its own pace.
    let editions = [8, 9].map(|mark| {
        let text = fs::read_to_string(ground.path(EDITION)).unwrap();
        text.replace("pass-mark = 10", &format!("pass-mark = {mark}"))
    });
    let components = ["one", "two"].map(plugins::component);
    let mut reload = |round: u32| {
        if round % 10 == 5 {
            ground.write(EDITION, "[ruleset");
            assert_eq!(refused(&mut loader), ["R001"]);
        }
        ground.write(EDITION, &editions[round as usize % 2]);
        if round.is_multiple_of(10) {
            ground.write(plugins::COMPONENT, &components[(round / 10) as usize % 2]);
            plugins::lock(&ground, "[]");
        }
        let generation = new(&mut loader);
        assert_eq!(judge(&mut ledger, &generation).judged, 2);
        if round.is_multiple_of(100) {
            Lookout::on(Points::of_workspace(&generation.workspace), || {}).unwrap();
        }
    };
    (0..WARM_UP).for_each(&mut reload);
    let before = Holding::now();
    (WARM_UP..WARM_UP + reloads).for_each(&mut reload);
    let mut after = Holding::now();
    // The last watch ends on a thread of its own.
    while (after.files, after.threads) != (before.files, before.threads) {
        std::thread::yield_now();
        let now = Holding::now();
        assert!(now.files <= after.files && now.threads <= after.threads, "{before:?} {now:?}");
        after = now;
        if after.files < before.files {
            break;
        }
    }
    println!("{reloads} reloads: {before:?} became {after:?}");
    assert!(after.kib <= before.kib + KIB_MAX, "{before:?} became {after:?}");
    assert_eq!(loader.plugins_loaded(), 2);
}
