//! New workspaces: an empty one for a commune, and made-up ones of any size.

pub use crate::{
    error::SampleError,
    generate::{PEOPLE_MAX, Report, generate},
    init::{NewWorkspace, init},
};

mod assets;
mod books;
mod citizen;
mod commune;
mod decision;
mod error;
mod family;
mod generate;
mod ground;
mod hours;
mod household;
mod identity;
mod init;
mod name;
mod office;
mod person;
mod plugin;
mod random;
mod score;
mod sheet;
mod stage;
