//! Components and manifests are read or refused before anything is compiled.
#![cfg(test)]

#[path = "../support/good.rs"]
mod good;

mod cases;
mod component;
mod encode;
mod features;
mod fuzz;
mod manifest;
mod settle;
mod shapes;
mod shipped;
