//! The page of a report.

use super::*;
use crate::{fixture::overview, markup::tests::assert_well_formed};

#[test]
fn a_page_is_whole_and_asks_for_nothing_from_outside() {
    for lang in Lang::ALL {
        let page = overview_html(&overview(), lang);
        assert_well_formed(&page);
        assert!(page.contains(&format!("<html lang=\"{}\">", lang.as_str())));
        // Levels stand in the table of titles; hamlets of several communes would fill the page.
        for section in Section::ALL.into_iter().filter(|section| *section != Section::Levels) {
            assert!(
                page.contains(&format!("<section id=\"{}\">", section.as_str())),
                "{section:?}"
            );
        }
    }
}

#[test]
fn every_chart_stands_beside_a_table_with_the_same_figures() {
    let page = overview_html(&overview(), Lang::Vi);
    for section in page.split("<section ").skip(1).filter(|text| text.contains("<svg")) {
        assert!(section.contains("<table"), "{section}");
    }
    let (chart, table) = page.split_once("<table").unwrap();
    for rate in ["67,61–68,30 %", "76,92–92,31 %", "74,99–78,34 %"] {
        assert!(chart.contains(rate) && table.contains(rate), "{rate}");
    }
}

#[test]
fn names_cannot_become_markup() {
    let mut overview = overview();
    let evil = "<script>alert(1)</script>\" onload='x'&amp;\u{202e}";
    overview.summary.workspace = evil.to_owned();
    overview.place = Some("30952".into());
    for line in &mut overview.summary.lines {
        line.place_name = evil.to_owned();
        line.title_name = evil.to_owned();
    }
    for line in &mut overview.summary.papers {
        line.paper = evil.to_owned();
    }
    for line in &mut overview.hamlets {
        line.name = evil.to_owned();
    }
    overview.targets[0].name = evil.to_owned();
    overview.years[0].title_name = evil.to_owned();
    overview.summary.faults[0].message = evil.to_owned();
    let page = overview_html(&overview, Lang::Vi);
    assert_well_formed(&page);
    assert!(!page.contains("<script") && !page.contains("onload='"));
    assert!(page.contains("&lt;script&gt;alert(1)"));
}

#[test]
fn a_run_without_titles_says_so() {
    let mut overview = overview();
    overview.summary.lines.clear();
    let page = overview_html(&overview, Lang::En);
    assert_well_formed(&page);
    assert!(page.contains("No title was assessed in this period."));
}
