//! `watch`: reads rules and plugins again whenever they change, and judges what that changes.

use std::{
    num::NonZeroUsize,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Receiver, RecvTimeoutError, Sender},
    },
    thread,
    time::Instant,
};

use tieuchi_core::{Diagnostic, Period, Sources};

use self::{
    generation::{Found, Generation, Loader},
    ledger::{Effort, Ledger},
    lookout::Lookout,
    points::Points,
    settle::Settle,
};
use crate::{plugin::PluginRuntime, trouble::Trouble};

mod change;
mod generation;
mod ledger;
mod lookout;
mod points;
mod settle;
#[cfg(test)]
mod tests;

pub use self::change::{Moved, Rejudged, TitleChange};

/// What to watch, and how to judge it.
#[derive(Debug, Clone)]
pub struct WatchOptions {
    /// The period to assess.
    pub period: Period,
    /// How many communes are judged at once; the machine's cores where it is not said.
    pub jobs: Option<NonZeroUsize>,
    /// What plugins run on.
    pub plugins: PluginRuntime,
    /// Whether the lock may grant more while it is watched.
    pub allow_grants: bool,
    /// Whether to judge once and end.
    pub once: bool,
    /// How many subjects are named for each title of a commune; all where it is not said.
    pub moved_max: Option<usize>,
}

/// What somebody who watches is told.
#[derive(Debug)]
pub enum Watched<'a> {
    /// A new generation is in use.
    Published {
        /// Its number, from 1.
        generation: u64,
        /// What somebody should look at.
        warnings: &'a [Diagnostic],
        /// The files that the warnings speak of.
        sources: &'a Sources,
    },
    /// A batch is done.
    Judged(&'a Rejudged),
    /// The files are wrong: a generation before them stays in use.
    Refused {
        /// That generation.
        kept: u64,
        /// What is wrong.
        trouble: &'a Trouble,
    },
    /// What was wrong has been taken back.
    Mended {
        /// The generation in use, all the time.
        generation: u64,
    },
    /// A generation could not judge, or its folders cannot be watched. The verdicts that stood stay,
    /// and the next change brings another try.
    Failed {
        /// The generation.
        generation: u64,
        /// Why.
        trouble: &'a Trouble,
    },
}

/// A watch, before it begins.
#[derive(Debug)]
pub struct Watch {
    /// The workspace's folder.
    dir: PathBuf,
    /// What is asked for.
    options: WatchOptions,
    /// Where all that happens arrives.
    receive: Receiver<Message>,
    /// Hands it in.
    send: Sender<Message>,
    /// Whether it is to end.
    stop: Arc<AtomicBool>,
}

/// Ends a watch from elsewhere.
#[derive(Debug, Clone)]
pub struct WatchEnd {
    /// Wakes it.
    send: Sender<Message>,
    /// Tells it, and a batch at work.
    stop: Arc<AtomicBool>,
}

/// Something that happened.
#[derive(Debug)]
enum Message {
    /// Something may have changed.
    Changed,
    /// A batch has come to its end.
    Judged(Box<Result<Option<Rejudged>, Trouble>>),
    /// It is to end.
    End,
}

impl WatchEnd {
    /// Ends it as soon as the communes that are being judged are done.
    pub fn end(&self) {
        self.stop.store(true, Ordering::Relaxed);
        // It has ended already if nobody listens.
        let _ = self.send.send(Message::End);
    }
}

impl Watch {
    /// A watch of a workspace's folder.
    pub fn new(dir: &Path, options: WatchOptions) -> Self {
        let (send, receive) = mpsc::channel();
        let stop = Arc::new(AtomicBool::new(false));
        Self { dir: dir.to_owned(), options, receive, send, stop }
    }

    /// What ends it.
    pub fn end(&self) -> WatchEnd {
        WatchEnd { send: self.send.clone(), stop: Arc::clone(&self.stop) }
    }

    /// Judges the stored evidence, registers that are new taken in as by a run; then watches, and
    /// after each settled change judges again what the change concerns. No run is recorded.
    ///
    /// Files are read on this thread while a batch is judged on another: a batch ends on the
    /// generation that it began with, and what is published meanwhile waits for the next one.
    pub fn run(self, tell: &mut dyn FnMut(Watched<'_>)) -> Result<(), Trouble> {
        let Self { dir, options, receive, send, stop } = self;
        let WatchOptions { period, jobs, plugins, allow_grants, once, moved_max } = options;
        let mut loader = Loader::new(dir.clone(), period, allow_grants, plugins);
        let first = match loader.read() {
            Found::New(generation) | Found::Mended(generation) => generation,
            Found::Refused(trouble) => return Err(trouble),
            Found::Same => return Ok(()),
        };
        publish(&first, tell);
        let effort = Effort { jobs, moved_max };
        let mut ledger = Ledger::default();
        if once {
            if let Some(rejudged) = ledger.judge(&first, effort, &stop)? {
                tell(Watched::Judged(&rejudged));
            }
            return Ok(());
        }
        thread::scope(|scope| {
            let (work, batches) = mpsc::channel::<Arc<Generation>>();
            let (done, stopped) = (send.clone(), Arc::clone(&stop));
            scope.spawn(move || {
                for generation in batches {
                    let judged = ledger.judge(&generation, effort, &stopped);
                    // Let go of it before anybody hears: the last batch takes its generation along.
                    drop(generation);
                    if done.send(Message::Judged(Box::new(judged))).is_err() {
                        break;
                    }
                }
            });
            let told = Arc::default();
            Post { dir: &dir, loader, lookout: None, send, told, work, judging: None, judged: 0 }
                .stand(&receive, &stop, tell)
        })
    }
}

/// Tells of a new generation.
fn publish(generation: &Generation, tell: &mut dyn FnMut(Watched<'_>)) {
    let Generation { number, warnings, workspace, .. } = generation;
    let sources = &workspace.sources;
    tell(Watched::Published { generation: *number, warnings, sources });
}

/// Where a watch stands.
struct Post<'a> {
    /// The workspace's folder.
    dir: &'a Path,
    /// Reads generations.
    loader: Loader,
    /// What is watched.
    lookout: Option<Lookout>,
    /// Brings word of changes.
    send: Sender<Message>,
    /// Whether word is on its way.
    told: Arc<AtomicBool>,
    /// Gives batches to be judged.
    work: Sender<Arc<Generation>>,
    /// The generation that is judging.
    judging: Option<u64>,
    /// The last that has judged.
    judged: u64,
}

impl Post<'_> {
    /// Watches until it is told to end.
    fn stand(
        mut self,
        receive: &Receiver<Message>,
        stop: &AtomicBool,
        tell: &mut dyn FnMut(Watched<'_>),
    ) -> Result<(), Trouble> {
        let start = Instant::now();
        let mut settle = Settle::default();
        self.look()?;
        // What changed before anybody looked is found by reading once more.
        settle.touch(start.elapsed());
        self.judge();
        while !stop.load(Ordering::Relaxed) {
            let message = match settle.wait(start.elapsed()) {
                Some(wait) => receive.recv_timeout(wait),
                None => receive.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match message {
                Ok(Message::Changed) => {
                    self.told.store(false, Ordering::Release);
                    settle.touch(start.elapsed());
                }
                Ok(Message::Judged(judged)) => self.done(*judged, tell),
                Ok(Message::End) | Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => {}
            }
            if settle.take(start.elapsed()) {
                self.read(tell);
            }
            self.judge();
        }
        Ok(())
    }

    /// Watches the folders that the files now lie in. Whatever changes from then on is heard of, so
    /// that it must come before reading.
    fn look(&mut self) -> Result<bool, Trouble> {
        let points = match self.loader.current() {
            Some(generation) => Points::of_workspace(&generation.workspace),
            None => Points::of_folder(self.dir),
        };
        if self.lookout.as_ref().is_some_and(|lookout| lookout.watches(&points)) {
            return Ok(false);
        }
        let (send, told) = (self.send.clone(), Arc::clone(&self.told));
        let changed = move || {
            // Once is enough until somebody has listened, however many files change.
            if !told.swap(true, Ordering::AcqRel) {
                // Nobody listens any more at the end.
                let _ = send.send(Message::Changed);
            }
        };
        self.lookout = Some(Lookout::on(points, changed)?);
        Ok(true)
    }

    /// Reads the files, and tells what came of it.
    fn read(&mut self, tell: &mut dyn FnMut(Watched<'_>)) {
        loop {
            let looked = self.look();
            self.settled(tell);
            // A new generation may lie in other folders: what changed in them before they were
            // watched is found by reading once more.
            match looked.and_then(|_| self.look()) {
                Ok(true) => {}
                Ok(false) => return,
                Err(trouble) => {
                    return tell(Watched::Failed { generation: self.number(), trouble: &trouble });
                }
            }
        }
    }

    /// Reads the files once.
    fn settled(&mut self, tell: &mut dyn FnMut(Watched<'_>)) {
        match self.loader.read() {
            Found::Same => {}
            Found::Mended(generation) => tell(Watched::Mended { generation: generation.number }),
            Found::New(generation) => publish(&generation, tell),
            Found::Refused(trouble) => {
                tell(Watched::Refused { kept: self.number(), trouble: &trouble });
            }
        }
    }

    /// The number of the generation in use.
    fn number(&self) -> u64 {
        self.loader.current().map_or(0, |generation| generation.number)
    }

    /// Gives the newest generation to be judged, where nobody is at work and it has not been.
    fn judge(&mut self) {
        let Some(generation) = self.loader.current() else { return };
        if self.judging.is_none() && self.judged < generation.number {
            self.judging = Some(generation.number);
            // Without anybody at work the watch ends by itself.
            let _ = self.work.send(Arc::clone(generation));
        }
    }

    /// Takes what came of a batch.
    fn done(
        &mut self,
        judged: Result<Option<Rejudged>, Trouble>,
        tell: &mut dyn FnMut(Watched<'_>),
    ) {
        let generation = self.judging.take().unwrap_or_default();
        self.judged = self.judged.max(generation);
        match judged {
            Ok(Some(rejudged)) => tell(Watched::Judged(&rejudged)),
            Ok(None) => {}
            Err(trouble) => tell(Watched::Failed { generation, trouble: &trouble }),
        }
    }
}
