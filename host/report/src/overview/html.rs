//! A report as one self-contained page of HTML with charts.

use std::fmt::Write as _;

use tieuchi_core::{Overview, TitleId, YearLine};

use crate::{
    chart::{self, Bar, bars, columns, rows},
    count::{Count, totals},
    lang::Lang,
    markup::{Markup, classed, element, escaped, page},
    messages::{Argument, Messages},
    overview::{
        parts::{self, sorted_lines},
        section::Section,
        text::title_lines,
    },
    part::{Cell, Column, Figure, Part, Room, Row, words},
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
    let mut parts = parts::of(overview, messages);
    // Levels stand in the table of titles.
    parts.retain(|part| part.section != Section::Levels);
    let mut body =
        format!("<header>\n<h1>{}</h1>\n<p>{}</p>\n</header>\n", escaped(&heading), escaped(&of));
    if overview.summary.lines.is_empty() {
        body.push_str(&element("p", &messages.word("report-nothing")));
    }
    body.push_str(&contents(&parts, messages));
    body.push_str("<main>\n");
    for part in &parts {
        let id = part.section.as_str();
        let _ =
            writeln!(body, "<section id=\"{id}\">\n<h2>{}</h2>", escaped(&part.heading(messages)));
        if let Some(why) = part.why(messages) {
            body.push_str(&classed("p", "why", &why));
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

/// The table of a section. Groups stand under a line of their own.
fn table(part: &Part, lang: Lang, caption: &str) -> String {
    let right = |column: &Column| column.figure != Figure::Words;
    let shown: Vec<usize> = (usize::from(part.grouped)..part.columns.len())
        .filter(|place| part.columns[*place].room >= Room::Paper)
        .collect();
    let header: Vec<(String, bool)> = shown
        .iter()
        .map(|place| (part.columns[*place].title(), right(&part.columns[*place])))
        .collect();
    let mut table = Markup::table(part.section.as_str(), caption, &header);
    let mut group = None;
    for row in &part.rows {
        let class = match row {
            Row::Gap => continue,
            Row::Body(_) => "",
            // A level that nobody has reached needs no line.
            Row::Sub(cells) if cells.contains(&Cell::Count(0)) => continue,
            Row::Sub(_) => "sub",
            Row::Total(_) => "total",
        };
        let first = row.cells().first().filter(|first| part.grouped && **first != Cell::Empty);
        if first.is_some() && first != group {
            group = first;
            group.iter().for_each(|name| table.across("group", header.len(), &name.written(lang)));
        }
        let cells: Vec<(String, bool)> = shown
            .iter()
            .filter_map(|place| Some((part.columns.get(*place)?, row.cells().get(*place)?)))
            .map(|(column, cell)| (written(cell, lang), right(column)))
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
    let mut key = messages.word("report-chart-key");
    if section == Section::Years {
        key = format!("{key} {}", messages.word("report-chart-decided-key"));
    }
    format!("<figure>\n{drawn}<figcaption>{}</figcaption>\n</figure>\n", escaped(&key))
}

/// Rates by title, and by commune for each title that tells communes apart.
fn titles(overview: &Overview, messages: &Messages) -> String {
    let (lang, summary) = (messages.lang(), &overview.summary);
    let totals = totals(summary);
    let whole: Vec<Bar> =
        totals.iter().map(|total| Bar::plain(total.name, total.count.rate())).collect();
    let title = messages.word("report-chart-titles");
    let mut text = element("h3", &title);
    text.push_str(&bars("chart-titles", &title, &whole, lang));
    text.push_str("<div class=\"charts\">\n");
    let lines = sorted_lines(summary);
    for (position, total) in totals.iter().enumerate() {
        let communes: Vec<Bar> = lines
            .iter()
            .filter(|line| line.title == *total.title)
            .map(|line| Bar::plain(&line.place_name, Count::of(line).rate()))
            .collect();
        // One commune, or one subject in each, is told by the table.
        let told = |bar: &Bar| bar.rate.of > 1 && bar.rate.high > 0;
        if communes.len() < 2 || communes.len() > BARS_MAX || !communes.iter().any(told) {
            continue;
        }
        let title = messages.text("report-chart-communes", &[("title", words(total.name))]);
        let _ = writeln!(text, "<div class=\"drawn\">\n<h3>{}</h3>", escaped(&title));
        text.push_str(&rows(&format!("chart-communes-{position}"), &title, &communes, lang));
        text.push_str("</div>\n");
    }
    text.push_str("</div>\n");
    text
}

/// Targets with the share wanted.
fn targets(overview: &Overview, messages: &Messages) -> String {
    let drawn: Vec<Bar> = overview
        .targets
        .iter()
        .map(|line| {
            let wanted = line.percent.map(|percent| {
                let percent = Argument::Number(percent);
                let percent = messages.text("report-target-wanted", &[("percent", percent)]);
                format!("{} {percent}", messages.word("report-chart-wanted").to_lowercase())
            });
            let label = format!("{} ({})", line.name, line.year);
            let remark = wanted.unwrap_or_default();
            Bar { remark, wanted: line.percent, ..Bar::plain(&label, Rate::of_target(line)) }
        })
        .collect();
    let title = messages.word("report-section-targets");
    bars("chart-targets", &title, &drawn, messages.lang())
}

/// A small chart for each title that has figures of more than one year: rates of runs, or where
/// there are none to compare, numbers by decision and by run.
fn years(overview: &Overview, messages: &Messages) -> String {
    let mut titles: Vec<&TitleId> = overview.years.iter().map(|line| &line.title).collect();
    titles.dedup();
    let mut text = String::new();
    for (position, title) in titles.into_iter().enumerate() {
        let lines: Vec<&YearLine> =
            overview.years.iter().filter(|line| line.title == *title).collect();
        let (key, drawn) = match (rates(&lines), numbers(&lines, messages)) {
            (rates, _) if rates.len() > 1 => ("report-chart-years", rates),
            (_, numbers) if numbers.len() > 1 => ("report-chart-numbers", numbers),
            _ => continue,
        };
        let name = messages.text(key, &[("title", words(&lines[0].title_name))]);
        let _ = writeln!(text, "<div class=\"drawn\">\n<h3>{}</h3>", escaped(&name));
        text.push_str(&columns(&format!("chart-years-{position}"), &name, &drawn, messages.lang()));
        text.push_str("</div>\n");
    }
    if text.is_empty() { text } else { format!("<div class=\"charts\">\n{text}</div>\n") }
}

/// A bar for each year with a run.
fn rates(lines: &[&YearLine]) -> Vec<Bar> {
    let told = lines.iter().filter_map(|line| Some((line.period, line.counts?)));
    told.map(|(period, counts)| Bar::plain(&period.to_string(), Rate::of_counts(counts))).collect()
}

/// A bar for each year with a decision or a run, as long as its number of subjects.
fn numbers(lines: &[&YearLine], messages: &Messages) -> Vec<Bar> {
    let lang = messages.lang();
    let of = |line: &YearLine| {
        let run = line.counts.map(|counts| (counts.recognised, counts.undetermined));
        line.decided.map(|decided| (decided, 0)).or(run)
    };
    let most = lines.iter().filter_map(|line| of(line)).map(|(low, open)| low.saturating_add(open));
    let most = most.max().unwrap_or(0);
    let told = lines.iter().filter_map(|line| Some((line, of(line)?)));
    told.map(|(line, (low, open))| {
        let high = low.saturating_add(open);
        let text = if open == 0 {
            lang.number(low)
        } else {
            format!("{}–{}", lang.number(low), lang.number(high))
        };
        let period = line.period.to_string();
        let label = match line.decided {
            Some(_) => messages.text("report-chart-decided", &[("period", words(&period))]),
            None => period,
        };
        Bar { text: Some(text), ..Bar::plain(&label, Rate { low, high, of: most }) }
    })
    .collect()
}
