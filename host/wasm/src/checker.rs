//! A plugin with its settings inside: what the engine knows of it.

use std::sync::Arc;

use tieuchi_core::{Checker, Diagnostic, Needs, Session};

use crate::{
    Assignment, Plugin,
    assignment::Bound,
    bindings::tieuchi::criterion::types::{Criterion, Setting},
    codes::{INPUT, SETTINGS, SETTINGS_REFUSED},
    columns::Wire,
    manifest::SettingValue,
    reply::Expected,
    session::{Issue, PluginSession, Refused, Stopped},
};

/// A plugin that judges one criterion of one resolved ruleset.
#[derive(Debug)]
pub(crate) struct PluginChecker {
    /// The plugin.
    pub plugin: Arc<Plugin>,
    /// The columns that it reads.
    needs: Needs,
    /// How columns of the rows cross the border.
    pub own: Vec<Wire>,
    /// How columns of members do.
    pub members: Vec<Vec<Wire>>,
    /// The codes of each input that is a code.
    dictionaries: Vec<Vec<String>>,
    /// What the rule asks.
    job: Assignment,
}

impl Checker for PluginChecker {
    fn needs(&self) -> &Needs {
        &self.needs
    }

    fn begin(&self) -> Box<dyn Session + '_> {
        Box::new(PluginSession::new(self))
    }

    fn reason(&self, code: u8) -> Option<&tieuchi_core::Reason> {
        self.plugin.reasons.get(usize::from(code).checked_sub(1)?)
    }
}

impl PluginChecker {
    /// Gives a plugin its job, and asks it whether it takes its settings.
    pub(crate) fn new(plugin: &Arc<Plugin>, job: &Assignment) -> Result<Self, Vec<Diagnostic>> {
        let errors = |code, messages: Vec<String>| -> Vec<Diagnostic> {
            messages.into_iter().map(|message| Diagnostic::error(code, message)).collect()
        };
        let manifest = plugin.manifest();
        let mut faults = errors(SETTINGS, job.check_settings(manifest));
        let bound = job.bind(manifest).unwrap_or_else(|messages| {
            faults.extend(errors(INPUT, messages));
            Bound::default()
        });
        if !faults.is_empty() {
            return Err(faults);
        }
        let Bound { needs, own, members, dictionaries } = bound;
        let plugin = Arc::clone(plugin);
        let checker = Self { plugin, needs, own, members, dictionaries, job: job.clone() };
        // Whatever else breaks here breaks in the run, as findings that are errors.
        if let Err(Stopped::Refused(refused)) = PluginSession::trial(&checker).begin() {
            return Err(checker.refusals(&refused));
        }
        Ok(checker)
    }

    /// The issues of a plugin with its settings, for whoever wrote the rule.
    fn refusals(&self, refused: &Refused) -> Vec<Diagnostic> {
        let Refused { issues, more } = refused;
        let title = &self.plugin.title;
        let error = |what: &str| {
            Diagnostic::error(SETTINGS_REFUSED, format!("{title} refuses {what}"))
                .help("change `settings` of the criterion; `tieuchi plugin inspect` shows them")
        };
        if issues.is_empty() {
            return vec![error("its settings and does not say why")];
        }
        let mut refusals: Vec<_> = issues
            .iter()
            .map(|issue| match self.plugin.manifest().settings.get(issue.setting) {
                Some(decl) => error(&format!("setting `{}`", decl.id)),
                None => error("its settings"),
            })
            .zip(issues)
            .map(|(error, issue)| error.note(issue.said.clone()))
            .collect();
        if *more > 0
            && let Some(last) = refusals.pop()
        {
            refusals.push(last.note(format!("it has {more} issues more, which are not told")));
        }
        refusals
    }

    /// An issue in one sentence.
    pub(crate) fn issue_text(&self, issue: &Issue) -> String {
        match self.plugin.manifest().settings.get(issue.setting) {
            Some(decl) => format!("`{}`: {}", decl.id, issue.said),
            None => issue.said.clone(),
        }
    }

    /// What a reply for so many rows is held against.
    pub(crate) fn expected(&self, rows: usize) -> Expected {
        let reasons = self.plugin.reasons.len();
        Expected { rows, points: self.job.points, reasons }
    }

    /// Lends the criterion as the contract words it.
    pub(crate) fn with_criterion<T>(&self, take: impl FnOnce(Criterion<'_>) -> T) -> T {
        let texts: Vec<Vec<&str>> = self
            .job
            .settings
            .iter()
            .map(|setting| match setting {
                SettingValue::Texts(texts) => texts.iter().map(String::as_str).collect(),
                _ => Vec::new(),
            })
            .collect();
        let pairs = self.job.settings.iter().zip(&texts);
        let settings: Vec<_> = pairs
            .map(|(setting, texts)| match setting {
                SettingValue::Integer(units) => Setting::Integer(*units),
                SettingValue::Flag(flag) => Setting::Flag(*flag),
                SettingValue::Text(text) => Setting::Text(text),
                SettingValue::Integers(units) => Setting::Integers(units),
                SettingValue::Texts(_) => Setting::Texts(texts),
            })
            .collect();
        let codes: Vec<Vec<&str>> = self
            .dictionaries
            .iter()
            .map(|codes| codes.iter().map(String::as_str).collect())
            .collect();
        let dictionaries: Vec<&[&str]> = codes.iter().map(Vec::as_slice).collect();
        take(Criterion {
            points: self.job.points.map(i64::from),
            points_scale: self.job.points_scale,
            first_day: self.job.first_day,
            last_day: self.job.last_day,
            settings: &settings,
            dictionaries: &dictionaries,
        })
    }
}
