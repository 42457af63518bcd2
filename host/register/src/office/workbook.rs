//! What a workbook says of itself: its sheets, its shared texts, its styles.

use std::collections::BTreeMap;

use quick_xml::events::Event;
use tieuchi_core::RefusalReason;

use super::{
    package::{Package, attribute, broken, too_large},
    records::CELL_MAX,
    style::Styles,
};

/// The most sheets.
const SHEETS_MAX: usize = 100;

/// The most bytes of all shared texts together.
const STRINGS_MAX: usize = 256 << 20;

/// Texts that cells share, in one piece of memory.
#[derive(Debug, Default)]
pub(super) struct Strings {
    /// One behind the other.
    text: String,
    /// Where each ends.
    ends: Vec<u32>,
}

impl Strings {
    /// A text.
    pub(super) fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)?;
        let start = index.checked_sub(1).and_then(|before| self.ends.get(before)).unwrap_or(&0);
        self.text.get(*start as usize..end as usize)
    }
}

/// A sheet.
#[derive(Debug, Clone)]
pub(super) struct SheetPart {
    /// Its name.
    pub(super) name: String,
    /// Its part.
    pub(super) path: String,
    /// Whether the officer does not see it.
    pub(super) hidden: bool,
}

/// What all sheets share.
#[derive(Debug, Default)]
pub(super) struct Book {
    /// Texts.
    pub(super) strings: Strings,
    /// Styles.
    pub(super) styles: Styles,
}

/// Reads what a workbook says of itself.
pub(super) fn read(package: &mut Package) -> Result<(Vec<SheetPart>, Book), RefusalReason> {
    let path = workbook_part(package)?;
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let file = path.rsplit('/').next().unwrap_or(&path);
    let targets = relations(package, &joined(&folder, &format!("_rels/{file}.rels")), &folder)?;
    let (sheets, is_1904) = sheets(package, &path, &targets)?;
    let of_type = |suffix: &str| {
        let found = targets.values().find(|target| target.relation.ends_with(suffix));
        found.map(|target| target.path.clone())
    };
    let mut book = Book::default();
    if let Some(path) = of_type("/styles") {
        book.styles = Styles::read(package, &path, is_1904)?;
    }
    if let Some(path) = of_type("/sharedStrings") {
        book.strings = strings(package, &path)?;
    }
    Ok((sheets, book))
}

/// The part that is the workbook.
fn workbook_part(package: &mut Package) -> Result<String, RefusalReason> {
    if package.has("xl/workbook.bin") {
        return Err(RefusalReason::FileFormat { format: "xlsb".to_owned() });
    }
    if package.head("mimetype", 100).starts_with(b"application/vnd.oasis.opendocument") {
        return Err(RefusalReason::FileFormat { format: "ods".to_owned() });
    }
    let targets = relations(package, "_rels/.rels", "")?;
    let main = targets.into_values().find(|target| target.relation.ends_with("/officeDocument"));
    let path = main.map_or_else(|| "xl/workbook.xml".to_owned(), |target| target.path);
    if package.has(&path) && path.contains("workbook") {
        return Ok(path);
    }
    Err(RefusalReason::FileFormat { format: "unknown".to_owned() })
}

/// Where a relation leads.
struct Target {
    /// What the relation is.
    relation: String,
    /// The part.
    path: String,
}

/// The relations of a part, by id.
fn relations(
    package: &mut Package,
    path: &str,
    folder: &str,
) -> Result<BTreeMap<String, Target>, RefusalReason> {
    let mut targets = BTreeMap::new();
    let Some(mut xml) = package.part(path)? else { return Ok(targets) };
    loop {
        match xml.next()? {
            Event::Start(element) if element.local_name().as_ref() == "Relationship" => {
                let text = |name| attribute(&element, name).unwrap_or_default().into_owned();
                let path = joined(folder, &text("Target"));
                targets.insert(text("Id"), Target { relation: text("Type"), path });
                if targets.len() > 10 * SHEETS_MAX {
                    return Err(too_large("sheets", SHEETS_MAX as u64));
                }
            }
            Event::Eof => return Ok(targets),
            _ => {}
        }
    }
}

/// A path as a part is named.
fn joined(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let whole = match target.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None if folder.is_empty() => target,
        None => format!("{folder}/{target}"),
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in whole.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The sheets in their order, and whether days count from 1904.
fn sheets(
    package: &mut Package,
    path: &str,
    targets: &BTreeMap<String, Target>,
) -> Result<(Vec<SheetPart>, bool), RefusalReason> {
    let mut sheets = Vec::new();
    let mut is_1904 = false;
    let mut xml = package.part(path)?.ok_or_else(|| broken("no workbook"))?;
    loop {
        match xml.next()? {
            Event::Start(element) => match element.local_name().as_ref() {
                "workbookPr" => {
                    let value = attribute(&element, "date1904").unwrap_or_default();
                    is_1904 = matches!(&*value, "1" | "true");
                }
                "sheet" => {
                    let name = attribute(&element, "name").unwrap_or_default().into_owned();
                    let state = attribute(&element, "state").unwrap_or_default();
                    let target = targets.get(&*attribute(&element, "id").unwrap_or_default());
                    // Charts are sheets, too.
                    let target = target.filter(|target| target.relation.ends_with("/worksheet"));
                    if let Some(target) = target {
                        let hidden = !matches!(&*state, "" | "visible");
                        sheets.push(SheetPart { name, path: target.path.clone(), hidden });
                    }
                    if sheets.len() > SHEETS_MAX {
                        return Err(too_large("sheets", SHEETS_MAX as u64));
                    }
                }
                _ => {}
            },
            Event::Eof => return Ok((sheets, is_1904)),
            _ => {}
        }
    }
}

/// The shared texts.
fn strings(package: &mut Package, path: &str) -> Result<Strings, RefusalReason> {
    let mut strings = Strings::default();
    let Some(mut xml) = package.part(path)? else { return Ok(strings) };
    let mut text = String::new();
    loop {
        match xml.next()? {
            Event::Start(element) if element.local_name().as_ref() == "si" => {
                text.clear();
                // One character more than is read shows that the cell is too long. How a word is
                // spoken is no part of it.
                xml.text("rPh", CELL_MAX, &mut text)?;
                strings.text.push_str(&unescaped(&text));
                if strings.text.len() > STRINGS_MAX {
                    return Err(too_large("strings", STRINGS_MAX as u64));
                }
                strings.ends.push(u32::try_from(strings.text.len()).unwrap_or(u32::MAX));
            }
            Event::Eof => return Ok(strings),
            _ => {}
        }
    }
}

/// A text without the way in which spreadsheets write characters that XML lacks.
pub(super) fn unescaped(text: &str) -> std::borrow::Cow<'_, str> {
    if text.contains("_x000") {
        let text = text.replace("_x000D_", "").replace("_x000A_", "\n").replace("_x0009_", "\t");
        return text.into();
    }
    text.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_a_part_however_it_is_written() {
        for (folder, target) in [
            ("xl", "worksheets/sheet1.xml"),
            ("xl", "/xl/worksheets/sheet1.xml"),
            ("xl", "./worksheets\\sheet1.xml"),
            ("", "xl/worksheets/sheet1.xml"),
            ("xl", "../xl/worksheets/sheet1.xml"),
            ("", "../../xl/worksheets/sheet1.xml"),
        ] {
            assert_eq!(joined(folder, target), "xl/worksheets/sheet1.xml");
        }
    }
}
