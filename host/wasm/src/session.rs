//! A plugin at work: one store and one instance, made at the first batch, thrown away at a fault.

use std::panic::{AssertUnwindSafe, catch_unwind};

use tieuchi_core::{CheckInput, Column, Fault, FindingColumn, Session};
use wasmtime::{Error, Store};

use crate::{
    bindings::{Plugin as Instance, tieuchi::criterion::types},
    checker::PluginChecker,
    codes::{GAVE_UP, INPUT, REPLY, SETTINGS_REFUSED, TRAP},
    columns::Sent,
    fault::{Allowance, Stage, fault},
    limiter::Limiter,
    log::Log,
    state::State,
    ticker::Ticker,
    words::said,
};

/// Bytes of a reply beside what its rows need: a fault's message, settings that do not fit.
const REPLY_BASE: usize = 64 << 10;
/// Issues with settings that are told.
const ISSUES_MAX: usize = 10;

/// An issue that a plugin has with a setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Issue {
    /// Which setting, by its place in the manifest.
    pub setting: usize,
    /// What the plugin says of it.
    pub said: String,
}

/// The issues of a plugin that refused its settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refused {
    /// The first of them.
    pub issues: Vec<Issue>,
    /// How many there are beside those.
    pub more: usize,
}

/// Why a call gave nothing.
#[derive(Debug)]
pub(crate) enum Stopped {
    /// The plugin refused its settings.
    Refused(Refused),
    /// It broke.
    Fault(Fault),
}

/// The instance of a session.
struct Live {
    /// Its store.
    store: Store<State>,
    /// The instance.
    instance: Instance,
}

/// A plugin at work on the subjects of one register.
pub(crate) struct PluginSession<'a> {
    /// What it judges by.
    checker: &'a PluginChecker,
    /// Its instance, once there is one.
    live: Option<Live>,
    /// Its log, while no instance has it.
    log: Option<Log>,
    /// What keeps every instance from beginning.
    broken: Option<Fault>,
    /// Buffers of the inputs of the rows.
    own: Vec<Sent>,
    /// Buffers of the inputs of members.
    members: Vec<Vec<Sent>>,
    /// Whether values under missing rows are turned into noise.
    scribbles: bool,
    /// What the last batch took.
    usage: Option<Usage>,
}

/// What a batch took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Usage {
    /// Rows, those of members included.
    pub rows: u64,
    /// Units of fuel.
    pub fuel: u64,
    /// Bytes of memory of the instance after it.
    pub memory: usize,
}

impl Session for PluginSession<'_> {
    fn check(&mut self, input: &CheckInput<'_>) -> Result<FindingColumn, Fault> {
        if input.rows == 0 {
            return Ok(FindingColumn::default());
        }
        // A panic here is a fault of the host's; it must not take the run with it.
        let checked = catch_unwind(AssertUnwindSafe(|| self.judge(input)));
        let result = checked.unwrap_or_else(|_| Err(self.fault(TRAP, "the host broke under it")));
        if result.is_err() {
            self.drop_instance();
        }
        result
    }
}

impl<'a> PluginSession<'a> {
    /// A session without an instance yet.
    pub(crate) fn new(checker: &'a PluginChecker) -> Self {
        let buffers = |wires: &[_]| wires.iter().map(|wire| Sent::new(*wire)).collect();
        Self {
            checker,
            live: None,
            log: None,
            broken: None,
            own: buffers(&checker.own),
            members: checker.members.iter().map(|wires| buffers(wires)).collect(),
            scribbles: false,
            usage: None,
        }
    }

    /// A session that only tries whether the plugin begins: nobody hears it.
    pub(crate) fn trial(checker: &'a PluginChecker) -> Self {
        let mut log = checker.plugin.log();
        log.close();
        Self { log: Some(log), ..Self::new(checker) }
    }

    /// Turns values under missing rows into noise from now on.
    pub(crate) const fn scribble(&mut self) {
        self.scribbles = true;
    }

    /// What the last batch took.
    pub(crate) const fn usage(&self) -> Option<Usage> {
        self.usage
    }

    /// Makes the instance now; says whether it takes its settings.
    pub(crate) fn begin(&mut self) -> Result<(), Stopped> {
        if self.live.is_some() {
            return Ok(());
        }
        let limits = &self.checker.plugin.limits;
        let log = self.log.take().unwrap_or_else(|| self.checker.plugin.log());
        let state = State { limiter: Limiter::new(limits), log };
        let mut store = Store::new(self.checker.plugin.engine(), state);
        store.limiter(|state| &mut state.limiter);
        store.epoch_deadline_trap();
        let begun = self.configured(&mut store);
        match begun {
            Ok(instance) => {
                self.live = Some(Live { store, instance });
                Ok(())
            }
            Err(stopped) => {
                self.log = Some(store.into_data().log);
                Err(stopped)
            }
        }
    }

    /// A new instance that has its settings.
    fn configured(&self, store: &mut Store<State>) -> Result<Instance, Stopped> {
        let broke = |error: Error, stage, allowed| {
            Stopped::Fault(fault(&self.checker.plugin.title, &error, stage, allowed))
        };
        let allowed = self.allow(store, 0, 0);
        let instance = self
            .checker
            .plugin
            .pre
            .instantiate(&mut *store)
            .map_err(|error| broke(error, Stage::Start, allowed))?;
        let allowed = self.allow(store, 0, 0);
        let configured = self
            .checker
            .with_criterion(|criterion| {
                instance.tieuchi_criterion_checker().call_configure(&mut *store, criterion)
            })
            .map_err(|error| broke(error, Stage::Configure, allowed))?;
        configured.map(|()| instance).map_err(|issues| {
            let more = issues.len().saturating_sub(ISSUES_MAX);
            let issues = issues
                .into_iter()
                .take(ISSUES_MAX)
                .map(|issue| Issue { setting: issue.setting as usize, said: said(&issue.message) });
            Stopped::Refused(Refused { issues: issues.collect(), more })
        })
    }

    /// Sets what the next call may use.
    fn allow(&self, store: &mut Store<State>, rows: u64, reply: usize) -> Allowance {
        let limits = &self.checker.plugin.limits;
        let fuel = limits.fuel(rows);
        // Only an engine without fuel refuses.
        drop(store.set_fuel(fuel));
        store.set_epoch_deadline(Ticker::ticks(limits.time));
        let mut transfer =
            reply.saturating_mul(2).saturating_add(REPLY_BASE).min(limits.reply_bytes);
        if self.checker.plugin.may_log {
            // A line of any length is cut, not refused; no text is longer than the memory.
            transfer = transfer.max(limits.memory_bytes);
        }
        store.set_hostcall_fuel(transfer);
        Allowance { fuel, time_ms: limits.time.as_millis() }
    }

    /// Judges a batch.
    fn judge(&mut self, input: &CheckInput<'_>) -> Result<FindingColumn, Fault> {
        if let Some(broken) = &self.broken {
            return Err(broken.clone());
        }
        self.fill(input)?;
        if let Err(stopped) = self.begin() {
            let fault = self.told(stopped);
            // The next instance would be told the same and break in the same way.
            self.broken = Some(fault.clone());
            return Err(fault);
        }
        let Some(mut live) = self.live.take() else {
            return Err(self.fault(TRAP, "the host lost it"));
        };
        let judged = self.evaluate(&mut live, input);
        let rows = total_rows(input);
        let fuel = self.checker.plugin.limits.fuel(rows);
        let left = live.store.get_fuel().unwrap_or(0);
        let memory = live.store.data().limiter.memory();
        self.usage = Some(Usage { rows, fuel: fuel.saturating_sub(left), memory });
        self.live = Some(live);
        judged
    }

    /// Takes the columns of a batch into the buffers.
    fn fill(&mut self, input: &CheckInput<'_>) -> Result<(), Fault> {
        let mut fits = input.own.len() == self.own.len()
            && input.members.len() == self.members.len()
            && u32::try_from(input.rows).is_ok();
        for (sent, column) in self.own.iter_mut().zip(&input.own) {
            fits &= fill_one(sent, *column, input.rows, self.scribbles);
        }
        for (buffers, members) in self.members.iter_mut().zip(&input.members) {
            let rows = members.offsets.last().map_or(0, |rows| *rows as usize);
            fits &= members.offsets.len() == input.rows + 1
                && members.offsets.first() == Some(&0)
                && members.columns.len() == buffers.len()
                && members.offsets.is_sorted();
            for (sent, column) in buffers.iter_mut().zip(&members.columns) {
                fits &= fill_one(sent, *column, rows, self.scribbles);
            }
        }
        if fits { Ok(()) } else { Err(self.fault(INPUT, "its inputs differ in their rows")) }
    }

    /// Sends a batch and checks what comes back.
    fn evaluate(&self, live: &mut Live, input: &CheckInput<'_>) -> Result<FindingColumn, Fault> {
        let own: Vec<_> = self
            .own
            .iter()
            .zip(&input.own)
            .map(|(sent, column)| lend_one(sent, *column, self.scribbles))
            .collect();
        let columns: Vec<Vec<_>> = self
            .members
            .iter()
            .zip(&input.members)
            .map(|(buffers, members)| {
                let pairs = buffers.iter().zip(&members.columns);
                pairs.map(|(sent, column)| lend_one(sent, *column, self.scribbles)).collect()
            })
            .collect();
        let members: Vec<_> = columns
            .iter()
            .zip(&input.members)
            .map(|(columns, members)| types::Members { offsets: members.offsets, columns })
            .collect();
        let expected = self.checker.expected(input.rows);
        let allowed = self.allow(&mut live.store, total_rows(input), expected.bytes());
        // `fill` has seen that it is one.
        let count = u32::try_from(input.rows).unwrap_or(u32::MAX);
        let checker = live.instance.tieuchi_criterion_checker();
        match checker.call_evaluate(&mut live.store, count, &own, &members) {
            Ok(Ok(findings)) => expected.check(findings).map_err(|what| self.fault(REPLY, &what)),
            Ok(Err(types::Fault { message })) => Err(self.fault(GAVE_UP, &said(&message))),
            Err(error) => Err(fault(&self.checker.plugin.title, &error, Stage::Evaluate, allowed)),
        }
    }

    /// Throws the instance away; the log goes on where it was.
    fn drop_instance(&mut self) {
        if let Some(live) = self.live.take() {
            self.log = Some(live.store.into_data().log);
        }
    }

    /// A fault of this plugin.
    fn fault(&self, code: &'static str, what: &str) -> Fault {
        Fault { code, message: format!("{}: {what}", self.checker.plugin.title) }
    }

    /// The fault of a session that cannot begin.
    fn told(&self, stopped: Stopped) -> Fault {
        match stopped {
            Stopped::Fault(fault) => fault,
            Stopped::Refused(Refused { issues, more }) => {
                let mut told: Vec<_> =
                    issues.iter().map(|issue| self.checker.issue_text(issue)).collect();
                if told.is_empty() {
                    told.push(said(""));
                }
                if more > 0 {
                    told.push(format!("and {more} issues more"));
                }
                let told = told.join("; ");
                self.fault(SETTINGS_REFUSED, &format!("it refused its settings: {told}"))
            }
        }
    }
}

/// The rows of a batch and of all its members.
fn total_rows(input: &CheckInput<'_>) -> u64 {
    let members = input.members.iter().filter_map(|members| members.offsets.last());
    members.fold(input.rows as u64, |sum, rows| sum.saturating_add((*rows).into()))
}

/// Takes a column into its buffers; false where it has another number of rows.
fn fill_one(sent: &mut Sent, column: Option<&Column>, rows: usize, scribbles: bool) -> bool {
    let fits = sent.fill(column, rows);
    if scribbles && fits {
        sent.scribble(column);
    }
    fits
}

/// What is sent of a column.
fn lend_one<'a>(sent: &'a Sent, column: Option<&'a Column>, scribbled: bool) -> types::Column<'a> {
    sent.lend(column.filter(|_| !scribbled))
}
