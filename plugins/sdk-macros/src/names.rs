//! Names of Rust from ids of a manifest.

/// Words that Rust keeps for itself.
const KEPT: [&str; 50] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "unsafe",
    "unsized", "use", "virtual", "where", "while", "yield",
];

/// Whether it is an id: lower case, digits, hyphens.
pub(crate) fn is_id(text: &str) -> bool {
    let word = |word: &str| {
        !word.is_empty()
            && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    text.len() <= 64 && text.split('-').all(word)
}

/// `gio-hoc` becomes `gio_hoc`.
pub(crate) fn field(id: &str) -> String {
    let name = id.replace('-', "_");
    if KEPT.contains(&name.as_str()) || name.is_empty() {
        return format!("{name}_");
    }
    if name.starts_with(|first: char| first.is_ascii_digit()) { format!("n{name}") } else { name }
}

/// `vuot-tran` becomes `VuotTran`.
pub(crate) fn variant(id: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<String>()
    };
    let name: String = id.split('-').map(word).collect();
    if name.starts_with(|first: char| first.is_ascii_digit()) { format!("N{name}") } else { name }
}

/// A sentence becomes the name of a test.
pub(crate) fn test(sentence: &str) -> String {
    let letters = sentence.chars().flat_map(char::to_lowercase);
    let name: String = letters.map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
    let name: Vec<&str> = name.split('_').filter(|word| !word.is_empty()).collect();
    field(&name.join("_"))
}

/// The word for several subjects of a kind.
pub(crate) fn several(kind: &str) -> &'static str {
    match kind {
        "citizen" => "citizens",
        "family" => "families",
        "clan" => "clans",
        "village" => "villages",
        "unit" => "units",
        _ => "communes",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_become_names_that_rust_takes() {
        assert_eq!(field("gio-hoc"), "gio_hoc");
        assert_eq!(field("type"), "type_");
        assert_eq!(field("2-buoi"), "n2_buoi");
        assert_eq!(variant("vuot-tran"), "VuotTran");
        assert_eq!(test("Đủ giờ: 40, thiếu 0,1 thì không!"), "đủ_giờ_40_thiếu_0_1_thì_không");
        assert!(is_id("a-1") && !is_id("A") && !is_id("a--b") && !is_id("") && !is_id("a.b"));
    }
}
