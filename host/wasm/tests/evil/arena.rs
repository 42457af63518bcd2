//! Where hostile plugins meet the host, with a good one beside them that must not notice.

use std::sync::{Arc, Mutex};

use tieuchi_core::{CheckInput, Checker, Column, Diagnostic, Fault, FindingColumn, ValueType};
use tieuchi_wasm::{
    Assignment, Compiler, Host, HostOptions, Limits, LogSink, Plugin, SettingValue,
};

use crate::{
    good,
    text::{component, source},
};

/// Lines of log that are told one by one.
const LINES_TOLD: usize = 3;

/// A host, what was written to its log, and the good plugin.
pub(crate) struct Arena {
    /// The host.
    pub(crate) host: Host,
    /// Lines of log since somebody looked.
    lines: Arc<Mutex<Vec<String>>>,
    /// The good plugin at its criterion.
    good: Arc<dyn Checker>,
    /// What it finds where nobody disturbs it.
    reference: FindingColumn,
}

impl Arena {
    /// A host that compiles in this process, before any attack.
    pub(crate) fn new() -> Self {
        Self::with(Compiler::InProcess)
    }

    /// A host, before any attack.
    pub(crate) fn with(compiler: Compiler) -> Self {
        let lines = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&lines);
        let log: LogSink = Arc::new(move |line| {
            kept.lock().unwrap().push(format!("{} {}: {}", line.plugin, line.level, line.message));
        });
        let host = Host::new(HostOptions { cache: None, compiler, log }).unwrap();
        let good = checker(&host.load(&good::good(), &[], Limits::default()).unwrap());
        let reference = judge(&*good).unwrap();
        Self { host, lines, good, reference }
    }

    /// What the host says of an attack, in one text. The good plugin is asked right after.
    pub(crate) fn told(&self, name: &str) -> String {
        self.told_within(name, Limits::default())
    }

    /// The same where the attack may use so much.
    pub(crate) fn told_within(&self, name: &str, limits: Limits) -> String {
        // Whoever needs the log has it, but for those who try to get it without.
        let grants = if source(name).contains("include: log\n") && !name.starts_with("isolation") {
            vec!["log".to_owned()]
        } else {
            Vec::new()
        };
        let mut job = assignment();
        if name.ends_with("points_where_there_are_none") {
            job.points = None;
        }
        self.attack(&component(name), &grants, limits, &job)
    }

    /// What the host says of some bytes.
    pub(crate) fn told_of(&self, bytes: &[u8]) -> String {
        self.attack(bytes, &["log".to_owned()], Limits::default(), &assignment())
    }

    /// What the host says of some bytes in a job.
    fn attack(&self, bytes: &[u8], grants: &[String], limits: Limits, job: &Assignment) -> String {
        let told = match self.host.load(bytes, grants, limits) {
            Err(refused) => diagnostic(&refused),
            Ok(plugin) => match plugin.checker(job) {
                Err(refused) => counted(refused.iter().map(diagnostic)),
                Ok(checker) => twice(&*checker),
            },
        };
        let told = told + &self.logged();
        self.all_is_well();
        let told = shortened(&told);
        // Whatever a guest wrote, it is safe to print.
        let bad = |letter: &char| letter.is_control() && *letter != '\n';
        assert!(!told.contains(['\u{202e}', '\u{200b}', '\u{feff}']), "{told:?}");
        assert_eq!(told.chars().find(bad), None, "{told:?}");
        told
    }

    /// The good plugin finds what it always finds.
    pub(crate) fn all_is_well(&self) {
        assert_eq!(judge(&*self.good).as_ref(), Ok(&self.reference));
    }

    /// The lines of log since this was last asked.
    pub(crate) fn logged(&self) -> String {
        let lines = std::mem::take(&mut *self.lines.lock().unwrap());
        let more = lines.len().saturating_sub(LINES_TOLD);
        let mut told = String::new();
        for line in lines.iter().take(LINES_TOLD) {
            told.push_str(&format!("\nlog: {line}"));
        }
        if let Some(last) = lines.last().filter(|_| more > 0) {
            told.push_str(&format!("\nlog: {more} more, the last: {last}"));
        }
        told
    }
}

/// Ten points for hours of learning.
pub(crate) fn assignment() -> Assignment {
    let hours = ValueType::Number { scale: 1, min: 0, max: 10_000 };
    Assignment {
        points: Some(10),
        points_scale: 0,
        first_day: 19_723,
        last_day: 20_088,
        settings: vec![SettingValue::Integer(4), SettingValue::Text("thuong".into())],
        own: vec![("gio-hoc".into(), hours)],
        members: Vec::new(),
    }
}

/// A plugin at [`assignment`].
pub(crate) fn checker(plugin: &Arc<Plugin>) -> Arc<dyn Checker> {
    plugin.checker(&assignment()).unwrap()
}

/// The hours of three citizens.
pub(crate) fn hours() -> Column {
    Column::from_values([Some(3), None, Some(99)], (0, 10_000))
}

/// A batch of one column.
pub(crate) fn batch(column: &Column) -> CheckInput<'_> {
    CheckInput { rows: column.len(), own: vec![Some(column)], members: Vec::new() }
}

/// The findings of one batch in a session of its own.
pub(crate) fn judge(checker: &dyn Checker) -> Result<FindingColumn, Fault> {
    checker.begin().check(&batch(&hours()))
}

/// The findings of two batches in one session; the second is told where it comes out otherwise.
fn twice(checker: &dyn Checker) -> String {
    let mut session = checker.begin();
    let column = hours();
    let [first, second] = [(); 2].map(|()| checked(session.check(&batch(&column))));
    if first == second { first } else { format!("{first}\nagain: {second}") }
}

/// Findings or a fault in one text.
pub(crate) fn checked(result: Result<FindingColumn, Fault>) -> String {
    match result {
        Err(Fault { code, message }) => format!("{code}: {message}"),
        Ok(FindingColumn { outcomes, low, high, reasons }) => {
            assert_eq!((outcomes.len(), low.len(), high.len()), (3, 3, 3));
            let rows = outcomes.iter().zip(low.iter().zip(&high)).enumerate();
            let rows = rows.map(|(row, (outcome, (low, high)))| {
                let reason = reasons.get(row).map_or(String::new(), |code| format!(" ({code})"));
                format!("{outcome} {low} to {high}{reason}")
            });
            format!("judged: {}", rows.collect::<Vec<_>>().join(", "))
        }
    }
}

/// A refusal in one text.
pub(crate) fn diagnostic(refused: &Diagnostic) -> String {
    let Diagnostic { code, severity: _, message, labels, help, notes } = refused;
    assert!(labels.is_empty(), "the caller adds the place");
    let mut told = format!("{code}: {message}");
    for note in notes {
        told.push_str(&format!("\nnote: {note}"));
    }
    if let Some(help) = help {
        told.push_str(&format!("\nhelp: {help}"));
    }
    told
}

/// Texts in one; those that come several times are told once.
fn counted(texts: impl Iterator<Item = String>) -> String {
    let texts: Vec<_> = texts.collect();
    let runs = texts.chunk_by(|left, right| left == right).map(|run| match run.len() {
        1 => run[0].clone(),
        times => format!("{} times: {}", times, run[0]),
    });
    runs.collect::<Vec<_>>().join("\n")
}

/// A text in which long runs of one letter are told by their length.
fn shortened(text: &str) -> String {
    let letters: Vec<_> = text.chars().collect();
    let runs = letters.chunk_by(|left, right| left == right);
    runs.map(|run| match run.len() {
        0..40 => run.iter().collect(),
        times => format!("{} (times {times})", run[0]),
    })
    .collect()
}
