//! All that the indicators of one kind may be, cut into cells that the conditions at hand cannot
//! tell apart, and what a condition can be over them.

use std::{
    cell::Cell,
    collections::{BTreeMap, BTreeSet},
    ops::ControlFlow,
};

use tieuchi_core::{Catalogue, Compute, Decimal, Indicator, IndicatorId, Kind, Truth, ValueType};

use crate::proof::{
    cond::{Cond, Value, Var, Witness},
    fraction::Fraction,
};

/// The most cells that one question looks at.
pub(crate) const CELLS_MAX: u64 = 100_000;

/// The most parts of conditions that the questions on one ruleset look at together.
const WORK_MAX: u64 = 10_000_000;

/// The indicators of a kind with all that they may be.
#[derive(Debug)]
pub(crate) struct Space<'c> {
    /// All indicators, of which the computed ones may take their ratios.
    catalogue: &'c Catalogue,
    /// The indicators.
    indicators: Vec<&'c Indicator>,
    /// Where they stand.
    vars: BTreeMap<&'c IndicatorId, Var>,
    /// What is left of [`WORK_MAX`].
    work: Cell<u64>,
}

/// What a condition can be, by truth: false, unknown, true.
#[derive(Debug, Clone, Default)]
pub(crate) struct Possible {
    /// Whether it can be so; where `exact` does not hold, it perhaps can.
    can: [bool; 3],
    /// Where it is so.
    witness: [Option<Witness>; 3],
    /// Whether what can be surely can.
    pub(crate) exact: bool,
}

impl Possible {
    /// Whether it can be so.
    pub(crate) const fn can(&self, truth: Truth) -> bool {
        self.can[truth as usize]
    }

    /// Where it is so, if that is known.
    pub(crate) const fn witness(&self, truth: Truth) -> Option<&Witness> {
        self.witness[truth as usize].as_ref()
    }

    /// The one thing that it always is, if there is one and that is known.
    pub(crate) fn constant(&self) -> Option<Truth> {
        match self.can {
            [true, false, false] => Some(Truth::False),
            [false, false, true] => Some(Truth::True),
            _ => None,
        }
    }

    /// Nothing is known of it.
    fn anything() -> Self {
        Self { can: [true; 3], witness: [const { None }; 3], exact: false }
    }

    /// Counts a truth in.
    fn add(&mut self, truth: Truth, witness: Option<Witness>) {
        self.can[truth as usize] = true;
        let known = &mut self.witness[truth as usize];
        if known.is_none() {
            *known = witness;
        }
    }
}

/// All truths.
const TRUTHS: [Truth; 3] = [Truth::False, Truth::Unknown, Truth::True];

impl<'c> Space<'c> {
    /// The indicators of a kind.
    pub(crate) fn new(catalogue: &'c Catalogue, kind: Kind) -> Self {
        let indicators: Vec<_> = catalogue.of_kind(kind).collect();
        let vars = indicators.iter().enumerate().map(|(var, found)| (&found.id, var)).collect();
        Self { catalogue, indicators, vars, work: Cell::new(WORK_MAX) }
    }

    /// An indicator's place and type.
    pub(crate) fn var(&self, id: &IndicatorId) -> Option<(Var, &'c ValueType)> {
        let var = *self.vars.get(id)?;
        Some((var, &self.indicators[var].value_type))
    }

    /// An indicator.
    pub(crate) fn indicator(&self, var: Var) -> &'c Indicator {
        self.indicators[var]
    }

    /// Takes work from what is left; false where nothing is left of it.
    fn spend(&self, work: u64) -> bool {
        let left = self.work.get().checked_sub(work);
        self.work.set(left.unwrap_or(0));
        left.is_some()
    }

    /// What a condition can be, over all that its indicators may be. Each is taken for independent
    /// of the others, so more may seem possible than is, never less.
    pub(crate) fn possible(&self, condition: &Cond) -> Possible {
        let mut found = Possible { exact: true, ..Possible::default() };
        match condition {
            Cond::Constant(truth) => found.add(*truth, Some(Witness::new())),
            Cond::Not(inner) => {
                found = self.possible(inner);
                found.can.swap(0, 2);
                found.witness.swap(0, 2);
            }
            Cond::All(list) => {
                let parts = Self::parts(list).into_iter().map(|part| self.joined(part, Cond::All));
                found = combined(parts, Truth::True, Truth::and);
            }
            Cond::Any(list) => {
                let parts = Self::parts(list).into_iter().map(|part| self.joined(part, Cond::Any));
                found = combined(parts, Truth::False, Truth::or);
            }
            Cond::Within(..) | Cond::Ratio(..) | Cond::Present(_) => {
                return self.enumerated(condition).unwrap_or_else(Possible::anything);
            }
        }
        found
    }

    /// Groups of conditions that share indicators inside and none outside.
    fn parts(list: &[Cond]) -> Vec<Vec<Cond>> {
        let reads = list.iter().map(|item| vars_of([item]));
        let groups = grouped(&reads.collect::<Vec<_>>());
        groups
            .into_iter()
            .map(|group| group.into_iter().map(|index| list[index].clone()).collect())
            .collect()
    }

    /// What a group of conditions that share indicators can be, joined.
    fn joined(&self, mut group: Vec<Cond>, join: fn(Vec<Cond>) -> Cond) -> Possible {
        if group.len() == 1
            && let Some(only) = group.pop()
        {
            return self.possible(&only);
        }
        let joined = join(group);
        if let Some(found) = self.enumerated(&joined) {
            return found;
        }
        // Too many cells: each part as if it stood alone, which may seem to allow more.
        let mut rough = match &joined {
            Cond::All(list) => {
                combined(list.iter().map(|item| self.possible(item)), Truth::True, Truth::and)
            }
            Cond::Any(list) => {
                combined(list.iter().map(|item| self.possible(item)), Truth::False, Truth::or)
            }
            other => self.possible(other),
        };
        // What parts know of themselves may hold for the whole: then it is known after all.
        for witness in std::mem::take(&mut rough.witness).into_iter().flatten() {
            rough.add(joined.truth(&witness), Some(witness));
        }
        rough.exact =
            TRUTHS.into_iter().all(|truth| !rough.can(truth) || rough.witness(truth).is_some());
        rough
    }

    /// What a condition can be, cell by cell; none where there are too many.
    fn enumerated(&self, condition: &Cond) -> Option<Possible> {
        let mut found = Possible { exact: true, ..Possible::default() };
        let complete = self.each([condition], [], |at| {
            let truth = condition.truth(at);
            if !found.can(truth) {
                found.add(truth, Some(at.clone()));
            }
            if found.can == [true; 3] { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        complete.then_some(found)
    }

    /// Visits every cell of all indicators that conditions read, and of some more; false, without
    /// a visit, where there are too many.
    pub(crate) fn each<'a>(
        &self,
        conditions: impl IntoIterator<Item = &'a Cond>,
        more: impl IntoIterator<Item = Var>,
        mut visit: impl FnMut(&Witness) -> ControlFlow<()>,
    ) -> bool {
        let conditions: Vec<&Cond> = conditions.into_iter().collect();
        let mut vars = vars_of(conditions.iter().copied());
        vars.extend(more);
        let cells: Vec<(Var, Vec<Value>)> =
            vars.into_iter().map(|var| (var, self.cells(var, &conditions))).collect();
        let count = cells.iter().try_fold(1_u64, |count, (_, cells)| {
            count.checked_mul(cells.len() as u64).filter(|count| *count <= CELLS_MAX)
        });
        let size: u64 = conditions.iter().map(|condition| condition.size()).sum::<u64>() + 1;
        if !count.is_some_and(|count| self.spend(count.saturating_mul(size))) {
            return false;
        }
        let mut at: Witness =
            cells.iter().filter_map(|(var, cells)| Some((*var, *cells.first()?))).collect();
        let mut turn = vec![0_usize; cells.len()];
        loop {
            if visit(&at).is_break() {
                return true;
            }
            let mut place = 0;
            loop {
                let Some((var, cells)) = cells.get(place) else { return true };
                turn[place] += 1;
                if turn[place] == cells.len() {
                    turn[place] = 0;
                }
                at.insert(*var, cells[turn[place]]);
                if turn[place] != 0 {
                    break;
                }
                place += 1;
            }
        }
    }

    /// What an indicator may be, cut wherever one of the conditions holds it against something.
    pub(crate) fn cells(&self, var: Var, conditions: &[&Cond]) -> Vec<Value> {
        let (mut units, mut ratios, mut present) = (BTreeSet::new(), Vec::new(), false);
        for condition in conditions {
            condition.leaves(&mut |of, leaf| match leaf {
                Cond::Within(_, low, high) if of == var => {
                    units.insert(*low);
                    units.extend(high.checked_add(1));
                }
                Cond::Ratio(_, _, bound) if of == var => ratios.push(Fraction::of(*bound)),
                Cond::Present(_) if of == var => present = true,
                _ => {}
            });
        }
        let Some((min, max)) = self.indicators[var].value_type.range() else {
            return self.ratio_cells(var, ratios);
        };
        units.insert(min);
        let starts: Vec<i64> = units.into_iter().filter(|cut| (min..=max).contains(cut)).collect();
        let ends = starts.iter().skip(1).map(|next| next - 1).chain([max]);
        let mut cells: Vec<_> =
            starts.iter().zip(ends).map(|(from, to)| Value::Units(*from, to)).collect();
        if present {
            cells.push(Value::Missing(min, max));
        }
        cells
    }

    /// The ratios that a condition can tell apart: each bound, and one of all between two.
    fn ratio_cells(&self, var: Var, mut bounds: Vec<Fraction>) -> Vec<Value> {
        bounds.sort_by(|left, right| left.compare(*right));
        bounds.dedup_by(|left, right| left.compare(*right).is_eq());
        let range = self.ratio_range(var);
        let ends = match (range, bounds.first(), bounds.last()) {
            (Some(ends), ..) => ends,
            (None, Some(first), Some(last)) => (first.beside(-1), last.beside(1)),
            (None, ..) => (Fraction::of(Decimal::integer(0)), Fraction::of(Decimal::integer(1))),
        };
        bounds.retain(|bound| bound.compare(ends.0).is_gt() && bound.compare(ends.1).is_lt());
        let mut points = vec![ends.0];
        points.extend(bounds);
        if ends.1.compare(ends.0).is_gt() {
            points.push(ends.1);
        }
        let mut cells = Vec::with_capacity(points.len() * 2);
        for (index, point) in points.iter().enumerate() {
            cells.push(Value::Ratio(*point));
            cells.extend(points.get(index + 1).map(|next| Value::Ratio(point.middle(*next))));
        }
        cells
    }

    /// The least and greatest that a ratio can be, times its factor; none where nothing is known
    /// of it.
    pub(crate) fn ratio_range(&self, var: Var) -> Option<(Fraction, Fraction)> {
        let indicator = self.indicators[var];
        let ValueType::Ratio { factor } = indicator.value_type else { return None };
        let factor = i128::from(factor);
        let fraction =
            |num: i64, den: i64| Fraction::new(i128::from(num).checked_mul(factor)?, den.into());
        match indicator.compute.as_ref()? {
            Compute::Share { .. } => Some((fraction(0, 1)?, fraction(1, 1)?)),
            Compute::Mean { over, of, .. } => {
                let value_type = &self.catalogue.get(*over, of)?.value_type;
                let (min, max) = value_type.range()?;
                let den = 10_i64.checked_pow(u32::from(value_type.scale()))?;
                Some((fraction(min, den)?, fraction(max, den)?))
            }
            Compute::Ratio(part, whole) => {
                let range = |id| self.catalogue.get(indicator.kind, id)?.value_type.range();
                let ((part_min, part_max), (whole_min, whole_max)) = (range(part)?, range(whole)?);
                // It is known only where the whole is above 0.
                let whole_min = whole_min.max(1);
                let whole = |near: bool| if near { whole_min } else { whole_max };
                let least = fraction(part_min, whole(part_min < 0))?;
                let most = fraction(part_max, whole(part_max > 0))?;
                (whole_min <= whole_max).then_some((least, most))
            }
            _ => None,
        }
    }
}

/// The indicators that conditions read.
pub(crate) fn vars_of<'a>(conditions: impl IntoIterator<Item = &'a Cond>) -> BTreeSet<Var> {
    let mut vars = BTreeSet::new();
    for condition in conditions {
        condition.leaves(&mut |var, _| {
            vars.insert(var);
        });
    }
    vars
}

/// Puts together what shares an indicator, directly or through others.
pub(crate) fn grouped(reads: &[BTreeSet<Var>]) -> Vec<Vec<usize>> {
    let mut groups: Vec<(BTreeSet<Var>, Vec<usize>)> = Vec::new();
    for (index, vars) in reads.iter().enumerate() {
        let (mut all, mut members) = (vars.clone(), vec![index]);
        let (touching, apart): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|(known, _)| !known.is_disjoint(vars));
        groups = apart;
        for (known, indexes) in touching {
            all.extend(known);
            members.extend(indexes);
        }
        members.sort_unstable();
        groups.push((all, members));
    }
    let mut groups: Vec<_> = groups.into_iter().map(|(_, members)| members).collect();
    groups.sort();
    groups
}

/// What conditions that share nothing can be together.
fn combined(
    parts: impl IntoIterator<Item = Possible>,
    start: Truth,
    join: fn(Truth, Truth) -> Truth,
) -> Possible {
    let mut all = Possible { exact: true, ..Possible::default() };
    all.add(start, Some(Witness::new()));
    for part in parts {
        let mut next = Possible { exact: all.exact && part.exact, ..Possible::default() };
        for left in TRUTHS.into_iter().filter(|truth| all.can(*truth)) {
            for right in TRUTHS.into_iter().filter(|truth| part.can(*truth)) {
                let both = all.witness(left).zip(part.witness(right)).map(|(left, right)| {
                    let mut both = left.clone();
                    both.extend(right.iter().map(|(var, value)| (*var, *value)));
                    both
                });
                next.add(join(left, right), both);
            }
        }
        all = next;
    }
    all
}
