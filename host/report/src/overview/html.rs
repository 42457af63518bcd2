//! A report as one self-contained page of HTML with charts.

use std::fmt::Write as _;

use tieuchi_core::{Overview, TitleId};

use crate::{
    chart::{self, Bar, bars, columns},
    count::{Count, totals},
    lang::Lang,
    markup::{Markup, classed, element, escaped, page},
    messages::Messages,
    overview::{
        parts::{self, sorted_lines},
        section::Section,
        text::title_lines,
    },
    part::{Cell, Figure, Part, Row, words},
    rate::Rate,
};

#[cfg(test)]
mod tests;

/// How the page looks, on screens and on A4.
const STYLE: &str = include_str!("html/report.css");

/// The most communes whose bars are drawn; longer lists are read in the table.
const BARS_MAX: usize = 40;

/// A report as one page of HTML: every section with its table, charts with their figures beside
/// them. It needs no other file, runs nothing, and prints on A4.
pub fn overview_html(overview: &Overview, lang: Lang) -> String {
    let messages = Messages::of(lang);
    let [heading, of] = title_lines(overview, messages);
    let parts = parts::of(overview, messages);
    let mut body = format!("<header>\n<h1>{}</h1>\n<p>{}</p>\n</header>\n", escaped(&heading), escaped(&of));
    if overview.summary.lines.is_empty() {
        body.push_str(&element("p", &messages.word("report-nothing")));
    }
    body.push_str(&contents(&parts, messages));
    body.push_str("<main>\n");
    for part in &parts {
        let id = part.section.as_str();
        let _ = writeln!(body, "<section id=\"{id}\">\n<h2>{}</h2>", escaped(&part.heading(messages)));
        if let Some(why) = part.why(messages) {
            body.push_str(&element("p", &why));
        }
        body.push_str(&charts(overview, part.section, messages));
        body.push_str(&table(part, lang, &part.heading(messages)));
        part.notes.iter().for_each(|note| body.push_str(&classed("p", "note", note)));
        body.push_str("</section>\n");
    }
    body.push_str("</main>\n");
    let (run, period) = (overview.summary.run.to_string(), overview.summary.period.to_string());
    let made = messages.text("report-made-by", &[("run", words(&run)), ("period", words(&period))]);
    let _ = writeln!(body, "<footer>{}</footer>", escaped(&made));
    page(lang, &format!("{heading} · {of}"), &format!("{STYLE}{}", chart::STYLE), &body)
}

/// Where each section stands.
fn contents(parts: &[Part], messages: &Messages) -> String {
    let heading = escaped(&messages.word("report-contents"));
    let mut text = format!("<nav aria-label=\"{heading}\">\n<ul>\n");
    for part in parts {
        let (id, heading) = (part.section.as_str(), escaped(&part.heading(messages)));
        let _ = writeln!(text, "<li><a href=\"#{id}\">{heading}</a></li>");
    }
    text.push_str("</ul>\n</nav>\n");
    text
}

/// The table of a section.
fn table(part: &Part, lang: Lang, caption: &str) -> String {
    let right = |figure: &Figure| *figure != Figure::Words;
    let header: Vec<(String, bool)> =
        part.columns.iter().map(|column| (column.title(), right(&column.figure))).collect();
    let mut table = Markup::table(part.section.as_str(), caption, &header);
    let mut starts = false;
    for row in &part.rows {
        let class = match row {
            Row::Gap => {
                starts = true;
                continue;
            }
            Row::Body(_) if starts => "start",
            Row::Body(_) => "",
            Row::Sub(_) => "sub",
            Row::Total(_) => "total",
        };
        starts = false;
        let cells: Vec<(String, bool)> = part
            .columns
            .iter()
            .zip(row.cells())
            .map(|(column, cell)| (written(cell, lang), right(&column.figure)))
            .collect();
        table.row(class, &cells);
    }
    table.end()
}

/// A cell as markup.
fn written(cell: &Cell, lang: Lang) -> String {
    escaped(cell.written(lang).trim())
}

/// The charts of a section.
fn charts(overview: &Overview, section: Section, messages: &Messages) -> String {
    let drawn = match section {
        Section::Titles => titles(overview, messages),
        Section::Targets => targets(overview, messages),
        Section::Years => years(overview, messages),
        _ => String::new(),
    };
    if drawn.is_empty() {
        return drawn;
    }
    let key = messages.word("report-chart-key");
    format!("<figure>\n{drawn}<figcaption>{}</figcaption>\n</figure>\n", escaped(&key))
}

/// Rates by title, and by commune for each title that tells communes apart.
fn titles(overview: &Overview, messages: &Messages) -> String {
    let (lang, summary) = (messages.lang(), &overview.summary);
    let totals = totals(summary);
    let plain = |label: &str, rate| Bar {
        label: label.to_owned(),
        rate,
        remark: String::new(),
        wanted: None,
    };
    let whole: Vec<Bar> =
        totals.iter().map(|total| plain(total.name, total.count.rate())).collect();
    let title = messages.word("report-chart-titles");
    let mut text = element("h3", &title);
    text.push_str(&bars("chart-titles", &title, &whole, lang));
    let lines = sorted_lines(summary);
    for (position, total) in totals.iter().enumerate() {
        let communes: Vec<Bar> = lines
            .iter()
            .filter(|line| line.title == *total.title)
            .map(|line| plain(&line.place_name, Count::of(line).rate()))
            .collect();
        // One commune, or one subject in each, is told by the table.
        let told = |bar: &Bar| bar.rate.of > 1 && bar.rate.high > 0;
        if communes.len() < 2 || communes.len() > BARS_MAX || !communes.iter().any(told) {
            continue;
        }
        let title = messages.text("report-chart-communes", &[("title", words(total.name))]);
        let _ = writeln!(text, "<div class=\"drawn\">\n<h3>{}</h3>", escaped(&title));
        text.push_str(&bars(&format!("chart-communes-{position}"), &title, &communes, lang));
        text.push_str("</div>\n");
    }
    text
}

/// Targets with the share wanted.
fn targets(overview: &Overview, messages: &Messages) -> String {
    let drawn: Vec<Bar> = overview
        .targets
        .iter()
        .map(|line| {
            let wanted = line.percent.map(|percent| {
                let percent = messages.lang().decimal(percent);
                format!("{}: {percent} %", messages.word("report-chart-wanted").to_lowercase())
            });
            Bar {
                label: format!("{} ({})", line.name, line.year),
                rate: Rate::of_target(line),
                remark: wanted.unwrap_or_default(),
                wanted: line.percent,
            }
        })
        .collect();
    let title = messages.word("report-section-targets");
    bars("chart-targets", &title, &drawn, messages.lang())
}

/// A small chart for each title that has figures of more than one year.
fn years(overview: &Overview, messages: &Messages) -> String {
    let mut titles: Vec<&TitleId> = overview.years.iter().map(|line| &line.title).collect();
    titles.dedup();
    let mut text = String::new();
    for (position, title) in titles.into_iter().enumerate() {
        let lines = || overview.years.iter().filter(|line| line.title == *title);
        let drawn: Vec<Bar> = lines()
            .map(|line| Bar {
                label: line.period.to_string(),
                rate: line.counts.map_or(Rate { low: 0, high: 0, of: 0 }, Rate::of_counts),
                remark: String::new(),
                wanted: None,
            })
            .collect();
        let Some(first) = lines().next().filter(|_| drawn.len() > 1) else { continue };
        let name = format!("{}: {}", messages.word("report-chart-years"), first.title_name);
        let _ = writeln!(text, "<div class=\"year\">\n<h3>{}</h3>", escaped(&first.title_name));
        text.push_str(&columns(&format!("chart-years-{position}"), &name, &drawn, messages.lang()));
        text.push_str("</div>\n");
    }
    if text.is_empty() { text } else { format!("<div class=\"years\">\n{text}</div>\n") }
}
