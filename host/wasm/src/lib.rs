//! Plugins: WebAssembly components, read, checked and run inside a sandbox.

pub use crate::{
    assignment::Assignment,
    cases::{Case, CaseInput, CaseRow, Expect, read_cases},
    codes::{CODE_TITLES, CODES},
    compile::{Compiler, compile_child},
    encode::encode,
    host::{Host, HostOptions},
    limits::Limits,
    log::{LogLevel, LogLine, LogSink},
    manifest::{
        CONTRACT, Input, InputType, Manifest, MemberInputs, ReasonDecl, SettingDecl, SettingType,
        SettingValue, Version, Wishes, Words, parse_manifest,
    },
    plugin::Plugin,
    problem::Problem,
    prove::{CaseProof, Law, LawProof, Proof, prove},
    settle::{GivenSetting, settle},
    shape::{Shape, read_component},
};

mod admission;
mod assignment;
mod bindings;
mod cache;
mod cases;
mod checker;
mod codes;
mod columns;
mod compile;
mod config;
mod encode;
mod fault;
mod fields;
mod host;
mod limiter;
mod limits;
mod log;
mod manifest;
mod plugin;
mod problem;
mod prove;
mod reply;
mod session;
mod settle;
mod shape;
mod state;
mod ticker;
mod tree;
mod words;
