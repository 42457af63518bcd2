//! When a burst of changes is over: reckoned from times that are handed in, without a clock.

use std::time::Duration;

/// How long nothing may have changed before files are read.
pub(crate) const QUIET: Duration = Duration::from_millis(200);

/// How long changes that never end may keep files from being read.
pub(crate) const LONGEST: Duration = Duration::from_secs(2);

/// A burst of changes: it is over when nothing has changed for a while, or when it has gone on for
/// too long, so that a file that is written all the time cannot hide a change of another.
///
/// Times are counted from any moment, the same for all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Settle {
    /// The first change and the last, where there was one.
    burst: Option<(Duration, Duration)>,
}

impl Settle {
    /// Something has changed.
    pub(crate) fn touch(&mut self, now: Duration) {
        let first = self.burst.map_or(now, |(first, _)| first);
        let last = self.burst.map_or(now, |(_, last)| last.max(now));
        self.burst = Some((first, last));
    }

    /// When the burst is over, as far as is known; none where nothing has changed.
    pub(crate) fn due(&self) -> Option<Duration> {
        let (first, last) = self.burst?;
        Some(last.saturating_add(QUIET).min(first.saturating_add(LONGEST)))
    }

    /// How long to wait until then.
    pub(crate) fn wait(&self, now: Duration) -> Option<Duration> {
        Some(self.due()?.saturating_sub(now))
    }

    /// Whether a burst is over; it is forgotten then.
    pub(crate) fn take(&mut self, now: Duration) -> bool {
        let over = self.due().is_some_and(|due| due <= now);
        if over {
            self.burst = None;
        }
        over
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Milliseconds.
    fn ms(ms: u64) -> Duration {
        Duration::from_millis(ms)
    }

    #[test]
    fn nothing_is_due_where_nothing_has_changed() {
        let mut settle = Settle::default();
        assert_eq!((settle.due(), settle.wait(ms(5))), (None, None));
        assert!(!settle.take(ms(1_000_000)));
    }

    #[test]
    fn one_change_is_over_after_a_while() {
        let mut settle = Settle::default();
        settle.touch(ms(1_000));
        assert_eq!(settle.wait(ms(1_050)), Some(ms(150)));
        assert!(!settle.take(ms(1_199)));
        assert!(settle.take(ms(1_200)));
        // Once is enough.
        assert!(!settle.take(ms(9_000)));
    }

    #[test]
    fn each_change_of_a_burst_puts_its_end_off() {
        let mut settle = Settle::default();
        for at in [0, 150, 300, 450] {
            settle.touch(ms(at));
            assert!(!settle.take(ms(at + 149)));
        }
        assert_eq!(settle.due(), Some(ms(650)));
        assert!(settle.take(ms(650)));
    }

    #[test]
    fn a_thousand_changes_in_a_second_are_one_burst() {
        let mut settle = Settle::default();
        let mut over = 0;
        for at in 0..1_000 {
            settle.touch(ms(at));
            over += usize::from(settle.take(ms(at)));
        }
        over += usize::from(settle.take(ms(1_199)));
        assert_eq!(over, 1);
    }

    #[test]
    fn changes_that_never_end_are_looked_at_all_the_same() {
        let mut settle = Settle::default();
        let mut looks = Vec::new();
        for at in (0..=6_100).step_by(100) {
            settle.touch(ms(at));
            if settle.take(ms(at)) {
                looks.push(at);
            }
        }
        assert_eq!(looks, [2_000, 4_100]);
    }

    #[test]
    fn a_time_that_goes_back_ends_nothing_early() {
        let mut settle = Settle::default();
        settle.touch(ms(5_000));
        settle.touch(ms(10));
        assert_eq!(settle.due(), Some(ms(5_200)));
        assert!(!settle.take(ms(11)));
        assert_eq!(
            Settle { burst: Some((Duration::MAX, Duration::MAX)) }.due(),
            Some(Duration::MAX)
        );
    }
}
