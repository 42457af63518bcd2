//! Points that people give themselves, held against evidence.
//!
//! What the register knows of a person bounds what is plausible. A score above the bound is
//! unknown until somebody looks at it, or counts up to the bound: the rule file says which. Where
//! the evidence is missing, every bound is possible that the missing value could bring.

tieuchi_plugin::plugin!("plugin.toml");

use tieuchi_plugin::{Criterion, Finding, Issue};

/// What the evidence allows, at least and at most, and why no more.
struct Plausible {
    low: i64,
    high: i64,
    reason: Reason,
}

fn evaluate(row: &Row<'_>, settings: &Settings, criterion: &Criterion) -> Finding {
    let full = criterion.full();
    let scale = settings.thang_diem;
    let unknown_if_implausible = settings.khi_khong_hop_ly == "chua-ro";
    // The form's scale becomes the criterion's points, rounded down.
    let points = |score: i64| full * score.clamp(0, scale) / scale;
    let plausible = plausible(row, settings);
    let Some(score) = row.tu_cham else {
        let high = if unknown_if_implausible { scale } else { plausible.high };
        return Finding::between(0, points(high)).because(Reason::ThieuTuCham);
    };
    if score < 0 || score > scale {
        let finding = if unknown_if_implausible {
            Finding::unknown()
        } else {
            let lowest = score.min(plausible.low);
            Finding::between(points(lowest), points(score.min(plausible.high)))
        };
        return finding.because(Reason::NgoaiThangDiem);
    }
    if score <= plausible.low {
        return Finding::points(points(score));
    }
    let sure = score > plausible.high;
    let reason = if sure { plausible.reason } else { Reason::ThieuMinhChung };
    let finding = if unknown_if_implausible {
        Finding::unknown()
    } else {
        Finding::between(points(plausible.low), points(score.min(plausible.high)))
    };
    finding.because(reason)
}

/// The bounds of the literacy and of the schooling, the lower one of both.
fn plausible(row: &Row<'_>, settings: &Settings) -> Plausible {
    let (scale, none, one) =
        (settings.thang_diem, settings.tran_chua_biet_chu, settings.tran_muc_1);
    let literacy = match row.muc_biet_chu {
        Some(..=0) => (none, none),
        Some(1) => (one, one),
        Some(_) => (scale, scale),
        None => (none, scale),
    };
    let left = settings.tran_bo_hoc;
    let schooling = match row.bo_hoc {
        Some(true) => (left, left),
        Some(false) => (scale, scale),
        None => (left, scale),
    };
    let reason = if schooling.1 < literacy.1 { Reason::TraiBoHoc } else { Reason::TraiMucBietChu };
    Plausible { low: literacy.0.min(schooling.0), high: literacy.1.min(schooling.1), reason }
}

fn check_settings(settings: &Settings) -> Vec<Issue> {
    let (none, one) = (settings.tran_chua_biet_chu, settings.tran_muc_1);
    let named =
        [("tran-chua-biet-chu", none), ("tran-muc-1", one), ("tran-bo-hoc", settings.tran_bo_hoc)];
    let mut issues: Vec<Issue> = named
        .into_iter()
        .filter(|(_, bound)| *bound > settings.thang_diem)
        .map(|(name, _)| Issue::new(name, format!("`{name}` is above `thang-diem`")))
        .collect();
    if none > one {
        let message = "`tran-chua-biet-chu` is above `tran-muc-1`";
        issues.push(Issue::new("tran-chua-biet-chu", message));
    }
    issues
}
