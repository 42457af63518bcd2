//! What names mean: the indicators of each kind with their types, and the titles.

use std::collections::{BTreeMap, BTreeSet};

use tieuchi_core::{IndicatorId, Kind, SourceId, Span, TitleId, ValueType};

use crate::{
    codes,
    sink::{At, Sink},
    words::{Dots, suggestion, well_formed},
};

/// All names that a file may use beside its own.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// Indicators, those of titles included.
    pub(crate) indicators: BTreeMap<(Kind, IndicatorId), KnownIndicator>,
    /// Titles.
    pub(crate) titles: BTreeMap<TitleId, KnownTitle>,
    /// Ids that are declared, but wrongly: whoever uses them is not told again.
    pub(crate) broken: BTreeSet<String>,
    /// Whether some file of indicators or editions could not be read, so that any name may be one
    /// of its names.
    pub(crate) incomplete: bool,
}

/// What a condition must know of an indicator.
#[derive(Debug)]
pub(crate) struct KnownIndicator {
    /// What its values are.
    pub(crate) value_type: ValueType,
    /// Whether it is computed.
    pub(crate) computed: bool,
    /// Where it is declared.
    pub(crate) source: SourceId,
    /// Its id there.
    pub(crate) span: Span,
}

/// What others must know of a title.
#[derive(Debug)]
pub(crate) struct KnownTitle {
    /// Whom it is given to.
    pub(crate) kind: Kind,
    /// The most levels of any edition.
    pub(crate) levels: u8,
    /// What people call it, by the newest edition.
    pub(crate) name: String,
    /// The paper of the newest edition.
    pub(crate) reference: String,
    /// The first edition.
    pub(crate) source: SourceId,
    /// The title's name there.
    pub(crate) span: Span,
}

impl KnownTitle {
    /// The type of `title.<title>`.
    pub(crate) fn value_type(&self) -> ValueType {
        match self.levels {
            0 => ValueType::Flag,
            levels => ValueType::Number { scale: 0, min: 0, max: levels.into() },
        }
    }
}

impl Known {
    /// The indicator of a kind, or a report.
    pub(crate) fn indicator(
        &self,
        kind: Kind,
        id: &At<String>,
        sink: &mut Sink,
    ) -> Option<&KnownIndicator> {
        let key = IndicatorId::new(&id.value);
        if let Some(found) = self.indicators.get(&(kind, key.clone())) {
            return Some(found);
        }
        if self.excused(&id.value) || self.unknown_title_of(&key, &id.span, sink) {
            sink.fail();
            return None;
        }
        let message = format!("unknown indicator `{}` of {kind}", id.value.escape_debug());
        let diagnostic = sink.at(codes::UNKNOWN_INDICATOR, message, &id.span, "not declared");
        let elsewhere = Kind::ALL
            .into_iter()
            .find_map(|other| Some((other, self.indicators.get(&(other, key.clone()))?)));
        let ids = self.indicators.keys().filter(|(of, _)| *of == kind);
        let near = suggestion(&id.value, ids.map(|(_, id)| id.as_str()));
        sink.push(match (elsewhere, near) {
            (Some((other, found)), _) => diagnostic
                .label(found.source, found.span.clone(), format!("is an indicator of {other}"))
                .help(format!("declare one of {kind}, or one computed over members")),
            (None, Some(near)) => diagnostic.help(near),
            (None, None) => diagnostic.help(format!(
                "declare it in a file of indicators: `[indicator.\"{}\"]`",
                id.value.escape_debug()
            )),
        });
        None
    }

    /// Reports `title.<title>` of a title that there is not.
    fn unknown_title_of(&self, id: &IndicatorId, span: &Span, sink: &mut Sink) -> bool {
        let Some(title) = id.title().filter(|title| !self.titles.contains_key(title)) else {
            return false;
        };
        self.title(&At::new(title.to_string(), span.clone()), sink);
        true
    }

    /// The title of a name, or a report.
    pub(crate) fn title(
        &self,
        title: &At<String>,
        sink: &mut Sink,
    ) -> Option<(TitleId, &KnownTitle)> {
        let id = TitleId::new(&title.value);
        if let Some(found) = self.titles.get(&id) {
            return Some((id, found));
        }
        sink.fail();
        if self.excused(&title.value) {
            return None;
        }
        let message = format!("unknown title `{}`", title.value.escape_debug());
        let diagnostic = sink.at(codes::UNKNOWN_TITLE, message, &title.span, "has no edition");
        let titles = self.titles.keys().map(TitleId::as_str);
        let help = suggestion(&title.value, titles)
            .unwrap_or_else(|| "write an edition: `base/<title>/<day in force>.toml`".to_owned());
        sink.push(diagnostic.help(help));
        None
    }

    /// Whether an unknown name is the echo of another fault.
    fn excused(&self, id: &str) -> bool {
        self.incomplete || self.broken.contains(id) || !well_formed(id, Dots::Allowed)
    }
}
