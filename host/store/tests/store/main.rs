//! The store through its public face, on real files.
#![cfg(test)]

mod decided;
mod fixture;
mod hostile;
mod judged;
mod opened;
mod registered;
mod viewed;
