//! String literals of Rust files, without tests and comments.

/// The part of a Rust file that is not its tests.
pub(super) fn without_tests(text: &str) -> &str {
    text.find("#[cfg(test)]\nmod tests").map_or(text, |start| &text[..start])
}

/// The contents of all string literals, escapes as they are written.
pub(super) fn literals(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(length) = raw(rest) {
            let hashes = rest[1..].bytes().take_while(|byte| *byte == b'#').count();
            found.push(&rest[hashes + 2..length - hashes - 1]);
            length
        } else if letter == '"' {
            let length = quoted(rest);
            found.push(rest[1..length].strip_suffix('"').unwrap_or(&rest[1..length]));
            length
        } else if letter == '\'' {
            character(rest)
        } else if letter.is_alphanumeric() || letter == '_' {
            // A whole word, so that no `r` at its end is taken for the start of a raw string.
            let end = |letter: char| !letter.is_alphanumeric() && letter != '_';
            rest.find(end).unwrap_or(rest.len())
        } else {
            letter.len_utf8()
        };
        rest = &rest[skipped..];
    }
    found
}

/// The length of a raw string at the front.
fn raw(text: &str) -> Option<usize> {
    let open = text.strip_prefix('r')?;
    let hashes = open.bytes().take_while(|byte| *byte == b'#').count();
    let inside = open[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    Some(2 + hashes + inside.find(&end)? + end.len())
}

/// The length of a string at the front with both quotes.
fn quoted(text: &str) -> usize {
    let mut escaped = false;
    for (position, letter) in text.char_indices().skip(1) {
        match letter {
            '"' if !escaped => return position + 1,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    text.len()
}

/// The length of a character literal at the front, or of the quote of a lifetime.
fn character(text: &str) -> usize {
    let inside = &text[1..];
    let length = if inside.starts_with('\\') {
        inside.char_indices().skip(2).find(|(_, letter)| *letter == '\'').map(|(end, _)| end)
    } else {
        inside.chars().next().map(char::len_utf8).filter(|end| inside[*end..].starts_with('\''))
    };
    length.map_or(1, |end| end + 2)
}

#[test]
fn literals_are_found_and_nothing_else() {
    let text = r##"
        //! "not this"
        fn a<'a>(x: &'a str) -> char { '"' } // nor "this"
        const B: &str = "one \"two\" \\";
        const C: &str = r#"three "four" or"#;
        const D: &str = r"five";
        /* "not this" */
        fn e() { var"six"; ('\'', "seven", '\u{1b}', b"eight") }
        #[cfg(test)]
mod tests { const F: &str = "nine"; }
    "##;
    let expected =
        [r#"one \"two\" \\"#, r#"three "four" or"#, "five", "six", "seven", "eight", "nine"];
    assert_eq!(literals(text), expected);
    assert_eq!(literals(without_tests("\"a\"\n#[cfg(test)]\nmod tests { \"b\" }")), ["a"]);
    assert_eq!(literals("\"open"), ["open"]);
}
