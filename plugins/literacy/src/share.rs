//! A share of people, between the least and the most that missing values allow.

/// People counted, by what is known of them.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Share {
    /// Of the group, and they meet it.
    yes: i64,
    /// Of the group, and they do not.
    no: i64,
    /// Of the group; nobody knows whether they meet it.
    open: i64,
    /// Perhaps of the group, and they meet it.
    maybe_yes: i64,
    /// Perhaps of the group, and they do not.
    maybe_no: i64,
    /// Nothing is known of them.
    maybe_open: i64,
}

/// Whether a share is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    /// Whatever the missing values are.
    Yes,
    /// Whatever the missing values are, it is not.
    No,
    /// The missing values decide.
    Open,
    /// There is nobody of the group.
    Nobody,
}

impl Share {
    /// One more person: of the group or not, who meets it or not; none where that is missing.
    pub(crate) fn add(&mut self, of_group: Option<bool>, meets: Option<bool>) {
        let count = match (of_group, meets) {
            (Some(false), _) => return,
            (Some(true), Some(true)) => &mut self.yes,
            (Some(true), Some(false)) => &mut self.no,
            (Some(true), None) => &mut self.open,
            (None, Some(true)) => &mut self.maybe_yes,
            (None, Some(false)) => &mut self.maybe_no,
            (None, None) => &mut self.maybe_open,
        };
        *count += 1;
    }

    /// Whether at least so many percent of the group meet it.
    pub(crate) fn at_least(self, percent: i64) -> Answer {
        let Self { yes, no, open, maybe_yes, maybe_no, maybe_open } = self;
        let reached = |part: i64, whole: i64| part * 100 >= percent * whole;
        // Whoever may or may not belong belongs where that is the worse, or the better.
        let worst = (yes, yes + no + open + maybe_no + maybe_open);
        let most = yes + open + maybe_yes + maybe_open;
        let best = (most, most + no);
        if yes + no + open + maybe_yes + maybe_no + maybe_open == 0 {
            Answer::Nobody
        } else if best.1 > 0 && !reached(best.0, best.1) {
            Answer::No
        } else if yes + no + open > 0 && reached(worst.0, worst.1) {
            Answer::Yes
        } else {
            Answer::Open
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every way to fill in what is missing.
    fn answers(people: &[(Option<bool>, Option<bool>)], percent: i64) -> Vec<Answer> {
        let mut answers = Vec::new();
        for filling in 0..1_u32 << (2 * people.len()) {
            let mut share = Share::default();
            for (at, (of_group, meets)) in people.iter().enumerate() {
                let bit = |bit: usize| filling >> (2 * at + bit) & 1 != 0;
                let of_group = of_group.unwrap_or(bit(0));
                share.add(Some(of_group), Some(meets.unwrap_or(bit(1))));
            }
            answers.push(share.at_least(percent));
        }
        answers.dedup();
        answers
    }

    #[test]
    fn the_answer_is_what_every_filling_of_the_gaps_says() {
        let values = [None, Some(false), Some(true)];
        let person = |n: usize| (values[n % 3], values[n / 3 % 3]);
        for n in 0..9_usize.pow(4) {
            let people = [person(n), person(n / 9), person(n / 81), person(n / 729)];
            for percent in [1, 50, 75, 90, 100] {
                let mut share = Share::default();
                for (of_group, meets) in people {
                    share.add(of_group, meets);
                }
                let answer = share.at_least(percent);
                let filled = answers(&people, percent);
                match answer {
                    Answer::Open => {
                        let differ = filled.iter().any(|one| *one != filled[0]);
                        assert!(differ, "{people:?}, {percent}: {filled:?}");
                    }
                    sure => assert!(filled.iter().all(|filled| *filled == sure), "{people:?}"),
                }
            }
        }
    }
}
