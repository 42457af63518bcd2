//! The shared store: evidence, findings and verdicts by column in `SQLite`.

pub use crate::{
    artifact::{ArtifactKind, Chunk},
    decisions::DecisionHead,
    digest::Digest,
    error::{Malformed, StoreError},
    evidence::encode_evidence,
    findings::{decode_findings, encode_findings},
    origin::RegisterOrigin,
    reader::{Reader, RegisterHead},
    register_writer::{Recorded, RegisterWriter},
    results::RunHead,
    runs::{FindingChunk, RunTitle},
    scope::{Scope, Stray, Wants},
    store::{SourceFile, Store, Transaction},
    verdicts::{decode_verdicts, encode_verdicts},
};

mod artifact;
mod compose;
mod connection;
mod decisions;
mod digest;
mod error;
mod evidence;
mod findings;
mod manifest;
mod origin;
mod places;
mod reader;
mod register_writer;
mod results;
mod runs;
mod scan;
mod schema;
mod scope;
mod store;
mod stored_type;
mod subjects;
mod verdicts;
