//! The verdicts that stand, a byte for each subject and title, and the batches that bring new ones.

use std::{
    collections::BTreeMap,
    num::NonZeroUsize,
    path::Path,
    sync::{
        atomic::{AtomicBool, AtomicUsize, Ordering},
        mpsc,
    },
    thread,
};

use tieuchi_core::{Counts, Kind, OrgUnit, PlaceCode, RunFault, Status, SubjectId, TitleId};
use tieuchi_store::{Digest, Reader};

use super::{
    change::{
        Move, Rejudged, TitleChange, add, counts, gained_and_lost, moved, moves, moves_by_subject,
    },
    generation::Generation,
};
use crate::{
    past,
    place::{Job, commune_alone, unit_name},
    trouble::Trouble,
};

/// How a batch is judged.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Effort {
    /// How many communes at once; the machine's cores where it is not said.
    pub(crate) jobs: Option<NonZeroUsize>,
    /// How many subjects are named for each title of a commune; all where it is not said.
    pub(crate) moved_max: Option<usize>,
}

/// The verdicts that stand.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    /// By commune; none before the first batch.
    communes: Option<BTreeMap<PlaceCode, Standing>>,
}

/// A commune's verdicts.
#[derive(Debug)]
struct Standing {
    /// What they depend on, apart from the evidence.
    key: Digest,
    /// The evidence.
    manifests: BTreeMap<Kind, Digest>,
    /// In the order of judging.
    titles: Vec<StandingTitle>,
}

/// A title's verdicts.
#[derive(Debug)]
struct StandingTitle {
    /// The title.
    title: TitleId,
    /// What people call it.
    name: String,
    /// Whom it judges.
    kind: Kind,
    /// By row.
    statuses: Vec<Status>,
}

/// What came of one commune.
struct Judged {
    /// Its verdicts.
    standing: Standing,
    /// What has moved.
    changes: Vec<TitleChange>,
    /// Checks that broke.
    faults: Vec<RunFault>,
}

impl Ledger {
    /// Judges by a generation whatever it or new evidence may have changed; all of it or, where
    /// something is in the way, nothing. None where it was told to stop.
    pub(crate) fn judge(
        &mut self,
        generation: &Generation,
        effort: Effort,
        stop: &AtomicBool,
    ) -> Result<Option<Rejudged>, Trouble> {
        let judged = self.batch(generation, effort, stop);
        judged.map_err(|trouble| trouble.in_store(&generation.workspace.store()))
    }

    /// Does it.
    fn batch(
        &mut self,
        generation: &Generation,
        effort: Effort,
        stop: &AtomicBool,
    ) -> Result<Option<Rejudged>, Trouble> {
        let Generation { number, digest, workspace, period, keys, .. } = generation;
        let store = workspace.store();
        let mut heads: BTreeMap<PlaceCode, BTreeMap<Kind, Digest>> = BTreeMap::new();
        for head in Reader::open(&store)?.registers(*period)? {
            heads.entry(head.place).or_default().insert(head.kind, head.manifest);
        }
        let communes = workspace.places.communes(period.last_day());
        let none = BTreeMap::new();
        let stands = |unit: &&&OrgUnit| {
            let standing = self.communes.as_ref().and_then(|known| known.get(&unit.code));
            standing.is_some_and(|standing| {
                Some(&standing.key) == keys.get(&unit.code)
                    && standing.manifests == *heads.get(&unit.code).unwrap_or(&none)
            })
        };
        let changed: Vec<&OrgUnit> =
            communes.iter().filter(|unit| !stands(unit)).copied().collect();
        let judged = self.judge_all(generation, &store, &changed, effort, stop)?;
        let Some(judged) = judged else { return Ok(None) };
        let first = self.communes.is_none();
        let known = self.communes.get_or_insert_default();
        let mut rejudged = Rejudged {
            generation: *number,
            digest: digest.to_string(),
            first,
            communes: communes.len() as u64,
            judged: changed.len() as u64,
            counts: Counts::default(),
            changes: Vec::new(),
            gone: known.keys().filter(|code| !keys.contains_key(code)).cloned().collect(),
            faults: Vec::new(),
        };
        known.retain(|code, _| keys.contains_key(code));
        for (code, Judged { standing, changes, faults }) in judged {
            known.insert(code, standing);
            rejudged.changes.extend(changes);
            rejudged.faults.extend(faults);
        }
        for title in known.values().flat_map(|standing| &standing.titles) {
            add(&mut rejudged.counts, counts(&title.statuses));
        }
        Ok(Some(rejudged))
    }

    /// Judges communes on several threads.
    fn judge_all(
        &self,
        generation: &Generation,
        store: &Path,
        units: &[&OrgUnit],
        effort: Effort,
        stop: &AtomicBool,
    ) -> Result<Option<BTreeMap<PlaceCode, Judged>>, Trouble> {
        let cores = || thread::available_parallelism().ok();
        let threads = effort.jobs.or_else(cores).map_or(1, usize::from).min(units.len());
        let mut readers = Vec::with_capacity(threads);
        for _ in 0..threads {
            readers.push(Reader::open(store)?);
        }
        let next = AtomicUsize::new(0);
        let (send, receive) = mpsc::channel();
        thread::scope(|scope| {
            for reader in readers {
                let (send, next) = (send.clone(), &next);
                scope.spawn(move || {
                    while !stop.load(Ordering::Relaxed)
                        && let Some(unit) = units.get(next.fetch_add(1, Ordering::Relaxed))
                    {
                        let judged = self.commune(generation, unit, &reader, effort);
                        if send.send((unit.code.clone(), judged)).is_err() {
                            break;
                        }
                    }
                });
            }
        });
        drop(send);
        let mut all = BTreeMap::new();
        for (code, judged) in receive {
            all.insert(code, judged?);
        }
        Ok((all.len() == units.len()).then_some(all))
    }

    /// Judges one commune and holds it against what stood before.
    fn commune(
        &self,
        generation: &Generation,
        unit: &OrgUnit,
        reader: &Reader,
        effort: Effort,
    ) -> Result<Judged, Trouble> {
        let Generation { workspace, plugins, period, keys, .. } = generation;
        let (rulesets, _) = workspace.rules.resolve(&unit.code, period.last_day());
        let job = Job::new(unit, rulesets, workspace, *period, plugins)?;
        let scope = reader.scope(*period, &unit.code, &job.wants())?;
        let tieuchi_store::Scope { mut tables, manifests, strays: _ } = scope;
        tables.entry(Kind::Commune).or_insert_with(commune_alone);
        let asked: Vec<_> = job.plan.history().into_iter().collect();
        let history = past::history(workspace, unit, &asked, &|place| {
            reader.history(place, &asked, *period, &manifests)
        })?;
        let mut titles: BTreeMap<&TitleId, (_, Vec<Status>)> = (0..)
            .zip(job.plan.titles())
            .map(|(at, title)| (&title.title, (job.blank(at, title), Vec::new())))
            .collect();
        let scope = tieuchi_engine::Scope { tables: &tables, history: &history };
        tieuchi_engine::judge(&job.plan, scope, &mut |judged| {
            if let Some((tallied, statuses)) = titles.get_mut(&judged.title.title) {
                job.tally(tallied, &judged);
                statuses.extend_from_slice(&judged.verdicts.statuses);
            }
        });
        let mut faults = Vec::new();
        let mut standing_titles = Vec::new();
        for planned in job.plan.titles() {
            let Some((tallied, mut statuses)) = titles.remove(&planned.title) else { continue };
            statuses.shrink_to_fit();
            faults.extend(tallied.faults);
            standing_titles.push(StandingTitle {
                title: planned.title.clone(),
                name: tallied.summary.title_name,
                kind: planned.kind,
                statuses,
            });
        }
        let key = keys.get(&unit.code).copied().unwrap_or_else(|| Digest::of(""));
        let standing = Standing { key, manifests, titles: standing_titles };
        let before = self.communes.as_ref().map(|known| known.get(&unit.code));
        let changes = match before {
            None => Vec::new(),
            Some(before) => Compared { unit, reader, before, now: &standing }.changes(effort)?,
        };
        Ok(Judged { standing, changes, faults })
    }
}

/// A commune before and now.
struct Compared<'a> {
    /// The commune.
    unit: &'a OrgUnit,
    /// The store.
    reader: &'a Reader,
    /// What stood before, where it was judged.
    before: Option<&'a Standing>,
    /// What stands now.
    now: &'a Standing,
}

impl Compared<'_> {
    /// What has moved, title by title; titles that are not judged any more come last.
    fn changes(&self, effort: Effort) -> Result<Vec<TitleChange>, Trouble> {
        let Self { unit, before, now, .. } = self;
        let before = before.map_or(&[][..], |standing| &standing.titles);
        let gone = before.iter().filter(|title| self.now(&title.title).is_none());
        let mut changes = Vec::new();
        for title in now.titles.iter().chain(gone) {
            let StandingTitle { title, name, kind, .. } = title;
            let was = before.iter().find(|known| known.title == *title);
            let was = was.map_or(&[][..], |title| &title.statuses);
            let is = self.now(title).map_or(&[][..], |title| &title.statuses);
            let moved_max = effort.moved_max.unwrap_or(usize::MAX);
            let found = if self.same_rows(*kind) {
                let moves = moves(was, is);
                let some = moves.iter().take(moved_max).copied().collect();
                (gained_and_lost(&moves), moves.len(), self.named(*kind, some)?)
            } else {
                let subjects = |standing: Option<&Standing>| match standing {
                    Some(standing) => self.subjects(standing, *kind),
                    None => Ok(Vec::new()),
                };
                let (old, new) = (subjects(self.before)?, subjects(Some(self.now))?);
                let mut moves = moves_by_subject((&old, was), (&new, is));
                let sums = (gained_and_lost(&moves), moves.len());
                moves.truncate(moved_max);
                (sums.0, sums.1, moves)
            };
            let ((gained, lost), total, moves) = found;
            if total == 0 {
                continue;
            }
            changes.push(TitleChange {
                place: unit.code.clone(),
                place_name: unit_name(unit),
                title: title.clone(),
                title_name: name.clone(),
                kind: *kind,
                now: counts(is),
                gained,
                lost,
                moved_total: total as u64,
                moved: moves.into_iter().map(moved).collect(),
            });
        }
        Ok(changes)
    }

    /// A title as it stands now.
    fn now(&self, title: &TitleId) -> Option<&StandingTitle> {
        self.now.titles.iter().find(|known| known.title == *title)
    }

    /// Whether the rows of a kind are the same subjects before and now.
    fn same_rows(&self, kind: Kind) -> bool {
        let manifest = |standing: &Standing| standing.manifests.get(&kind).copied();
        self.before.is_none_or(|before| manifest(before) == manifest(self.now))
    }

    /// The subjects of a kind, by row. A commune without a register goes by its code.
    fn subjects(&self, standing: &Standing, kind: Kind) -> Result<Vec<SubjectId>, Trouble> {
        Ok(match standing.manifests.get(&kind) {
            Some(manifest) => self.reader.subjects(manifest)?,
            None if kind == Kind::Commune => vec![SubjectId::new(self.unit.code.as_str())],
            None => Vec::new(),
        })
    }

    /// Moves with the subjects' ids for their rows.
    fn named(&self, kind: Kind, moves: Vec<Move<usize>>) -> Result<Vec<Move<SubjectId>>, Trouble> {
        if moves.is_empty() {
            return Ok(Vec::new());
        }
        let subjects = self.subjects(self.now, kind)?;
        let named = moves
            .into_iter()
            .filter_map(|(row, before, now)| Some((subjects.get(row)?.clone(), before, now)));
        Ok(named.collect())
    }
}
