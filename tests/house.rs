//! A fresh folder with the rule packs and the example, and the real program run in it.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use rusqlite::types::ValueRef;
use tempfile::TempDir;

/// The repository.
pub(crate) fn repository() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.ancestors().nth(2).expect("the crate lies two folders down").to_owned()
}

/// A folder of its own for one test.
pub(crate) struct House {
    /// Deleted at the end.
    folder: TempDir,
}

/// What a command did.
#[must_use = "look at what came out of it"]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Output {
    /// Its exit code.
    pub(crate) code: Option<i32>,
    /// Data.
    pub(crate) stdout: String,
    /// Everything else.
    pub(crate) stderr: String,
}

impl Output {
    /// The data of a command that succeeded.
    #[track_caller]
    pub(crate) fn data(self) -> String {
        assert_eq!(self.code, Some(0), "{}{}", self.stdout, self.stderr);
        self.stdout
    }

    /// The messages of a command that ended so, without a word on standard output.
    #[track_caller]
    pub(crate) fn refused(self, code: i32) -> String {
        assert_eq!(self.code, Some(code), "{}{}", self.stdout, self.stderr);
        assert!(!self.stderr.contains("panicked"), "{}", self.stderr);
        assert_eq!(self.stdout, "");
        self.stderr
    }
}

impl House {
    /// An empty folder.
    pub(crate) fn empty() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder for the test") }
    }

    /// The rule packs and the example, as in a fresh clone.
    pub(crate) fn with_example() -> Self {
        let house = Self::empty();
        for folder in ["rules", "examples/go-quao"] {
            copy(&repository().join(folder), &house.path(folder));
        }
        // The components that its lock names, without what they are built of.
        for name in ["learning-hours", "literacy", "self-score"] {
            let component = format!("plugins/{name}/{name}.wasm");
            let target = house.path(&component);
            fs::create_dir_all(target.parent().expect("a file lies in a folder")).unwrap();
            fs::copy(repository().join(component), target).unwrap();
        }
        house
    }

    /// A path in it.
    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.folder.path().join(relative)
    }

    /// Writes a file, with the folders above it.
    pub(crate) fn write(&self, relative: &str, text: &str) {
        let path = self.path(relative);
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Changes a file's text; what is to be changed must be there.
    pub(crate) fn replace(&self, relative: &str, from: &str, to: &str) {
        let path = self.path(relative);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "`{from}` is not in {relative}");
        fs::write(path, text.replace(from, to)).unwrap();
    }

    /// The program, to be run in the folder.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tieuchi"));
        command.args(arguments).current_dir(self.folder.path()).env_clear();
        command
    }

    /// Runs the program in the folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        Self::output(&mut self.command(arguments))
    }

    /// Runs the program in the folder for somebody who reads English.
    pub(crate) fn run_en(&self, arguments: &[&str]) -> Output {
        Self::output(self.command(arguments).env("TIEUCHI_LANG", "en"))
    }

    /// What a command did.
    fn output(command: &mut Command) -> Output {
        let output = command.output().expect("the program starts");
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("it speaks UTF-8");
        Output {
            code: output.status.code(),
            stdout: text(&output.stdout),
            stderr: text(&output.stderr),
        }
    }

    /// The bytes of every file of a workspace's store, by name: what a command must not have
    /// touched is equal before and after.
    pub(crate) fn stored(&self, workspace: &str) -> BTreeMap<String, Vec<u8>> {
        let Ok(entries) = fs::read_dir(self.path(workspace).join(".tieuchi")) else {
            return BTreeMap::new();
        };
        let entries = entries.map(|entry| {
            let entry = entry.unwrap();
            (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())
        });
        entries.collect()
    }

    /// What a query of the store gives: a line for each row, values between bars, nothing for
    /// null.
    pub(crate) fn rows(&self, workspace: &str, query: &str) -> String {
        let store = self.store(workspace);
        let mut statement = store.prepare(query).unwrap();
        let columns = statement.column_count();
        let row = |row: &rusqlite::Row<'_>| {
            let cell = |column| match row.get_ref(column).unwrap() {
                ValueRef::Null => String::new(),
                ValueRef::Integer(number) => number.to_string(),
                ValueRef::Text(text) => String::from_utf8(text.to_vec()).unwrap(),
                other => panic!("{other:?} is neither a whole number nor text"),
            };
            Ok((0..columns).map(cell).collect::<Vec<_>>().join("|") + "\n")
        };
        let rows: rusqlite::Result<String> = statement.query_map([], row).unwrap().collect();
        rows.unwrap()
    }

    /// The store of a workspace, opened as any other program would.
    pub(crate) fn store(&self, workspace: &str) -> rusqlite::Connection {
        let path = self.path(workspace).join(".tieuchi/store.sqlite");
        rusqlite::Connection::open(path).unwrap()
    }
}

/// Copies a folder, without stores.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_name() == ".tieuchi" {
            continue;
        }
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
