//! The order of keys within a table: as the schema lists them.

use crate::{
    format::read::{Block, Document, Entry, Item, Line, Part},
    schema::shape::Shape,
};

/// Puts the keys of all tables in order.
pub(crate) fn arrange(document: &mut Document<'_>, file: &Shape) {
    for block in &mut document.blocks {
        let Block { header, lines, .. } = block;
        let path = header.as_ref().map_or(&[][..], |header| &header.key);
        let shape = below(Some(file), path);
        for line in lines.iter_mut() {
            if let Line::Entry(Entry { key, value, .. }) = line {
                arrange_item(value, below(shape.as_ref(), key).as_ref());
            }
        }
        let order = shape.map(|shape| shape.order()).unwrap_or_default();
        *lines = sorted(std::mem::take(lines), &order);
    }
}

/// The shape below the parts of a key.
fn below(shape: Option<&Shape>, key: &[&str]) -> Option<Shape> {
    let Some((first, rest)) = key.split_first() else { return shape.cloned() };
    let inner = shape?.below(plain(first));
    rest.iter().fold(inner, |shape, part| shape?.below(plain(part)))
}

/// A part of a key without its quotes. What is escaped in it is no key of ours.
fn plain(part: &str) -> &str {
    part.trim_matches(['"', '\''])
}

/// Where a key stands in the order; what is not known comes last.
fn place(key: Option<&&str>, order: &[&str]) -> usize {
    let known = key.and_then(|key| order.iter().position(|known| *known == plain(key)));
    known.unwrap_or(order.len())
}

/// Lines in order, each run between blank lines for itself. A comment moves with the key below it.
fn sorted<'s>(lines: Vec<Line<'s>>, order: &[&str]) -> Vec<Line<'s>> {
    let mut sorted = Vec::with_capacity(lines.len());
    let mut run: Vec<(usize, Vec<Line<'s>>)> = Vec::new();
    let mut above = Vec::new();
    let mut flush = |run: &mut Vec<(usize, Vec<Line<'s>>)>, above: &mut Vec<Line<'s>>| {
        run.sort_by_key(|(place, _)| *place);
        sorted.extend(run.drain(..).flat_map(|(_, lines)| lines));
        sorted.append(above);
    };
    for line in lines {
        match line {
            Line::Blank => {
                above.push(line);
                flush(&mut run, &mut above);
            }
            Line::Comment(_) => above.push(line),
            Line::Entry(entry) => {
                let place = place(entry.key.first(), order);
                let mut lines = std::mem::take(&mut above);
                lines.push(Line::Entry(entry));
                run.push((place, lines));
            }
        }
    }
    flush(&mut run, &mut above);
    sorted
}

/// Puts the keys inside a value in order. A table over several lines stays as it is laid out.
fn arrange_item(item: &mut Item<'_>, shape: Option<&Shape>) {
    let Some(shape) = shape else { return };
    match item {
        Item::Scalar(_) => {}
        Item::List(parts) => {
            for part in parts {
                if let Part::Item(_, item) = part {
                    arrange_item(item, Some(shape));
                }
            }
        }
        Item::Table(parts) => {
            for part in parts.iter_mut() {
                if let Part::Item(key, item) = part {
                    arrange_item(item, below(Some(shape), key).as_ref());
                }
            }
            let order = shape.order();
            if parts.iter().all(|part| matches!(part, Part::Item(..))) {
                parts.sort_by_key(|part| match part {
                    Part::Item(key, _) => place(key.first(), &order),
                    Part::Break | Part::Comment(_) => order.len(),
                });
            }
        }
    }
}
