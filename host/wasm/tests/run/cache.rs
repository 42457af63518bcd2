//! Compiled code is kept, and only what this user's own compiler made is ever run.

use std::{
    fs,
    os::unix::fs::{PermissionsExt, symlink},
    path::{Path, PathBuf},
};

use tempfile::TempDir;
use tieuchi_wasm::{Compiler, Host, HostOptions, Limits};

use crate::fixture::{checker, hours, judge};
use crate::good;

/// A host that keeps code in a directory.
fn host(dir: &Path) -> Host {
    Host::new(HostOptions { cache: Some(dir.to_owned()), ..HostOptions::default() }).unwrap()
}

/// The points of a plugin that a host has loaded.
fn points(host: &Host) -> Vec<i32> {
    let plugin = host.load(&good::good(), &[], Limits::default()).unwrap();
    judge(&*checker(&plugin), &hours(&[Some(3), Some(8)])).unwrap().low
}

/// The entries of a cache.
fn entries(dir: &Path) -> Vec<PathBuf> {
    let paths = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    paths.filter(|path| path.extension().is_some_and(|extension| extension == "code")).collect()
}

/// A cache with one entry.
fn filled() -> (TempDir, PathBuf, PathBuf) {
    let temp = TempDir::new().unwrap();
    let dir = temp.path().join("code");
    assert_eq!(points(&host(&dir)), [3, 8]);
    let [entry] = entries(&dir).try_into().unwrap();
    (temp, dir, entry)
}

/// When a file was written.
fn written(path: &Path) -> std::time::SystemTime {
    fs::metadata(path).unwrap().modified().unwrap()
}

#[test]
fn code_is_compiled_once() {
    let (_temp, dir, entry) = filled();
    let before = written(&entry);
    assert_eq!(points(&host(&dir)), [3, 8]);
    assert_eq!(written(&entry), before);
    assert_eq!(entries(&dir).len(), 1);
}

#[test]
fn code_that_was_touched_is_compiled_anew() {
    let (_temp, dir, entry) = filled();
    let whole = fs::read(&entry).unwrap();
    let mut poisoned = whole.clone();
    let middle = poisoned.len() / 2;
    poisoned[middle] ^= 1;
    for bytes in [&poisoned[..], &whole[..middle], &[]] {
        fs::write(&entry, bytes).unwrap();
        assert_eq!(points(&host(&dir)), [3, 8]);
        assert_eq!(fs::read(&entry).unwrap().len(), whole.len());
        assert_eq!(entries(&dir).len(), 1);
    }
}

#[test]
fn a_link_is_not_followed() {
    let (temp, dir, entry) = filled();
    let elsewhere = temp.path().join("elsewhere");
    fs::rename(&entry, &elsewhere).unwrap();
    symlink(&elsewhere, &entry).unwrap();
    assert_eq!(points(&host(&dir)), [3, 8]);
    assert!(!fs::symlink_metadata(&entry).unwrap().is_symlink());
    let link = temp.path().join("link");
    symlink(&dir, &link).unwrap();
    let host = host(&link);
    assert!(host.cache_refused().is_some());
    assert_eq!(points(&host), [3, 8]);
}

#[test]
fn a_folder_that_others_can_write_to_is_warned_of_and_plugins_run_all_the_same() {
    let (_temp, dir, _) = filled();
    assert_eq!(host(&dir).cache_refused(), None);
    fs::set_permissions(&dir, fs::Permissions::from_mode(0o777)).unwrap();
    let host = host(&dir);
    let warning = host.cache_refused().unwrap();
    assert_eq!((warning.code, warning.is_error()), ("P024", false));
    assert_eq!(warning.message, "the cache of compiled plugins is not used");
    let place = format!("`{}`: others may write into it", dir.display());
    assert_eq!(
        warning.notes,
        [&place, "plugins are compiled anew each time; the findings are the same"]
    );
    assert!(warning.help.as_ref().unwrap().contains("`TIEUCHI_CACHE`"));
    assert_eq!(points(&host), [3, 8]);
}

#[test]
fn code_of_another_compiler_is_not_taken() {
    let (_temp, dir, _) = filled();
    let compiler = Compiler::Child { program: "/bin/false".into(), args: Vec::new() };
    let options = HostOptions { cache: Some(dir), compiler, ..HostOptions::default() };
    let host = Host::new(options).unwrap();
    let refused = host.load(&good::good(), &[], Limits::default()).unwrap_err();
    assert_eq!(refused.code, "P009");
    assert_eq!(refused.notes, ["the compiler ended without an answer"]);
}

#[test]
fn another_component_gets_an_entry_of_its_own() {
    let (_temp, dir, _) = filled();
    let other = good::with_manifest(&good::MANIFEST.replace("1.2.3", "1.2.4"));
    host(&dir).load(&other, &[], Limits::default()).unwrap();
    assert_eq!(entries(&dir).len(), 2);
}
