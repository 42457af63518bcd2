//! The shipped plugins, and the lock of a workspace that uses them.

use std::{fs, path::Path};

use crate::error::SampleError;

/// Name and component of each.
const COMPONENTS: [(&str, &[u8]); 3] = [
    ("learning-hours", include_bytes!("../../../plugins/learning-hours/learning-hours.wasm")),
    ("literacy", include_bytes!("../../../plugins/literacy/literacy.wasm")),
    ("self-score", include_bytes!("../../../plugins/self-score/self-score.wasm")),
];
/// The lock of the example, which names them all.
const LOCK: &str = include_str!("../../../examples/go-quao/tieuchi.lock");
/// What stands before each entry of a lock.
const ENTRY: &str = "[[plugin]]";

/// Writes plugins beside the rules that name them, and the lock that says which they are.
pub(crate) fn write(root: &Path, names: &[&str]) -> Result<(), SampleError> {
    let folder = root.join("plugins");
    fs::create_dir(&folder).map_err(SampleError::write(&folder))?;
    for (name, component) in COMPONENTS.iter().filter(|(name, _)| names.contains(name)) {
        let path = folder.join(format!("{name}.wasm"));
        fs::write(&path, component).map_err(SampleError::write(&path))?;
    }
    let path = root.join("tieuchi.lock");
    fs::write(&path, lock(names)).map_err(SampleError::write(&path))
}

/// The lock with the entries of these plugins only.
fn lock(names: &[&str]) -> String {
    let mut parts = LOCK.split(ENTRY);
    let mut lock = parts.next().unwrap_or("").to_owned();
    for entry in parts {
        let Some(name) = names.iter().find(|name| entry.contains(&format!("\"{name}\""))) else {
            continue;
        };
        let (there, here) =
            (format!("../../plugins/{name}/{name}.wasm"), format!("plugins/{name}.wasm"));
        lock.push_str(ENTRY);
        lock.push_str(&entry.replace(&there, &here));
    }
    lock.truncate(lock.trim_end().len());
    lock.push('\n');
    lock
}
