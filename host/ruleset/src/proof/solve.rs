//! Whether anybody can reach a level: the best that the criteria can give together.

use std::{collections::BTreeSet, ops::ControlFlow};

use tieuchi_core::{Otherwise, Truth};

use crate::proof::{
    cond::{Cond, Var, Witness},
    item::{Earn, Item, Stage},
    space::{Space, grouped, vars_of},
};

/// What the criteria of a level can give together.
#[derive(Debug)]
pub(crate) struct Solved {
    /// Criteria, by their place in the stage, that no subject passes together although it must,
    /// because they share indicators with each other or with whom the ruleset is about; several
    /// such lists where there are several reasons.
    pub(crate) impossible: Vec<Vec<usize>>,
    /// Whether what must hold beside the criteria cannot.
    pub(crate) constraints_impossible: bool,
    /// The most that the sum can be above what the mark asks for, in products; below 0 nobody
    /// reaches it.
    pub(crate) margin: i128,
    /// The points of that sum.
    pub(crate) earned: i64,
    /// The points of the criteria that count for it.
    pub(crate) counted: i64,
    /// Whether every question was small enough to be answered.
    pub(crate) complete: bool,
    /// Who reaches it, as far as the question was answered.
    pub(crate) witness: Witness,
}

impl Solved {
    /// Whether somebody may reach it.
    pub(crate) fn feasible(&self) -> bool {
        self.impossible.is_empty() && !self.constraints_impossible && self.margin >= 0
    }
}

/// The best of one group of criteria.
#[derive(Debug, Clone, Default, PartialEq)]
struct Best {
    /// Above the mark.
    margin: i128,
    /// Points.
    earned: i64,
    /// Points of those that count.
    counted: i64,
    /// Where.
    at: Witness,
}

/// What the criteria of a level can give together.
pub(crate) fn solve(stage: &Stage<'_>, space: &Space<'_>, points_scale: u8) -> Solved {
    let Stage { items, constraints, mark, removed } = stage;
    let asks = Asks { mark: *mark, points_scale, space };
    let mut solved = Solved {
        impossible: Vec::new(),
        constraints_impossible: false,
        margin: *removed,
        earned: 0,
        counted: 0,
        complete: true,
        witness: Witness::new(),
    };
    let mut reads: Vec<BTreeSet<Var>> = items.iter().map(reads_of).collect();
    reads.extend(constraints.iter().map(|condition| vars_of([condition])));
    for group in grouped(&reads) {
        let members: Vec<usize> = group.iter().copied().filter(|at| *at < items.len()).collect();
        let beside: Vec<&Cond> =
            group.iter().filter_map(|at| constraints.get(at.checked_sub(items.len())?)).collect();
        let these: Vec<&Item<'_>> = members.iter().map(|at| &items[*at]).collect();
        match asks.best(&these, &beside) {
            Answer::Best(best) => solved.add(best),
            Answer::Impossible => asks.blame(&members, items, &beside, &mut solved),
            Answer::TooLarge => {
                // Too many cells together: each alone, which may seem to allow more.
                solved.complete &= members.len() == 1 && beside.is_empty();
                for at in members {
                    match asks.best(&[&items[at]], &[]) {
                        Answer::Best(best) => solved.add(best),
                        Answer::Impossible => solved.impossible.push(vec![at]),
                        Answer::TooLarge => {
                            solved.complete &= asks.gives_all(&items[at]);
                            solved.add(asks.dream(&items[at]));
                        }
                    }
                }
            }
        }
    }
    solved
}

impl Solved {
    /// Takes a group in.
    fn add(&mut self, best: Best) {
        self.margin = self.margin.saturating_add(best.margin);
        self.earned += best.earned;
        self.counted += best.counted;
        self.witness.extend(best.at);
    }
}

/// The indicators that decide what a criterion gives.
pub(crate) fn reads_of(item: &Item<'_>) -> BTreeSet<Var> {
    let mut reads = vars_of(item.conditions());
    reads.extend(item.measure());
    reads
}

/// What comes of a question on a group.
#[derive(Debug, PartialEq)]
enum Answer {
    /// The best of it.
    Best(Best),
    /// It cannot be.
    Impossible,
    /// There are too many cells.
    TooLarge,
}

/// What is asked of every group.
struct Asks<'s, 'c> {
    /// The mark and the total.
    mark: Option<(i64, i64)>,
    /// Digits of points.
    points_scale: u8,
    /// All that can be.
    space: &'s Space<'c>,
}

impl Asks<'_, '_> {
    /// The best of a group.
    fn best(&self, items: &[&Item<'_>], beside: &[&Cond]) -> Answer {
        let conditions = items.iter().flat_map(|item| item.conditions());
        let conditions = conditions.chain(beside.iter().copied());
        let more: Vec<Var> = items.iter().filter_map(|item| item.measure()).collect();
        let mut best: Option<Best> = None;
        let complete = self.space.each(conditions, more, |at| {
            if beside.iter().all(|condition| condition.truth(at) != Truth::False)
                && let Some(found) = self.here(items, at)
                && best.as_ref().is_none_or(|best| best.margin < found.margin)
            {
                best = Some(Best { at: at.clone(), ..found });
            }
            ControlFlow::Continue(())
        });
        match best {
            _ if !complete => Answer::TooLarge,
            Some(best) => Answer::Best(best),
            None => Answer::Impossible,
        }
    }

    /// Whether somebody surely gets all the points of a criterion that is too large to be asked.
    fn gives_all(&self, item: &Item<'_>) -> bool {
        let Earn::Steps(steps) = &item.earn else { return false };
        let Some((when, points)) = steps.first() else { return false };
        let both = Cond::All(vec![item.applies.clone(), when.clone()]);
        *points == item.points && self.space.possible(&both).witness(Truth::True).is_some()
    }

    /// The best of a group in one cell; none where a criterion that must be passed cannot.
    fn here(&self, items: &[&Item<'_>], at: &Witness) -> Option<Best> {
        let mut sum = Best::default();
        for item in items {
            let (_, most) = item.ends(at, self.space, self.points_scale);
            let passes = item.pass_from.is_none_or(|from| most >= from);
            let judged = (!item.needed || passes).then(|| self.worth(item, most, item.points));
            let spared = match item.criterion.otherwise {
                Otherwise::Exclude => self.worth(item, 0, 0),
                Otherwise::Full => self.worth(item, item.points, item.points),
            };
            let best = match item.applies.truth(at) {
                Truth::True => judged?,
                Truth::False => spared,
                Truth::Unknown => judged.filter(|own| own.margin > spared.margin).unwrap_or(spared),
            };
            sum.margin = sum.margin.saturating_add(best.margin);
            sum.earned += best.earned;
            sum.counted += best.counted;
        }
        Some(sum)
    }

    /// What points are worth against the mark.
    fn worth(&self, item: &Item<'_>, earned: i64, counted: i64) -> Best {
        if item.criterion.points.is_none() {
            return Best::default();
        }
        let margin = self.mark.map_or(0, |(mark, total)| {
            i128::from(earned) * i128::from(total) - i128::from(counted) * i128::from(mark)
        });
        Best { margin, earned, counted, at: Witness::new() }
    }

    /// The best that could be of a criterion of which nothing is known.
    fn dream(&self, item: &Item<'_>) -> Best {
        let all = self.worth(item, item.points, item.points);
        let none = self.worth(item, 0, 0);
        if none.margin > all.margin { none } else { all }
    }

    /// Finds out which members of a group that cannot be are to blame.
    fn blame(&self, members: &[usize], items: &[Item<'_>], beside: &[&Cond], solved: &mut Solved) {
        if !beside.is_empty() && self.best(&[], beside) == Answer::Impossible {
            solved.constraints_impossible = true;
            return;
        }
        let impossible = |at: &&usize| self.best(&[&items[**at]], beside) == Answer::Impossible;
        let alone: Vec<usize> = members.iter().filter(impossible).copied().collect();
        if !alone.is_empty() {
            solved.impossible.extend(alone.into_iter().map(|at| vec![at]));
            return;
        }
        // The first that cannot be had with those before it; then who of them is in the way.
        let needed: Vec<usize> = members.iter().copied().filter(|at| items[*at].needed).collect();
        let mut kept = needed.clone();
        for at in needed {
            let without: Vec<&Item<'_>> =
                kept.iter().filter(|other| **other != at).map(|other| &items[*other]).collect();
            if self.best(&without, beside) == Answer::Impossible {
                kept.retain(|other| *other != at);
            }
        }
        solved.impossible.push(kept);
    }
}
