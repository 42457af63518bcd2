//! How a workbook shows its cells, as far as it changes what a cell says.

use tieuchi_core::RefusalReason;

use quick_xml::events::Event;

use super::{
    package::{Package, attribute},
    raw_cell::Shape,
};

/// The most styles and fonts; a spreadsheet program allows 64,000.
const STYLES_MAX: usize = 100_000;

/// A style.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Style {
    /// How a number is shown.
    pub(super) shape: Shape,
    /// The font in [`Styles::old_fonts`], if it has an encoding of its own.
    pub(super) old_font: Option<u32>,
}

/// All styles.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// By number.
    styles: Vec<Style>,
    /// Names of fonts with encodings of their own.
    pub(super) old_fonts: Vec<String>,
}

impl Styles {
    /// A style by its number.
    pub(super) fn get(&self, number: usize) -> Style {
        self.styles.get(number).copied().unwrap_or_default()
    }

    /// Reads the styles, if the workbook has any.
    pub(super) fn read(
        package: &mut Package,
        path: &str,
        is_1904: bool,
    ) -> Result<Self, RefusalReason> {
        let Some(mut xml) = package.part(path)? else { return Ok(Self::default()) };
        let mut styles = Self::default();
        let mut formats: Vec<(u32, String)> = Vec::new();
        let mut fonts: Vec<Option<u32>> = Vec::new();
        let (mut in_fonts, mut in_cells) = (false, false);
        let number = |text: Option<std::borrow::Cow<'_, str>>| text?.parse::<u32>().ok();
        loop {
            match xml.next()? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "numFmt" => {
                        let id = number(attribute(&element, "numFmtId"));
                        let code = attribute(&element, "formatCode");
                        if let (Some(id), Some(code)) = (id, code)
                            && formats.len() < STYLES_MAX
                        {
                            formats.push((id, code.into_owned()));
                        }
                    }
                    "fonts" => in_fonts = true,
                    "cellXfs" => in_cells = true,
                    "font" if in_fonts && fonts.len() < STYLES_MAX => fonts.push(None),
                    "name" if in_fonts => {
                        let name = attribute(&element, "val").unwrap_or_default();
                        if let Some(font) = fonts.last_mut()
                            && is_old(&name)
                        {
                            *font = u32::try_from(styles.old_fonts.len()).ok();
                            styles.old_fonts.push(name.chars().take(40).collect());
                        }
                    }
                    "xf" if in_cells && styles.styles.len() < STYLES_MAX => {
                        let format = number(attribute(&element, "numFmtId")).unwrap_or(0);
                        let font = number(attribute(&element, "fontId")).unwrap_or(0);
                        let custom = formats.iter().find(|(id, _)| *id == format);
                        let day = if is_1904 { Shape::Day1904 } else { Shape::Day1900 };
                        let shape = match custom {
                            Some((_, code)) => shape_of_code(code, day),
                            None => shape_of_number(format, day),
                        };
                        let old_font = fonts.get(font as usize).copied().flatten();
                        styles.styles.push(Style { shape, old_font });
                    }
                    _ => {}
                },
                Event::End(element) => match element.local_name().as_ref() {
                    "fonts" => in_fonts = false,
                    "cellXfs" => in_cells = false,
                    _ => {}
                },
                Event::Eof => return Ok(styles),
                _ => {}
            }
        }
    }
}

/// Whether a font draws other letters than the text says.
fn is_old(font: &str) -> bool {
    font.starts_with(".Vn") || font.starts_with("VNI-")
}

/// The shape of a format that every spreadsheet program knows.
const fn shape_of_number(format: u32, day: Shape) -> Shape {
    match format {
        9 | 10 => Shape::Percent,
        14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58 => day,
        _ => Shape::Plain,
    }
}

/// The shape of a format code: what it shows of a positive number.
fn shape_of_code(code: &str, day: Shape) -> Shape {
    let mut letters = code.chars();
    let (mut is_day, mut is_percent, mut zeros, mut others) = (false, false, 0_u8, false);
    while let Some(letter) = letters.next() {
        match letter {
            ';' => break,
            '\\' | '_' | '*' => {
                letters.next();
                others = true;
            }
            '"' => {
                letters.by_ref().find(|letter| *letter == '"');
                others = true;
            }
            '[' => {
                letters.by_ref().find(|letter| *letter == ']');
            }
            'y' | 'Y' | 'd' | 'D' => is_day = true,
            '%' => is_percent = true,
            '0' => zeros = zeros.saturating_add(1),
            _ => others = true,
        }
    }
    match (is_day, is_percent) {
        (true, _) => day,
        (false, true) => Shape::Percent,
        (false, false) if zeros >= 2 && !others => Shape::Zeros(zeros.min(32)),
        (false, false) => Shape::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_says_how_a_number_is_meant() {
        for (code, shape) in [
            ("dd/mm/yyyy", Shape::Day1900),
            ("[$-42A]d mmmm yyyy;@", Shape::Day1900),
            ("mmm-yy", Shape::Day1900),
            ("0.00%", Shape::Percent),
            ("000000000000", Shape::Zeros(12)),
            ("000000000000;@", Shape::Zeros(12)),
            ("General", Shape::Plain),
            ("#,##0.00", Shape::Plain),
            ("0", Shape::Plain),
            ("h:mm", Shape::Plain),
            ("0\" ngày\"", Shape::Plain),
            ("0\\d", Shape::Plain),
            ("[Red]0.0", Shape::Plain),
            ("@", Shape::Plain),
        ] {
            assert_eq!(shape_of_code(code, Shape::Day1900), shape, "{code}");
        }
        assert_eq!(shape_of_number(14, Shape::Day1904), Shape::Day1904);
        assert_eq!(shape_of_number(20, Shape::Day1900), Shape::Plain);
    }
}
