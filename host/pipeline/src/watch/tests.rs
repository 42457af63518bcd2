//! Watching real workspaces: a small one, changed in every way in which people and programs do it.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::atomic::AtomicBool,
};

use tempfile::TempDir;
use tieuchi_core::Period;
use tieuchi_store::Digest;

use super::{
    Rejudged,
    generation::{Found, Generation, Loader},
    ledger::{Effort, Ledger},
};
use crate::plugin::PluginRuntime;

mod folders;
mod generations;
#[path = "../../../wasm/tests/support/good.rs"]
#[expect(dead_code, reason = "other tests use the rest of it")]
mod good;
mod plugins;
mod reloads;

/// The edition, whose one criterion asks for hours.
const EDITION: &str = "rules/base/vi-du/2024-01-01.toml";

/// The overlay of one commune.
const OVERLAY: &str = "overlays/mot.toml";

/// A small workspace of two communes.
struct Ground {
    /// Where it lies.
    top: TempDir,
    /// Its folder.
    dir: PathBuf,
}

impl Ground {
    /// Without an overlay and without plugins.
    fn new() -> Self {
        let top = tempfile::tempdir().unwrap();
        let dir = fs::canonicalize(top.path()).unwrap().join("xa");
        let ground = Self { top, dir };
        ground.write("tieuchi.toml", "[workspace]\nname  = \"Ví dụ\"\nrules = [\"rules\"]\n");
        ground.write(
            "rules/indicators/citizen.toml",
            "[indicator.gio-hoc]\nsubject = \"citizen\"\nname = \"Giờ học\"\ntype = \"integer\"\n\
             range = [0, 100]\nreference = \"ví dụ\"\n",
        );
        ground.write(EDITION, edition("ví dụ"));
        ground.write(
            "places/units.csv",
            "code,name,type,tier,parent,from,until\n1,Một,xã,commune,,2020-01-01,\n\
             2,Hai,xã,commune,,2020-01-01,\n",
        );
        ground.write(
            "registers/2024/citizens.csv",
            "place,subject,gio-hoc\n1,a,12\n1,b,8\n1,c,\n2,d,12\n",
        );
        ground
    }

    /// A path in it.
    fn path(&self, relative: &str) -> PathBuf {
        self.dir.join(relative)
    }

    /// Writes a file, with the folders above it.
    fn write(&self, relative: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(relative);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// The overlay by which commune 1 asks for so many hours.
    fn overlay(&self, hours: u32) -> String {
        let base = Digest::of(fs::read(self.path(EDITION)).unwrap());
        format!(
            "[overlay]\nof = \"vi-du\"\nbase = \"sha256:{base}\"\nplace = \"1\"\n\
             from = 2024-01-01\ndecision = \"ví dụ\"\nreason = \"ví dụ\"\n\n\
             [parameter.gio]\nvalue = {hours}\n"
        )
    }

    /// Writes that overlay.
    fn adapt(&self, hours: u32) {
        self.write(OVERLAY, self.overlay(hours));
    }

    /// Reads it.
    fn loader(&self) -> Loader {
        Loader::new(self.dir.clone(), period(), false, PluginRuntime::default())
    }

    /// Something beside the workspace.
    fn beside(&self) -> &Path {
        self.top.path()
    }
}

/// An edition that asks for ten hours, or as many as a commune says between five and twenty.
fn edition(note: &str) -> String {
    format!(
        "[ruleset]\ntitle = \"vi-du\"\nname = \"Ví dụ\"\nsubject = \"citizen\"\n\
         reference = \"{note}\"\nauthority = \"ví dụ\"\nfrom = 2024-01-01\nperiod = \"year\"\n\n\
         [parameter.gio]\nname = \"Giờ\"\nvalue = 10\nreference = \"ví dụ\"\n\
         open = {{ to = [\"commune\"], min = 5, max = 20 }}\n\n\
         [criterion.hoc]\nname = \"Học\"\n\
         holds = {{ gio-hoc = {{ at-least = {{ parameter = \"gio\" }} }} }}\n"
    )
}

/// The period of all tests.
fn period() -> Period {
    Period::parse("2024").unwrap()
}

/// A generation that must be new.
#[track_caller]
fn new(loader: &mut Loader) -> std::sync::Arc<Generation> {
    match loader.read() {
        Found::New(generation) => generation,
        Found::Same => panic!("nothing is new"),
        Found::Mended(generation) => panic!("generation {} is right again", generation.number),
        Found::Refused(trouble) => panic!("{trouble:?}"),
    }
}

/// The codes of what must be refused.
#[track_caller]
fn refused(loader: &mut Loader) -> Vec<&'static str> {
    match loader.read() {
        Found::Refused(crate::Trouble::Files { diagnostics, .. }) => {
            diagnostics.iter().map(|item| item.code).collect()
        }
        Found::Refused(trouble) => panic!("{trouble:?}"),
        _ => panic!("nothing was refused"),
    }
}

/// Judges on one thread.
#[track_caller]
fn judge(ledger: &mut Ledger, generation: &Generation) -> Rejudged {
    let effort = Effort { jobs: std::num::NonZeroUsize::new(1), moved_max: None };
    ledger.judge(generation, effort, &AtomicBool::new(false)).unwrap().unwrap()
}

/// Who moved: subject, before, now.
fn moved(rejudged: &Rejudged) -> Vec<String> {
    let word = |status: Option<tieuchi_core::Status>| status.map_or("", |status| status.as_str());
    let moved = rejudged.changes.iter().flat_map(|change| &change.moved);
    moved.map(|item| format!("{} {}>{}", item.subject, word(item.before), word(item.now))).collect()
}
