//! Plans the rulesets of a place and evaluates them over columns: pure, without I/O or clock.

pub use crate::{
    judge::{Judged, Scope, judge},
    plan::{Plan, PlanError, PlanInput, PlannedStep, PlannedTitle, Wants, plan},
    trace::{
        Lacking, TracedCondition, TracedIndicator, TracedMember, TracedSource, TracedStep,
        TracedTitle, TracedValue, trace,
    },
};

mod arithmetic;
mod check;
mod condition;
mod judge;
mod lower;
mod members;
mod missing;
mod order;
mod past;
mod plan;
mod plugin;
mod reads;
mod series;
mod settle;
mod step;
mod trace;
mod verdict;
