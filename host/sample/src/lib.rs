//! Made-up workspaces of any size, shaped on Gò Quao.

pub use crate::{
    error::SampleError,
    generate::{PEOPLE_MAX, Report, generate},
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
mod household;
mod identity;
mod name;
mod office;
mod person;
mod random;
mod score;
mod sheet;
mod stage;
