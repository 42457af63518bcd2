//! What a criterion was judged by, in the words of the catalogue, with where it comes from.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use tieuchi_core::{
    Decimal, EvidenceItem, EvidenceSource, EvidenceValue, Indicator, IndicatorId, Kind, Known,
    MemberItem, SubjectId, Truth, ValueType,
};
use tieuchi_engine::{TracedIndicator, TracedMember, TracedSource, TracedValue};
use tieuchi_store::{Digest, Reader, RunHead};

use crate::{account::whom::Whom, place::Job, trouble::Trouble, workspace::Workspace};

/// Where the evidence of one subject comes from.
pub(crate) struct Sources<'a> {
    /// The workspace.
    pub workspace: &'a Workspace,
    /// The store.
    reader: &'a Reader,
    /// The run.
    head: &'a RunHead,
    /// The commune's rules.
    job: &'a Job<'a>,
    /// The subject.
    subject: &'a SubjectId,
    /// What it is.
    kind: Kind,
    /// The file and line of its register.
    register: (String, Option<u32>),
    /// The commune's registers.
    manifests: BTreeMap<Kind, Digest>,
    /// Their subjects, as far as they have been needed.
    subjects: BTreeMap<Kind, Vec<SubjectId>>,
}

impl<'a> Sources<'a> {
    /// Looks up where a subject stands.
    pub(crate) fn new(
        workspace: &'a Workspace,
        reader: &'a Reader,
        head: &'a RunHead,
        whom: &Whom,
        job: &'a Job<'a>,
        subject: &'a SubjectId,
    ) -> Result<Self, Trouble> {
        let manifests = reader.run_manifests(head.run, &whom.place)?;
        let origin = match manifests.get(&whom.kind) {
            Some(manifest) => reader.origin(manifest)?,
            None => None,
        };
        let register = match origin {
            Some(origin) => (origin.file.clone(), origin.line(whom.row)),
            None => (String::new(), None),
        };
        let (kind, subjects) = (whom.kind, BTreeMap::new());
        Ok(Self { workspace, reader, head, job, subject, kind, register, manifests, subjects })
    }

    /// Some indicators.
    pub(crate) fn items(
        &mut self,
        traced: &[TracedIndicator<'_>],
    ) -> Result<Vec<EvidenceItem>, Trouble> {
        traced.iter().map(|traced| self.item(traced)).collect()
    }

    /// One indicator.
    fn item(&mut self, traced: &TracedIndicator<'_>) -> Result<EvidenceItem, Trouble> {
        let TracedIndicator { kind, indicator, value_type, known, source } = traced;
        let declared = self.workspace.rules.catalogue().get(*kind, indicator);
        let source = match source {
            TracedSource::Register => {
                let (file, line) = self.register.clone();
                EvidenceSource::Register { file, line }
            }
            TracedSource::Computed(inputs) => EvidenceSource::Computed(self.items(inputs)?),
            TracedSource::Members { over, members, total } => EvidenceSource::Members {
                members: self.members(*over, members, traced)?,
                total: *total,
            },
            TracedSource::Verdict(title) => EvidenceSource::Verdict(title.clone()),
            TracedSource::Decisions(title) => {
                let place = &self.job.unit.code;
                let found = self.reader.decisions_of_run(self.head, place, title, self.subject)?;
                EvidenceSource::Decisions(
                    found.into_iter().map(|decision| (decision.number, decision.date)).collect(),
                )
            }
        };
        Ok(EvidenceItem {
            indicator: (*indicator).clone(),
            name: self.name(indicator),
            unit: declared.map(|declared| declared.unit.clone()).unwrap_or_default(),
            known: as_known(*known, value_type, declared),
            source,
        })
    }

    /// What people call an indicator of the subject's kind.
    pub(crate) fn name(&self, indicator: &IndicatorId) -> String {
        let titled = indicator
            .title()
            .and_then(|title| self.job.rulesets.iter().find(|ruleset| ruleset.title == title));
        let known = self.workspace.rules.catalogue().get(self.kind, indicator);
        match (titled, known) {
            (Some(ruleset), _) => ruleset.name.clone(),
            (None, Some(known)) => known.name.clone(),
            (None, None) => indicator.to_string(),
        }
    }

    /// Members by their ids.
    fn members(
        &mut self,
        over: Kind,
        members: &[TracedMember],
        owner: &TracedIndicator<'_>,
    ) -> Result<Vec<MemberItem>, Trouble> {
        let of = self.added_up(owner);
        let subjects = self.subjects(over)?;
        let named = members.iter().map(|member| {
            let value = member.value.zip(of);
            Some(MemberItem {
                subject: subjects.get(member.row)?.clone(),
                counts: sure(member.counts),
                has: member.has.filter(|_| member.counts != Truth::False).and_then(sure),
                value: value.map(|(value, of)| as_known(value, &of.value_type, Some(of))),
            })
        });
        Ok(named.flatten().collect())
    }

    /// The members' indicator that a total or a mean adds up.
    fn added_up(&self, owner: &TracedIndicator<'_>) -> Option<&'a Indicator> {
        let catalogue = self.workspace.rules.catalogue();
        match &catalogue.get(owner.kind, owner.indicator)?.compute {
            Some(
                tieuchi_core::Compute::Total { over, of, .. }
                | tieuchi_core::Compute::Mean { over, of, .. },
            ) => catalogue.get(*over, of),
            _ => None,
        }
    }

    /// The subjects of a register, by row.
    fn subjects(&mut self, kind: Kind) -> Result<&[SubjectId], Trouble> {
        if !self.subjects.contains_key(&kind) {
            let subjects = match self.manifests.get(&kind) {
                Some(manifest) => self.reader.subjects(manifest)?,
                None => Vec::new(),
            };
            self.subjects.insert(kind, subjects);
        }
        Ok(self.subjects.get(&kind).map(Vec::as_slice).unwrap_or_default())
    }
}

/// Yes, no, or not known.
fn sure(truth: Truth) -> Option<bool> {
    match truth {
        Truth::False => Some(false),
        Truth::Unknown => None,
        Truth::True => Some(true),
    }
}

/// What is known, as people read it.
fn as_known(known: TracedValue, value_type: &ValueType, declared: Option<&Indicator>) -> Known {
    let (low, high) = match known {
        TracedValue::Missing => (None, None),
        TracedValue::Between(low, high) => {
            (value(low, value_type, declared), value(high, value_type, declared))
        }
        TracedValue::Ratio(low, high) => {
            let factor = if let ValueType::Ratio { factor } = value_type { *factor } else { 1 };
            if low.compare(high).is_eq() {
                return Known::Exact(EvidenceValue::Ratio(low, factor));
            }
            (Some(EvidenceValue::Ratio(low, factor)), Some(EvidenceValue::Ratio(high, factor)))
        }
    };
    match (low, high) {
        (Some(low), Some(high)) if low == high => Known::Exact(low),
        (Some(low), Some(high)) => Known::Between(low, high),
        _ => Known::Missing,
    }
}

/// A value as people read it; none where its type has no such value.
fn value(
    units: i64,
    value_type: &ValueType,
    declared: Option<&Indicator>,
) -> Option<EvidenceValue> {
    Some(match value_type {
        ValueType::Number { scale, .. } => EvidenceValue::Number(Decimal { units, scale: *scale }),
        ValueType::Flag => EvidenceValue::Flag(units > 0),
        ValueType::Code(codes) => {
            let at = usize::try_from(units).ok()?;
            let name = declared.and_then(|declared| declared.code_names.get(at));
            EvidenceValue::Code(codes.get(at)?.clone(), name.cloned().unwrap_or_default())
        }
        ValueType::Date => EvidenceValue::Date(date(units)?),
        ValueType::Ratio { .. } => return None,
    })
}

/// The day that is so many days after 1970-01-01.
fn date(days: i64) -> Option<NaiveDate> {
    let epoch = NaiveDate::from_ymd_opt(1970, 1, 1)?;
    let distance = Days::new(days.unsigned_abs());
    if days < 0 { epoch.checked_sub_days(distance) } else { epoch.checked_add_days(distance) }
}
