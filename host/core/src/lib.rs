//! The nouns of the trade: plain data, exact numbers, no I/O, no clock.

pub use crate::{
    account::{
        Account, AdaptedValue, ConditionAccount, CriterionAccount, EvidenceItem, EvidenceSource,
        EvidenceValue, Known, MemberItem, MissingItem, PointsAccount, TitleAccount,
    },
    catalogue::{Catalogue, Compute, Indicator, ValueType},
    checker::{CheckInput, Checker, Fault, MemberInput, MemberNeeds, Needs, Reason, Session},
    column::{Column, ColumnBuilder},
    diagnostic::{Diagnostic, Label, Severity, Source, SourceId, Sources, Span, nearest},
    finding::{FindingColumn, NO_LEVEL, Outcome, Status, Verdicts},
    id::{CriterionId, GroupId, IndicatorId, ParameterId, PlaceCode, SlotId, SubjectId, TitleId},
    kind::Kind,
    logic::Truth,
    number::{Decimal, Fraction, RoundMode, Rounding},
    office::{OfficeCell, OfficePart},
    origin::Origin,
    overview::{
        Counts, CriterionLine, HamletLine, OutstandingLine, Overview, PeopleGroup, PeopleLine,
        TargetLine, YearLine,
    },
    period::{Period, days_from_date, parse_date},
    place::{OrgUnit, PlaceClass, Places, Succession, SuccessionKind, Tier},
    refusal::{
        GivenId, IgnoredRow, ImportColumn, ImportReport, ImportSheet, Refusal, RefusalArgument,
        RefusalReason,
    },
    register::{CHUNK_ROWS, Decision, Held, History, Identity, RegisterChunk},
    ruleset::{
        Band, Bound, Check, Condition, Criterion, Group, Level, Open, Otherwise, Parameter,
        Recognition, Ruleset, Scalar, Setting, Slot, Step, Test,
    },
    summary::{MissingEvidence, MissingPaper, RunFault, RunSummary, TitleSummary},
    table::{Batch, Link, Table},
};

mod account;
mod catalogue;
mod checker;
mod column;
mod diagnostic;
mod finding;
mod id;
mod kind;
mod logic;
mod number;
mod office;
mod origin;
mod overview;
mod period;
mod place;
mod refusal;
mod register;
mod ruleset;
mod summary;
mod table;
