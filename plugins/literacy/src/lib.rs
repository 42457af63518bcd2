//! Universal education and literacy of a commune, by age band (Nghị định 20/2014/NĐ-CP).
//!
//! A share of the members is held against the percentage that is asked for. Where an age, a level
//! or a state of schooling is missing, both ends are told: the share if every missing value were
//! the worst, and if every one were the best. Shares stay fractions; nothing is rounded.

tieuchi_plugin::plugin!("plugin.toml");

mod share;

use share::{Answer, Share};
use tieuchi_plugin::{Criterion, Finding, Issue};

fn evaluate(row: &Row<'_>, settings: &Settings, _: &Criterion) -> Finding {
    let level = settings.muc;
    let band =
        if settings.dac_biet_kho_khan { &settings.tuoi_den_kho_khan } else { &settings.tuoi_den };
    let last = band[usize::from(level == 2)];
    let (mut literate, mut schooled) = (Share::default(), Share::default());
    for citizen in row.citizens() {
        let of_age = citizen.tuoi.map(|age| (settings.tuoi_tu..=last).contains(&age));
        literate.add(of_age, citizen.muc_biet_chu.map(|reached| reached >= level));
        // Who is exempt or not of the age for school is not counted.
        let (counted, done) = match citizen.pho_cap.map(tieuchi_plugin::Code::as_str) {
            Some("dat") => (Some(true), Some(true)),
            Some("chua-dat") => (Some(true), Some(false)),
            Some(_) => (Some(false), None),
            None => (None, None),
        };
        schooled.add(counted, done);
    }
    let literate = literate.at_least(settings.ti_le_biet_chu);
    let schooled = match settings.ti_le_pho_cap {
        0 => Answer::Yes,
        percent => schooled.at_least(percent),
    };
    match (literate, schooled) {
        (Answer::No, _) => Finding::fail().because(Reason::ChuaDatBietChu),
        (_, Answer::No) => Finding::fail().because(Reason::ChuaDatPhoCap),
        (Answer::Nobody, _) | (_, Answer::Nobody) => Finding::unknown().because(Reason::KhongCoAi),
        (Answer::Open, _) | (_, Answer::Open) => Finding::unknown().because(Reason::ThieuSoLieu),
        (Answer::Yes, Answer::Yes) => Finding::pass(),
    }
}

fn check_settings(settings: &Settings) -> Vec<Issue> {
    let bands =
        [("tuoi-den", &settings.tuoi_den), ("tuoi-den-kho-khan", &settings.tuoi_den_kho_khan)];
    let mut issues = Vec::new();
    for (name, ages) in bands {
        if ages.len() != 2 {
            let message = format!("`{name}` needs two ages, one for each level");
            issues.push(Issue::new(name, message));
        } else if ages.iter().any(|age| *age < settings.tuoi_tu) {
            issues.push(Issue::new(name, format!("`{name}` lies below `tuoi-tu`")));
        }
    }
    issues
}
