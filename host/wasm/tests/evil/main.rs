//! Hostile plugins: each attack of `plugins/evil` meets the host, and a good plugin beside it must
//! not notice.
#![cfg(test)]

#[path = "../support/good.rs"]
#[expect(dead_code, reason = "the tests of manifests and worked cases use more of it")]
mod good;

mod aftermath;
mod arena;
mod bombs;
mod borders;
mod bytes;
mod features;
mod files;
mod flips;
mod isolation;
mod lies;
mod lists;
mod logs;
mod manifests;
mod memory;
mod metering;
mod points;
mod starts;
mod text;
mod traps;
mod words;
