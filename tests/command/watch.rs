//! `watch`: the real program over a workspace that changes, heard through its pipes.

use std::{
    fs,
    io::{BufRead, BufReader, Read},
    process::{Child, Stdio},
    sync::mpsc::{self, Receiver},
    thread,
    time::Duration,
};

use serde_json::Value;

use super::EXAMPLE;
use crate::house::House;

/// How long to wait for a line: far longer than it takes, so that a slow machine is no fault.
const PATIENCE: Duration = Duration::from_mins(2);

/// The overlay that the tests change.
const OVERLAY: &str = "examples/go-quao/overlays/xa-dinh-hoa-cong-dan.toml";

/// A program at work.
struct Watching {
    /// The program; it is ended in any case.
    child: Child,
    /// Lines of standard output.
    out: Receiver<String>,
    /// Lines of standard error.
    err: Receiver<String>,
}

impl Drop for Watching {
    fn drop(&mut self) {
        // Ended already, mostly.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Watching {
    /// Starts it over the example.
    fn on(house: &House, arguments: &[&str]) -> Self {
        let arguments = [&["watch", EXAMPLE, "--period", "2024"], arguments].concat();
        let mut child = house
            .command(&arguments)
            .env("TIEUCHI_LANG", "en")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (out, err) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
        Self { child, out: lines(out), err: lines(err) }
    }

    /// The next line of standard output.
    #[track_caller]
    fn line(&self) -> String {
        self.out.recv_timeout(PATIENCE).expect("a line comes")
    }

    /// The next line of standard output, as JSON.
    #[track_caller]
    fn event(&self) -> Value {
        serde_json::from_str(&self.line()).unwrap()
    }

    /// Reads standard error until a line that holds a text.
    #[track_caller]
    fn says(&self, text: &str) -> Vec<String> {
        let mut lines = Vec::new();
        while !lines.last().is_some_and(|line: &String| line.contains(text)) {
            lines.push(self.err.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("{lines:?}")));
        }
        lines
    }

    /// Presses Ctrl-C.
    #[cfg(unix)]
    fn interrupt(&self) {
        let pid = self.child.id().to_string();
        let done = std::process::Command::new("kill").args(["-INT", &pid]).status().unwrap();
        assert!(done.success());
    }
}

/// Lines as they come, read on a thread of their own.
fn lines(pipe: impl Read + Send + 'static) -> Receiver<String> {
    let (send, receive) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(pipe).lines().map_while(Result::ok) {
            if send.send(line).is_err() {
                break;
            }
        }
    });
    receive
}

/// Writes a pass mark into the overlay.
fn pass_mark(house: &House, from: u32, to: u32) {
    house.replace(OVERLAY, &format!("value = {from}"), &format!("value = {to}"));
}

/// The pass mark that the overlay has.
fn mark(house: &House) -> u32 {
    let text = fs::read_to_string(house.path(OVERLAY)).unwrap();
    let value = text.lines().find_map(|line| line.strip_prefix("value = ")).unwrap();
    value.trim().parse().unwrap()
}

/// The example, its overlay written with single blanks.
fn house() -> House {
    let house = House::with_example();
    let text = fs::read_to_string(house.path(OVERLAY)).unwrap();
    let lines = text.lines().map(|line| match line.split_once('=') {
        Some((key, value)) if key.trim() == "value" => format!("value = {}", value.trim()),
        _ => line.to_owned(),
    });
    house.write(OVERLAY, &(lines.collect::<Vec<_>>().join("\n") + "\n"));
    house
}

#[cfg(unix)]
#[test]
fn an_edit_shows_whose_outcome_moved_and_ctrl_c_ends_it_well() {
    let house = house();
    let mut watching = Watching::on(&house, &[]);
    let first = watching.line();
    assert!(first.starts_with("Generation 1: 11 of 11 communes judged: recognised "), "{first}");
    watching.says("press Ctrl-C to end");

    let before = mark(&house);
    pass_mark(&house, before, before + 1);
    let second = watching.line();
    assert!(second.starts_with("Generation 2: 1 of 11 communes judged again; "), "{second}");
    let change = watching.line();
    assert!(change.starts_with("  Xã Định Hòa · Công dân học tập: recognised "), "{change}");
    let subject = watching.line();
    assert!(subject.starts_with("    30958-c-"), "{subject}");
    assert!(subject.contains(" → not recognised"), "{subject}");

    // Half an edit: what is wrong is drawn, and the last good rules stay.
    let text = fs::read_to_string(house.path(OVERLAY)).unwrap();
    house.write(OVERLAY, &format!("{text}x =\n"));
    let said = watching.says("generation 2 stays in use").join("\n");
    assert!(said.contains("error[R001]"), "{said}");
    house.write(OVERLAY, &text);
    watching.says("taken back; generation 2 stays in use");

    watching.interrupt();
    watching.says("The watch has ended.");
    assert_eq!(watching.child.wait().unwrap().code(), Some(0));
    // Registers were taken in, and no run was recorded.
    let rows = "select (select count(*) from run), (select count(*) > 0 from register_revision)";
    assert_eq!(house.rows(EXAMPLE, rows), "0|1\n");
}

#[test]
fn programs_are_told_every_subject_that_moved() {
    let house = house();
    let watching = Watching::on(&house, &["--format", "json"]);
    let published = watching.event();
    assert_eq!((&published["event"], &published["generation"]), (&"published".into(), &1.into()));
    let first = watching.event();
    assert_eq!((&first["event"], &first["first"]), (&"judged".into(), &true.into()));
    assert_eq!((&first["judged"], &first["moved"]), (&11.into(), &0.into()));

    let before = mark(&house);
    pass_mark(&house, before, 80);
    assert_eq!(watching.event()["event"], "published");
    let second = watching.event();
    assert_eq!((&second["generation"], &second["judged"]), (&2.into(), &1.into()));
    let changes = second["changes"].as_array().unwrap();
    let subjects: usize =
        changes.iter().map(|change| change["subjects"].as_array().unwrap().len()).sum();
    assert_eq!(second["moved"], subjects);
    // More than people are shown.
    let whole = |change: &Value| change["subjects"].as_array().unwrap().len() > 20;
    assert!(changes.iter().any(whole), "{second}");
    assert!(changes.iter().all(|change| change["place"] == "30958"), "{second}");

    // There and back is the same digest, and everybody is where they were.
    pass_mark(&house, 80, before);
    assert_eq!(watching.event()["event"], "published");
    let third = watching.event();
    assert_eq!((&third["generation"], &third["moved"]), (&3.into(), &second["moved"]));
    assert_eq!((&third["digest"], &third["counts"]), (&first["digest"], &first["counts"]));

    house.write(OVERLAY, "x =\n");
    let refused = watching.event();
    assert_eq!((&refused["event"], &refused["generation"]), (&"refused".into(), &3.into()));
    assert_eq!(refused["codes"], serde_json::json!(["R001"]));
}

#[test]
fn once_judges_and_ends() {
    let house = House::with_example();
    let told = house.run_en(&["watch", EXAMPLE, "--period", "2024", "--once"]).data();
    assert_eq!(told.lines().count(), 1, "{told}");
    // The counts are those of a run.
    let json = house.run(&["watch", EXAMPLE, "--period", "2024", "--once", "--format", "json"]);
    let json = json.data();
    let judged: Value = serde_json::from_str(json.lines().last().unwrap()).unwrap();
    let _ = house.run(&["run", EXAMPLE, "--period", "2024"]).data();
    for status in ["recognised", "not-recognised", "undetermined", "not-applicable"] {
        let query = format!("select count(*) from v_verdict where status = '{status}'");
        assert_eq!(house.rows(EXAMPLE, &query), format!("{}\n", judged["counts"][status]));
    }
}

#[test]
fn wrong_rules_at_the_start_end_it_and_no_workspace_too() {
    let house = House::with_example();
    house.write(OVERLAY, "x =\n");
    let said = house.run_en(&["watch", EXAMPLE, "--period", "2024"]).refused(3);
    assert!(said.contains("error[R001]"), "{said}");
    let said = house.run_en(&["watch", "nowhere", "--period", "2024"]).refused(1);
    assert!(said.contains("is not a workspace"), "{said}");
}
