//! Registers as files: tables in, columns out.

pub use crate::{
    codes::CODES,
    decisions::{read_decisions, unknown_title},
    office::{
        Encoding, FileIds, Linked, OfficeFile, Resolve, Resolved, RowSubject, read_office_register,
        read_office_rows,
    },
    places::{PlaceTable, read_places},
    register::{
        RegisterFile, file_twice, import_replaced, kind_of_file, no_register, place_gone,
        read_register, stray_members, unknown_file,
    },
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
mod numbers;
mod office;
mod places;
mod register;
mod roll;
mod stopped;
mod table;
mod text;
mod tree;
