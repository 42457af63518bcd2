//! Charts as inline SVG, drawn by hand: bars of rates with the range that is still open.
//!
//! All lengths are whole numbers: a rate in hundredths of a percent is its own place on an axis of
//! 10,000, divided.

use std::fmt::Write as _;

use tieuchi_core::Decimal;

use crate::{lang::Lang, markup::escaped, rate::Rate};

/// One bar.
#[derive(Debug, Clone)]
pub(crate) struct Bar {
    /// What it is of.
    pub(crate) label: String,
    /// How long it is.
    pub(crate) rate: Rate,
    /// What follows the rate; may be empty.
    pub(crate) remark: String,
    /// The share wanted, in percent.
    pub(crate) wanted: Option<Decimal>,
    /// What stands at it instead of the rate.
    pub(crate) text: Option<String>,
}

impl Bar {
    /// A bar with nothing but its rate.
    pub(crate) fn plain(label: &str, rate: Rate) -> Self {
        Self { label: label.to_owned(), rate, remark: String::new(), wanted: None, text: None }
    }
}

/// The width of a chart of lying bars, and of its axis.
const WIDTH: i64 = 720;

/// From one lying bar to the next.
const STEP: i64 = 36;

/// Lying bars under each other, from 0 to 100 %, each under its label.
pub(crate) fn bars(id: &str, title: &str, bars: &[Bar], lang: Lang) -> String {
    let height = STEP * i64::try_from(bars.len()).unwrap_or(0) + 22;
    let mut svg = open(id, title, (WIDTH, height));
    let axis = height - 20;
    let sign = if lang == Lang::Vi { " %" } else { "%" };
    for percent in [0, 25, 50, 75, 100] {
        let x = percent * WIDTH / 100;
        let _ =
            writeln!(svg, "<line class=\"axis\" x1=\"{x}\" y1=\"0\" x2=\"{x}\" y2=\"{axis}\"/>");
        let anchor = match percent {
            0 => "start",
            100 => "end",
            _ => "middle",
        };
        let y = height - 5;
        let _ = writeln!(
            svg,
            "<text class=\"small\" x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{percent}{sign}</text>"
        );
    }
    for (position, bar) in (0_i64..).zip(bars) {
        let top = position * STEP;
        let (text, label) = (bar_text(bar, lang), escaped(&bar.label));
        let _ = writeln!(
            svg,
            "<text x=\"0\" y=\"{}\">{label}: <tspan class=\"strong\">{text}</tspan></text>",
            top + 13
        );
        let _ = writeln!(
            svg,
            "<rect class=\"track\" x=\"0\" y=\"{}\" width=\"{WIDTH}\" height=\"12\"/>",
            top + 18
        );
        push_bar(&mut svg, id, bar, (0, WIDTH), (top + 18, 12));
    }
    svg.push_str("</svg>\n");
    svg
}

/// Where the bars of a chart of rows begin, how long they can be, and how wide the chart is.
const ROWS: (i64, i64, i64) = (136, 120, 350);

/// From one row to the next.
const ROW_STEP: i64 = 18;

/// Lying bars under each other, from 0 to 100 %, each between its label and its rate.
pub(crate) fn rows(id: &str, title: &str, bars: &[Bar], lang: Lang) -> String {
    let (left, length, width) = ROWS;
    let height = ROW_STEP * i64::try_from(bars.len()).unwrap_or(0) + 4;
    let mut svg = open(id, title, (width, height));
    for (position, bar) in (0_i64..).zip(bars) {
        let top = position * ROW_STEP + 3;
        let (line, label) = (top + 10, escaped(&bar.label));
        let (before, after) = (left - 6, left + length + 6);
        let text = escaped(&lang.rate(bar.rate));
        let _ = writeln!(
            svg,
            "<text class=\"small\" x=\"{before}\" y=\"{line}\" text-anchor=\"end\">{label}</text>\n\
             <rect class=\"track\" x=\"{left}\" y=\"{top}\" width=\"{length}\" height=\"12\"/>\n\
             <text class=\"small\" x=\"{after}\" y=\"{line}\">{text}</text>"
        );
        push_bar(&mut svg, id, bar, (left, length), (top, 12));
    }
    svg.push_str("</svg>\n");
    svg
}

/// The rate of a bar in words, with its remark.
fn bar_text(bar: &Bar, lang: Lang) -> String {
    let rate = lang.rate(bar.rate);
    let whole = format!("{}/{}", lang.number(bar.rate.low), lang.number(bar.rate.of));
    let remark = if bar.remark.is_empty() { String::new() } else { format!("; {}", bar.remark) };
    escaped(&format!("{rate} ({whole}{remark})"))
}

/// The sure part, the open part and the mark of the share wanted, from the left, at a height.
fn push_bar(
    svg: &mut String,
    id: &str,
    bar: &Bar,
    (left, length): (i64, i64),
    (y, height): (i64, i64),
) {
    let place = |hundredths: i64| left + hundredths * length / 10_000;
    if let Some((low, high)) = bar.rate.percents() {
        let (low, high) = (place(low), place(high));
        let _ = writeln!(
            svg,
            "<rect class=\"sure\" x=\"{left}\" y=\"{y}\" width=\"{}\" height=\"{height}\"/>",
            low - left
        );
        let open = high - low;
        if open > 0 {
            let _ = writeln!(
                svg,
                "<rect class=\"open\" fill=\"url(#{id}-open)\" x=\"{low}\" y=\"{y}\" \
                 width=\"{open}\" height=\"{height}\"/>"
            );
        }
    }
    if let Some(hundredths) = bar.wanted.and_then(|wanted| wanted.exact_units(2)) {
        let x = place(hundredths.clamp(0, 10_000));
        let (top, bottom) = (y - 3, y + height + 3);
        let _ = writeln!(
            svg,
            "<line class=\"wanted\" x1=\"{x}\" y1=\"{top}\" x2=\"{x}\" y2=\"{bottom}\"/>"
        );
    }
}

/// How tall 100 % is in a chart of standing bars.
const TALL: i64 = 100;

/// From one standing bar to the next.
const STRIDE: i64 = 62;

/// Standing bars beside each other, from 0 to 100 %, each above its label.
pub(crate) fn columns(id: &str, title: &str, bars: &[Bar], lang: Lang) -> String {
    let width = STRIDE * i64::try_from(bars.len()).unwrap_or(0).max(1) + 8;
    let floor = TALL + 30;
    let mut svg = open(id, title, (width, floor + 20));
    let _ = writeln!(
        svg,
        "<line class=\"axis\" x1=\"0\" y1=\"{floor}\" x2=\"{width}\" y2=\"{floor}\"/>"
    );
    for (position, bar) in (0_i64..).zip(bars) {
        let middle = position * STRIDE + STRIDE / 2 + 4;
        let left = middle - 15;
        let mut top = floor;
        if let Some((low, high)) = bar.rate.percents() {
            let (sure, most) = (low * TALL / 10_000, high * TALL / 10_000);
            top = floor - most;
            let y = floor - sure;
            let _ = writeln!(
                svg,
                "<rect class=\"sure\" x=\"{left}\" y=\"{y}\" width=\"30\" height=\"{sure}\"/>"
            );
            if most > sure {
                let open = most - sure;
                let _ = writeln!(
                    svg,
                    "<rect class=\"open\" fill=\"url(#{id}-open)\" x=\"{left}\" y=\"{top}\" \
                     width=\"30\" height=\"{open}\"/>"
                );
            }
        }
        // A range takes two lines, so that it stays above its own bar.
        let text = bar.text.clone().unwrap_or_else(|| lang.rate(bar.rate));
        let text = escaped(&text);
        let lines: Vec<&str> = text.split_inclusive('–').collect();
        for (line, text) in (0_i64..).zip(&lines) {
            let below = i64::try_from(lines.len()).unwrap_or(1) - 1 - line;
            let y = top - 5 - below * 11;
            let _ = writeln!(
                svg,
                "<text class=\"small\" x=\"{middle}\" y=\"{y}\" text-anchor=\"middle\">{text}</text>"
            );
        }
        let (y, label) = (floor + 15, escaped(&bar.label));
        let _ =
            writeln!(svg, "<text x=\"{middle}\" y=\"{y}\" text-anchor=\"middle\">{label}</text>");
    }
    svg.push_str("</svg>\n");
    svg
}

/// The start of a chart: its title for those who do not see it, and the hatching of what is open.
fn open(id: &str, title: &str, (width, height): (i64, i64)) -> String {
    let title = escaped(title);
    format!(
        "<svg class=\"chart\" role=\"img\" aria-labelledby=\"{id}-title\" \
         viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">\n\
         <title id=\"{id}-title\">{title}</title>\n\
         <defs><pattern id=\"{id}-open\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" \
         patternTransform=\"rotate(45)\"><rect width=\"5\" height=\"5\" fill=\"#ffffff\"/>\
         <line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"5\" stroke=\"#1d4f80\" stroke-width=\"3\"/>\
         </pattern></defs>\n"
    )
}

/// What the charts need of a page's style.
pub(crate) const STYLE: &str = "\
svg.chart { display: block; max-width: 100%; height: auto; margin: 0.4em 0; }
svg.chart text { font-size: 13px; fill: #111111; paint-order: stroke; stroke: #ffffff; stroke-width: 3px; }
svg.chart text.small { font-size: 11px; }
svg.chart .strong { font-weight: bold; }
svg.chart .axis { stroke: #b9c0c7; stroke-width: 1; }
svg.chart .track { fill: #eef1f4; }
svg.chart .sure { fill: #1d4f80; }
svg.chart .open { stroke: #1d4f80; stroke-width: 1; }
svg.chart .wanted { stroke: #b00020; stroke-width: 3; }
";

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(low: u64, high: u64) -> Bar {
        let rate = Rate { low, high, of: 200 };
        Bar { wanted: Decimal::parse("62.5"), ..Bar::plain("<Xã>", rate) }
    }

    #[test]
    fn a_bar_shows_what_is_sure_what_is_open_and_what_is_wanted() {
        let svg = bars("a", "t", &[bar(50, 100), bar(200, 200)], Lang::Vi);
        assert!(svg.contains("class=\"sure\" x=\"0\" y=\"18\" width=\"180\""), "{svg}");
        assert!(svg.contains("x=\"180\" y=\"18\" width=\"180\""), "{svg}");
        assert!(svg.contains("class=\"wanted\" x1=\"450\""), "{svg}");
        assert_eq!(svg.matches("class=\"open\"").count(), 1);
        assert!(svg.contains("&lt;Xã&gt;") && svg.contains("25,00–50,00 % (50/200)"), "{svg}");
    }

    #[test]
    fn rows_stand_between_their_label_and_their_rate() {
        let svg = rows("a", "t", &[bar(50, 100)], Lang::Vi);
        assert!(svg.contains("class=\"sure\" x=\"136\" y=\"3\" width=\"30\""), "{svg}");
        assert!(svg.contains("x=\"166\" y=\"3\" width=\"30\""), "{svg}");
    }

    #[test]
    fn columns_stand_on_the_floor() {
        let svg = columns("a", "t", &[bar(50, 100), bar(0, 0)], Lang::En);
        assert!(svg.contains("y=\"105\" width=\"30\" height=\"25\""), "{svg}");
        assert!(svg.contains("y=\"80\" width=\"30\" height=\"25\""), "{svg}");
        assert!(svg.contains(">0.00%<") && svg.contains(">25.00–<") && svg.contains(">50.00%<"));
    }
}
