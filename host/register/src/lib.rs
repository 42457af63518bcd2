//! Registers as files: tables in, columns out.

pub use crate::{
    codes::CODES,
    decisions::read_decisions,
    places::{PlaceTable, read_places},
    register::{RegisterFile, kind_of_file, read_register, unknown_file},
    stopped::Stopped,
};

mod bounded;
mod cell;
mod codes;
mod communes;
mod decisions;
mod draft;
mod faults;
mod fixed;
mod layout;
mod number;
mod places;
mod register;
mod roll;
mod stopped;
mod table;
mod text;
mod tree;
