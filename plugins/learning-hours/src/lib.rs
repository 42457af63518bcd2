//! Hours of study by kind, with caps and diminishing returns.
//!
//! Hours of each kind count up to a cap and with a weight. Of their sum, the first hours count in
//! full and the rest in part; points are the criterion's, in proportion to the hours that earn them
//! all, rounded down. Hours that the register does not give may be any: the finding is open between
//! none of them and as many as the cap allows.

tieuchi_plugin::plugin!("plugin.toml");

use tieuchi_plugin::{Criterion, Finding, Issue};

/// Kinds of study: class, community centre, online, alone.
const KINDS: usize = 4;

fn evaluate(row: &Row<'_>, settings: &Settings, criterion: &Criterion) -> Finding {
    let hours = [row.gio_lop, row.gio_cong_dong, row.gio_truc_tuyen, row.gio_tu_hoc];
    if hours == [None; KINDS] {
        return Finding::unknown().because(Reason::ThieuGio);
    }
    let (mut low, mut high, mut above) = (0, 0, false);
    for (kind, hours) in hours.into_iter().enumerate() {
        let (cap, weight) = (settings.tran[kind], settings.he_so[kind]);
        // Tenths of hours times percent: thousandths of hours.
        low += hours.unwrap_or(0).clamp(0, cap) * weight;
        high += hours.unwrap_or(cap).clamp(0, cap) * weight;
        above |= hours.is_some_and(|hours| hours > cap);
    }
    let finding = Finding::between(
        points(low, settings, criterion.full()),
        points(high, settings, criterion.full()),
    );
    if hours.contains(&None) {
        finding.because(Reason::ThieuGio)
    } else if above {
        finding.because(Reason::VuotTran)
    } else if low > settings.gio_day_du * 100 {
        finding.because(Reason::GiamDan)
    } else {
        finding
    }
}

/// Points for thousandths of hours. The bounds of the settings keep the products within 64 bits.
fn points(thousandths: i64, settings: &Settings, full: i64) -> i64 {
    let first = thousandths.min(settings.gio_day_du * 100);
    let counted = first * 100 + (thousandths - first) * settings.phan_tram_sau;
    let needed = settings.gio_du_diem * 100 * 100;
    full * counted.min(needed) / needed
}

fn check_settings(settings: &Settings) -> Vec<Issue> {
    let mut issues = Vec::new();
    for (name, given) in [("tran", &settings.tran), ("he-so", &settings.he_so)] {
        if given.len() != KINDS {
            let message = format!("`{name}` needs {KINDS} numbers, one for each kind of study");
            issues.push(Issue::new(name, message));
        }
    }
    if settings.gio_day_du > settings.gio_du_diem {
        let message = "`gio-day-du` is above `gio-du-diem`: no hour would count in part";
        issues.push(Issue::new("gio-day-du", message));
    }
    issues
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_that_do_not_fit_each_other_are_refused() {
        assert_eq!(check_settings(&Settings::default()), []);
        let settings = Settings { tran: vec![10], gio_day_du: 601, ..Settings::default() };
        let named: Vec<&str> =
            check_settings(&settings).into_iter().map(|issue| issue.setting).collect();
        assert_eq!(named, ["tran", "gio-day-du"]);
    }

    #[test]
    fn more_hours_never_earn_fewer_points() {
        let settings = Settings::default();
        let earned: Vec<i64> =
            (0..2_000).map(|hours| points(hours * 100, &settings, 100)).collect();
        assert!(earned.is_sorted() && earned[0] == 0 && earned[1_999] == 100);
    }
}
