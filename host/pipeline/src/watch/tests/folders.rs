//! Files changed in every way, seen through the system's own watch.

use std::{
    fs::File,
    io::Write,
    sync::mpsc::{self, Receiver},
    thread::{self, JoinHandle},
    time::Duration,
};

use super::*;
use crate::{Trouble, Watch, WatchEnd, WatchOptions, Watched};

/// How long to wait for what must come: far longer than it takes, so that a slow machine is no
/// fault.
const PATIENCE: Duration = Duration::from_mins(1);

/// What was told, as a test may hold it.
#[derive(Debug, PartialEq, Eq)]
enum Told {
    /// A batch: the generation and who moved.
    Judged(u64, Vec<String>),
    /// The generation that stays.
    Refused(u64),
    /// The generation that is right again.
    Mended(u64),
}

/// A watch at work.
struct Watching {
    /// What it tells.
    told: Receiver<Told>,
    /// Ends it.
    end: WatchEnd,
    /// How it ended.
    thread: JoinHandle<Result<(), Trouble>>,
}

impl Watching {
    /// Watches a ground; the first batch is done.
    #[track_caller]
    fn on(ground: &Ground) -> Self {
        let options = WatchOptions {
            period: period(),
            jobs: None,
            plugins: PluginRuntime::default(),
            allow_grants: false,
            once: false,
            moved_max: None,
        };
        let watch = Watch::new(&ground.dir, options);
        let end = watch.end();
        let (send, told) = mpsc::channel();
        let thread = thread::spawn(move || {
            watch.run(&mut |what| {
                let what = match what {
                    Watched::Published { .. } => return,
                    Watched::Judged(rejudged) => Told::Judged(rejudged.generation, moved(rejudged)),
                    Watched::Refused { kept, .. } => Told::Refused(kept),
                    Watched::Mended { generation } => Told::Mended(generation),
                    Watched::Failed { trouble, .. } => panic!("{trouble:?}"),
                };
                send.send(what).unwrap();
            })
        });
        let watching = Self { told, end, thread };
        assert_eq!(watching.next(), Told::Judged(1, Vec::new()));
        watching
    }

    /// What is told next.
    #[track_caller]
    fn next(&self) -> Told {
        self.told.recv_timeout(PATIENCE).expect("it tells something")
    }

    /// Ends it: it must end well, with nothing left to tell.
    #[track_caller]
    fn end(self) {
        let Self { told, end, thread } = self;
        end.end();
        thread.join().unwrap().unwrap();
        assert_eq!(told.try_iter().collect::<Vec<_>>(), []);
    }
}

/// Somebody of commune 1 who moved with the overlay.
fn judged(generation: u64, moves: &[&str]) -> Told {
    Told::Judged(generation, moves.iter().map(|one| (*one).to_owned()).collect())
}

/// By an overlay that asks for eight hours, and back.
const EASIER: &str = "b not-recognised>recognised";
const HARDER: &str = "b recognised>not-recognised";

#[test]
fn a_file_that_is_put_in_the_place_of_another_is_seen() {
    let ground = Ground::new();
    ground.adapt(10);
    let watching = Watching::on(&ground);
    // As editors save: beside it, then over it.
    let beside = ground.path("overlays/.mot.toml.swp");
    fs::write(&beside, ground.overlay(8)).unwrap();
    fs::rename(&beside, ground.path(OVERLAY)).unwrap();
    assert_eq!(watching.next(), judged(2, &[EASIER]));
    // The watch is not lost with the file that it began with.
    fs::write(&beside, ground.overlay(10)).unwrap();
    fs::rename(&beside, ground.path(OVERLAY)).unwrap();
    assert_eq!(watching.next(), judged(3, &[HARDER]));
    watching.end();
}

#[test]
fn a_file_and_a_folder_that_come_and_go_are_seen() {
    let ground = Ground::new();
    let watching = Watching::on(&ground);
    // There was no such folder yet.
    ground.adapt(8);
    assert_eq!(watching.next(), judged(2, &[EASIER]));
    fs::remove_file(ground.path(OVERLAY)).unwrap();
    assert_eq!(watching.next(), judged(3, &[HARDER]));
    ground.adapt(8);
    assert_eq!(watching.next(), judged(4, &[EASIER]));
    fs::remove_dir_all(ground.path("overlays")).unwrap();
    assert_eq!(watching.next(), judged(5, &[HARDER]));
    ground.adapt(8);
    assert_eq!(watching.next(), judged(6, &[EASIER]));
    // And one below another that comes later.
    fs::remove_file(ground.path(OVERLAY)).unwrap();
    assert_eq!(watching.next(), judged(7, &[HARDER]));
    ground.write("overlays/xa/mot.toml", ground.overlay(8));
    assert_eq!(watching.next(), judged(8, &[EASIER]));
    watching.end();
}

#[test]
fn a_folder_that_is_replaced_is_watched_from_then_on() {
    let ground = Ground::new();
    ground.adapt(10);
    let watching = Watching::on(&ground);
    let (new, old) = (ground.path("new"), ground.path("old"));
    fs::create_dir(&new).unwrap();
    fs::write(new.join("mot.toml"), ground.overlay(8)).unwrap();
    fs::rename(ground.path("overlays"), &old).unwrap();
    fs::rename(&new, ground.path("overlays")).unwrap();
    assert_eq!(watching.next(), judged(2, &[EASIER]));
    // What happens in the old one is of no concern any more, what happens in the new one is.
    fs::write(old.join("mot.toml"), "x").unwrap();
    ground.adapt(10);
    assert_eq!(watching.next(), judged(3, &[HARDER]));
    // The whole of the rules, too.
    let text = fs::read_to_string(ground.path(EDITION)).unwrap();
    fs::remove_file(ground.path(OVERLAY)).unwrap();
    assert_eq!(watching.next(), judged(4, &[]));
    fs::rename(ground.path("rules"), ground.path("rules-old")).unwrap();
    assert_eq!(watching.next(), Told::Refused(4));
    fs::rename(ground.path("rules-old"), ground.path("rules")).unwrap();
    assert_eq!(watching.next(), Told::Mended(4));
    ground.write(EDITION, text.replace("value = 10", "value = 8"));
    assert_eq!(watching.next(), judged(5, &[EASIER]));
    watching.end();
}

#[cfg(unix)]
#[test]
fn a_link_that_is_turned_to_another_file_is_seen_and_what_it_leads_to_is_watched() {
    use std::os::unix::fs::symlink;

    let ground = Ground::new();
    let (one, two) = (ground.beside().join("one"), ground.beside().join("two"));
    for (folder, hours) in [(&one, 10), (&two, 8)] {
        fs::create_dir(folder).unwrap();
        fs::write(folder.join("mot.toml"), ground.overlay(hours)).unwrap();
    }
    // As containers are given their configuration: a link to a link, which is swapped.
    fs::create_dir(ground.path("overlays")).unwrap();
    symlink(&one, ground.path("overlays/..data")).unwrap();
    symlink("..data/mot.toml", ground.path(OVERLAY)).unwrap();
    let watching = Watching::on(&ground);
    symlink(&two, ground.path("overlays/..new")).unwrap();
    fs::rename(ground.path("overlays/..new"), ground.path("overlays/..data")).unwrap();
    assert_eq!(watching.next(), judged(2, &[EASIER]));
    // The file lies somewhere else altogether.
    fs::write(two.join("mot.toml"), ground.overlay(10)).unwrap();
    assert_eq!(watching.next(), judged(3, &[HARDER]));
    watching.end();
}

#[test]
fn half_a_file_is_refused_and_the_whole_one_taken() {
    let ground = Ground::new();
    ground.adapt(10);
    let watching = Watching::on(&ground);
    let text = ground.overlay(8);
    // In the middle of a letter, even.
    let (half, rest) = text.as_bytes().split_at(text.find("ví dụ").unwrap() + 2);
    let mut file = File::create(ground.path(OVERLAY)).unwrap();
    file.write_all(half).unwrap();
    assert_eq!(watching.next(), Told::Refused(1));
    // Up to the end of a line that says too little.
    let (more, rest) = rest.split_at(rest.iter().position(|byte| *byte == b'\n').unwrap());
    file.write_all(more).unwrap();
    assert_eq!(watching.next(), Told::Refused(1));
    file.write_all(rest).unwrap();
    drop(file);
    assert_eq!(watching.next(), judged(2, &[EASIER]));
    watching.end();
}

#[test]
fn a_thousand_writes_are_few_batches_and_the_last_of_them_counts() {
    let ground = Ground::new();
    ground.adapt(10);
    let watching = Watching::on(&ground);
    for _ in 0..500 {
        ground.adapt(8);
        ground.adapt(12);
    }
    ground.adapt(8);
    let mut batches = 0;
    let mut here = "not-recognised".to_owned();
    while here != "recognised" {
        match watching.next() {
            // What moved is told from one batch to the next: of `b` only.
            Told::Judged(_, moves) => {
                batches += 1;
                let of_b = moves.iter().find_map(|one| one.strip_prefix("b "));
                if let Some((_, now)) = of_b.and_then(|one| one.split_once('>')) {
                    here = now.to_owned();
                }
            }
            // A file may be read while it is being written.
            Told::Refused(_) | Told::Mended(_) => {}
        }
    }
    assert!(batches <= 20, "{batches} batches");
    // Nothing but what stood last may come now.
    ground.adapt(10);
    loop {
        if let Told::Judged(_, moves) = watching.next()
            && moves == [HARDER]
        {
            break;
        }
    }
    watching.end();
}

#[test]
fn what_is_no_change_is_not_told() {
    let ground = Ground::new();
    ground.adapt(10);
    let watching = Watching::on(&ground);
    // The same bytes, a file of no concern, a file that is read.
    ground.adapt(10);
    ground.write("overlays/notes.txt", "x");
    ground.write("beside/x.toml", "x");
    fs::read(ground.path(OVERLAY)).unwrap();
    // The next thing told is the change after it.
    ground.adapt(8);
    assert_eq!(watching.next(), judged(2, &[EASIER]));
    watching.end();
}

#[test]
fn a_watch_ends_while_nothing_happens_and_where_nothing_can_be_watched() {
    let ground = Ground::new();
    Watching::on(&ground).end();
    fs::remove_file(ground.path("tieuchi.toml")).unwrap();
    let options = WatchOptions {
        period: period(),
        jobs: None,
        plugins: PluginRuntime::default(),
        allow_grants: false,
        once: true,
        moved_max: None,
    };
    let ended = Watch::new(&ground.dir, options).run(&mut |_| panic!("nothing is to be told"));
    assert!(matches!(ended, Err(Trouble::NoWorkspace(_))), "{ended:?}");
}
