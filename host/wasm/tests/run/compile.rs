//! A child process compiles within its bounds, and a host whose address space is bounded still runs.

use std::{
    env,
    fs::OpenOptions,
    io,
    path::PathBuf,
    process::{Command, Stdio},
    time::Duration,
};

use tieuchi_core::Diagnostic;
use tieuchi_wasm::{Compiler, Host, HostOptions, Limits, compile_child};

use crate::{
    fixture::{checker, first_in_evaluate, hours, judge},
    good,
};

/// A compiler that is this program, running [`as_a_child`]; what a test prints goes elsewhere.
fn child() -> Compiler {
    let line = "exec \"$0\" --exact compile::as_a_child --ignored 3>&1 >/dev/null";
    let program = env::current_exe().unwrap().into_os_string();
    Compiler::Child { program: "/bin/sh".into(), args: vec!["-c".into(), line.into(), program] }
}

#[test]
#[ignore = "it is the child process of the other tests"]
fn as_a_child() {
    let stdout = OpenOptions::new().write(true).open("/dev/fd/3").unwrap();
    compile_child(io::stdin().lock(), stdout).unwrap();
}

/// Loads a component that a child compiles; gives the points of two rows.
fn points(component: &[u8], limits: Limits) -> Result<Vec<i32>, Diagnostic> {
    let options = HostOptions { compiler: child(), ..HostOptions::default() };
    let plugin = Host::new(options).unwrap().load(component, &[], limits)?;
    Ok(judge(&*checker(&plugin), &hours(&[Some(3), Some(8)])).unwrap().low)
}

#[test]
fn a_child_compiles() {
    assert_eq!(points(&good::good(), Limits::default()).unwrap(), [3, 8]);
}

#[test]
fn a_child_without_memory_takes_nobody_with_it() {
    let refused = points(&good::good(), Limits::default().with_compile_memory(1 << 20));
    let refused = refused.unwrap_err();
    assert_eq!(refused.code, "P009");
    assert_eq!(refused.message, "plugin `gio-hoc` 1.2.3 cannot be compiled");
}

#[test]
fn a_child_without_time_is_ended() {
    // Enough code that no machine compiles it so fast.
    let code = "(drop (i32.popcnt (i32.load (i32.const 4))))".repeat(2000);
    let limits = Limits::default().with_compile_time(Duration::from_micros(10));
    let refused = points(&first_in_evaluate(&code), limits).unwrap_err();
    assert_eq!(refused.code, "P009");
    assert!(refused.notes[0].starts_with("it took longer than"), "{:?}", refused.notes);
}

#[test]
fn a_compiler_that_cannot_be_started_is_not_replaced_by_this_process() {
    let compiler = Compiler::Child { program: PathBuf::new(), args: vec!["plugin".into()] };
    let host = Host::new(HostOptions { compiler, ..HostOptions::default() }).unwrap();
    let refused = host.load(&good::good(), &[], Limits::default()).unwrap_err();
    assert_eq!(refused.code, "P009");
    assert!(refused.notes[0].starts_with("the compiler cannot be started: "), "{refused:?}");
}

#[test]
fn a_host_whose_address_space_is_bounded_still_runs() {
    let line = "ulimit -v 4000000; exec \"$0\" --exact compile::bounded --ignored";
    let program = env::current_exe().unwrap();
    let mut command = Command::new("/bin/sh");
    command.args(["-c", line]).arg(program).stdout(Stdio::null()).stderr(Stdio::null());
    assert!(command.status().unwrap().success());
}

#[test]
#[ignore = "it is the child process of the test above"]
fn bounded() {
    let plugin = Host::new(HostOptions::default()).unwrap();
    let plugin = plugin.load(&good::good(), &[], Limits::default()).unwrap();
    assert_eq!(judge(&*checker(&plugin), &hours(&[Some(3)])).unwrap().low, [3]);
}
