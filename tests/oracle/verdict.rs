//! The verdict on one subject.

use tieuchi_core::{NO_LEVEL, Otherwise, Ruleset, Status, Truth};

use crate::oracle::{Finding, Oracle, Ratio, Subject, condition::Law};

/// What is said of one subject and one title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Verdict {
    /// The status.
    pub status: Status,
    /// The level surely reached.
    pub level: u8,
    /// The level perhaps reached.
    pub level_high: u8,
    /// The least and the most points, in units.
    pub points: (i128, i128),
    /// What can be earned, in units.
    pub max: i128,
    /// Findings by level and criterion.
    pub findings: Vec<Vec<Finding>>,
}

impl Oracle<'_> {
    /// Judges a subject.
    pub(crate) fn verdict(&self, ruleset: &Ruleset, subject: Subject) -> Verdict {
        let levels = ruleset.levels.len().max(1);
        let findings: Vec<Vec<Finding>> = (0..levels)
            .map(|level| {
                let criteria = ruleset.criteria.iter();
                criteria.map(|one| self.finding(ruleset, level, one, subject)).collect()
            })
            .collect();
        let about = ruleset.applies.as_ref().map_or(Truth::True, |condition| {
            self.plain_truth(subject, condition, Law { ruleset: Some(ruleset), level: 0 })
        });
        let (mut level, mut level_high) = (NO_LEVEL, NO_LEVEL);
        let mut reached = about;
        for (number, findings) in (1..).zip(&findings) {
            reached = reached.and(self.reached(ruleset, number - 1, findings, subject));
            if reached == Truth::True {
                level = u8::try_from(number).unwrap();
            }
            if reached != Truth::False {
                level_high = u8::try_from(number).unwrap();
            }
        }
        let status = match about {
            Truth::False => Status::NotApplicable,
            Truth::Unknown => Status::Undetermined,
            Truth::True if level > NO_LEVEL => Status::Recognised,
            Truth::True if level_high > NO_LEVEL => Status::Undetermined,
            Truth::True => Status::NotRecognised,
        };
        let stands = |place: usize| {
            let criterion = &ruleset.criteria[place];
            let left_out = criterion.otherwise == Otherwise::Exclude
                && findings[0][place].applies == Truth::False;
            criterion.points.filter(|_| !left_out).map_or(0, i128::from)
        };
        let scored = || {
            let both = ruleset.criteria.iter().zip(&findings[0]);
            both.filter(|(criterion, _)| criterion.points.is_some()).map(|(_, finding)| finding)
        };
        Verdict {
            status,
            level,
            level_high,
            points: (
                scored().map(|finding| finding.points.0).sum(),
                scored().map(|finding| finding.points.1).sum(),
            ),
            max: (0..ruleset.criteria.len()).map(stands).sum(),
            findings: findings.clone(),
        }
    }

    /// Whether a level's own conditions hold.
    fn reached(
        &self,
        ruleset: &Ruleset,
        level: usize,
        findings: &[Finding],
        subject: Subject,
    ) -> Truth {
        let law = Law { ruleset: Some(ruleset), level };
        let mut truth = mark(ruleset, findings, law);
        for (criterion, finding) in ruleset.criteria.iter().zip(findings) {
            let under_floor = ruleset.recognition.floor.is_some() && criterion.points.is_some();
            if criterion.required || under_floor {
                truth = truth.and(finding.satisfied);
            }
        }
        let requires = ruleset.levels.get(level).and_then(|level| level.requires.as_ref());
        truth.and(
            requires.map_or(Truth::True, |condition| self.plain_truth(subject, condition, law)),
        )
    }
}

/// Whether the points reach the pass mark: earned ÷ what stands ≥ mark ÷ total, tried for every
/// choice of which criteria of those that perhaps leave the total do.
fn mark(ruleset: &Ruleset, findings: &[Finding], law: Law<'_>) -> Truth {
    let (Some(bound), Some(total)) = (&ruleset.recognition.pass_mark, ruleset.points_total) else {
        return Truth::True;
    };
    let Some(mark) = law.number(bound) else { return Truth::Unknown };
    let scored: Vec<_> = ruleset
        .criteria
        .iter()
        .zip(findings)
        .filter_map(|(criterion, finding)| Some((criterion, finding, criterion.points?)))
        .collect();
    // (least earned, most earned, what stands) for each choice.
    let mut choices = vec![(0_i128, 0_i128, 0_i128)];
    for (criterion, finding, points) in scored {
        let mut next = Vec::new();
        for (low, high, stands) in choices {
            let exclude = criterion.otherwise == Otherwise::Exclude;
            if exclude && finding.applies != Truth::True {
                next.push((low, high, stands));
            }
            if !exclude || finding.applies != Truth::False {
                let (least, most) = if exclude { finding.applied } else { finding.points };
                next.push((low + least, high + most, stands + i128::from(points)));
            }
        }
        choices = next;
    }
    let total = Ratio::units(total.into(), ruleset.points_scale);
    let reaches = |earned: i128, stands: i128| {
        Ratio::units(earned, ruleset.points_scale).times(total)
            >= mark.times(Ratio::units(stands, ruleset.points_scale))
    };
    if choices.iter().all(|(low, _, stands)| reaches(*low, *stands)) {
        Truth::True
    } else if choices.iter().any(|(_, high, stands)| reaches(*high, *stands)) {
        Truth::Unknown
    } else {
        Truth::False
    }
}
