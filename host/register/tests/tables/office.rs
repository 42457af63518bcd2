//! Registers as offices keep them.

mod again;
mod disorder;
mod fixture;
mod hostile;
mod people;
mod sheets;
mod texts;
