//! The columnar engine held against the oracle, against itself and against sums done by hand.

mod agreement;
mod catalogue;
mod checkers;
mod choices;
mod completion;
mod conditions;
mod data;
mod draft;
mod faults;
mod invariance;
mod monotone;
mod rules;
mod run;
mod shares;
mod told;
mod traces;
mod wild;
mod worked_cases;
mod world;
