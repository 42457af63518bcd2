//! Plugins are loaded and run inside their sandbox.
#![cfg(test)]

#[path = "../support/good.rs"]
mod good;

mod cache;
mod compile;
mod faults;
mod fixture;
mod judge;
mod load;
mod log;
mod members;
mod prove;
mod sessions;
