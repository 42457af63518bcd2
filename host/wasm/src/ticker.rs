//! The clock that stops guests: a thread that counts up the engine's epoch.

use std::{
    io,
    sync::mpsc::{self, RecvTimeoutError, Sender},
    thread::{self, JoinHandle},
    time::Duration,
};

use wasmtime::Engine;

/// How long an epoch is.
const TICK: Duration = Duration::from_millis(10);

/// Ticks until it is dropped.
#[derive(Debug)]
pub(crate) struct Ticker {
    /// Closed to stop the thread.
    stop: Option<Sender<()>>,
    /// The thread.
    thread: Option<JoinHandle<()>>,
}

impl Ticker {
    /// Starts to tick.
    pub(crate) fn start(engine: &Engine) -> io::Result<Self> {
        let (stop, stopped) = mpsc::channel();
        let engine = engine.clone();
        let thread = thread::Builder::new().name("plugin-ticker".to_owned()).spawn(move || {
            while stopped.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout) {
                engine.increment_epoch();
            }
        })?;
        Ok(Self { stop: Some(stop), thread: Some(thread) })
    }

    /// Epochs after which a call that begins now has had its time.
    ///
    /// One more than fits, because the first may end at once.
    pub(crate) fn ticks(time: Duration) -> u64 {
        let ticks = time.as_nanos().div_ceil(TICK.as_nanos()).saturating_add(1);
        // The engine adds it to the epoch.
        u64::try_from(ticks).unwrap_or(u64::MAX).min(1 << 40)
    }
}

impl Drop for Ticker {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // It only counts; if it broke all the same, there is nobody to tell.
            drop(thread.join());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_never_cut_short() {
        assert_eq!(Ticker::ticks(Duration::ZERO), 1);
        assert_eq!(Ticker::ticks(Duration::from_millis(10)), 2);
        assert_eq!(Ticker::ticks(Duration::from_millis(11)), 3);
        assert_eq!(Ticker::ticks(Duration::MAX), 1 << 40);
    }
}
