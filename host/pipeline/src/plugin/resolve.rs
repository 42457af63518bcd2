//! From `name@major` in a rule to the bytes that it stands for.

use tieuchi_core::Diagnostic;
use tieuchi_ruleset::Locked;
use tieuchi_wasm::Limits;

use super::{
    component::{self, Component},
    ground::{Ground, LOCK},
    reference::PluginUse,
};
use crate::files;

/// A component that a rule may use.
#[derive(Debug)]
pub(crate) struct Resolved {
    /// What was read.
    pub(crate) component: Component,
    /// What of its imports is granted.
    pub(crate) grants: Vec<String>,
    /// Its limits.
    pub(crate) limits: Limits,
}

impl Ground {
    /// The component that `name@major` stands for.
    pub(crate) fn resolve(
        &self,
        uses: &str,
        criteria: &[PluginUse],
    ) -> Result<Resolved, Vec<Diagnostic>> {
        let (name, major) = uses.split_once('@').unwrap_or((uses, ""));
        let Some(entry) = self.entry(name) else {
            return Err(vec![self.not_locked(name, criteria)]);
        };
        if entry.major().map(|number| number.to_string()).as_deref() != Some(major) {
            let message = format!("plugin `{uses}` is locked in another major version");
            let wrong = called(Diagnostic::error("P020", message), criteria, "named here");
            let label = format!("version {} is locked", entry.version);
            let wrong = self.in_lock(wrong, &entry.name_span, label);
            let help = format!(
                "write `use = \"{name}@{}\"` if the criterion still means the same, or lock a version {major}",
                entry.major().unwrap_or_default()
            );
            return Err(vec![wrong.help(help)]);
        }
        self.resolve_entry(entry, criteria)
    }

    /// The component of an entry, held against it.
    pub(crate) fn resolve_entry(
        &self,
        entry: &Locked,
        criteria: &[PluginUse],
    ) -> Result<Resolved, Vec<Diagnostic>> {
        let path = self.file(entry);
        let bytes = match self.kept.get(&entry.digest) {
            Some(bytes) => bytes.clone(),
            None => component::bytes(&path).map_err(|wrong| {
                let wrong = self.in_lock(wrong, &entry.path_span, "locked here");
                vec![called(wrong, criteria, "named here")]
            })?,
        };
        let digest = component::digest(&bytes);
        if digest != entry.digest {
            return Err(vec![called(self.changed(entry, &digest), criteria, "named here")]);
        }
        let shape = tieuchi_wasm::read_component(&bytes).map_err(|wrong| {
            let wrong = self.in_lock(wrong, &entry.path_span, "this component");
            vec![called(wrong, criteria, "named here")]
        })?;
        let manifest = &shape.manifest;
        if manifest.name != entry.name || manifest.version.to_string() != entry.version {
            let message = format!("the lock calls another plugin `{}`", entry.name);
            let label = format!("the component says {} {}", manifest.name, manifest.version);
            let wrong = self.in_lock(Diagnostic::error("P020", message), &entry.name_span, label);
            let help =
                format!("take the entry out, then `tieuchi plugin add {}`", files::display(&path));
            return Err(vec![called(wrong, criteria, "named here").help(help)]);
        }
        let (limits, wrong) = self.limits(manifest);
        if !wrong.is_empty() {
            return Err(wrong
                .into_iter()
                .map(|item| called(item, criteria, "named here"))
                .collect());
        }
        let grants = entry.grants.clone();
        Ok(Resolved { component: Component { bytes, shape, digest }, grants, limits })
    }

    /// A rule that names what nobody has locked.
    fn not_locked(&self, name: &str, criteria: &[PluginUse]) -> Diagnostic {
        let message = format!("plugin `{name}` is not in {LOCK}");
        let wrong = called(Diagnostic::error("P017", message), criteria, "named here");
        wrong.help(match self.near(name) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!(
                "`tieuchi plugin add FILE --workspace {}` locks a component",
                files::display(&self.dir)
            ),
        })
    }

    /// A component that is no longer what was locked.
    pub(crate) fn changed(&self, entry: &Locked, found: &str) -> Diagnostic {
        let path = files::display(&self.file(entry));
        let message = format!("component of plugin `{}` is not the one that is locked", entry.name);
        let wrong = Diagnostic::error("P018", message);
        self.in_lock(wrong, &entry.digest_span, "this one is locked")
            .note(format!("{path} has {found}"))
            .help(format!(
                "put the locked component back; or, if the new one is right, `tieuchi plugin add {path} --workspace {} --replace`",
                files::display(&self.dir)
            ))
    }

    /// Points into the lock.
    pub(crate) fn in_lock(
        &self,
        wrong: Diagnostic,
        span: &tieuchi_core::Span,
        label: impl Into<String>,
    ) -> Diagnostic {
        match self.lock {
            Some(source) => wrong.label(source, span.clone(), label),
            None => wrong,
        }
    }
}

/// Points at the first criterion that names a plugin, and counts the others.
pub(crate) fn called(wrong: Diagnostic, criteria: &[PluginUse], label: &str) -> Diagnostic {
    let Some(first) = criteria.first() else { return wrong };
    let wrong = wrong.label(first.source, first.span.clone(), label);
    match criteria.len() - 1 {
        0 => wrong,
        1 => wrong.note("another criterion names it, too"),
        more => wrong.note(format!("{more} other criteria name it, too")),
    }
}
