//! Tables as files, read as the pipeline reads them.

#[cfg(test)]
mod chunks;
#[cfg(test)]
mod fixture;
#[cfg(test)]
mod gallery;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod office;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod round_trip;
#[cfg(test)]
mod sound;
#[cfg(test)]
mod warnings;
