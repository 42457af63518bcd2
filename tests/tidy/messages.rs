//! Commands have tests and examples, codes have pages and cases, and words are those of the glossary.

use std::collections::BTreeMap;

use super::{
    files,
    literals::{literals, without_tests},
    stem, text, texts, tidy,
};

/// Words that the glossary refuses and that mean nothing else here, each with the word to use.
const REFUSED: [(&str, &str); 12] = [
    ("add-on", "plugin"),
    ("addon", "plugin"),
    ("award", "title"),
    ("badge", "title"),
    ("capability", "grant"),
    ("checksum", "digest"),
    ("dataset", "register"),
    ("entity", "subject"),
    ("override", "overlay"),
    ("predicate", "check"),
    ("tenant", "org unit"),
    ("violation", "finding"),
];

/// Where the commands stand.
const COMMANDS: &str = "host/cli/src/command/";

/// Where the pages of the codes stand.
const PAGES: &str = "host/cli/pages/";

/// Whether a text is a diagnostic's code.
fn is_code(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(|letter| "RDP".contains(letter))
        && letters.next() == Some('0')
        && text.len() == 4
        && letters.all(|letter| letter.is_ascii_digit())
}

/// Every code that the program may tell, with a file that tells it.
fn codes() -> BTreeMap<String, String> {
    let mut codes = BTreeMap::new();
    for (path, text) in texts("host/", ".rs") {
        for code in literals(without_tests(&text)).into_iter().filter(|text| is_code(text)) {
            codes.entry(code.to_owned()).or_insert_with(|| path.clone());
        }
    }
    codes
}

/// The refused words in a text, with the words to use.
fn refused(text: &str) -> Vec<(&'static str, &'static str)> {
    let text = text.to_lowercase();
    let words: Vec<&str> =
        text.split(|letter: char| !letter.is_alphanumeric() && letter != '-').collect();
    let stands = |refused: &str| {
        let plural = match refused.strip_suffix('y') {
            Some(stem) => format!("{stem}ies"),
            None => format!("{refused}s"),
        };
        words.iter().any(|word| *word == refused || *word == plural)
    };
    REFUSED.into_iter().filter(|(word, _)| stands(word)).collect()
}

#[test]
fn every_code_has_a_page() {
    let absent: Vec<String> = codes()
        .iter()
        .filter(|(code, _)| text(&format!("{PAGES}{code}.md")).is_none())
        .map(|(code, path)| format!("{PAGES}{code}.md, told in {path}"))
        .collect();
    tidy("write the page of the code: what it checks, why it matters, example, instead", &absent);
}

#[test]
fn every_page_has_a_code() {
    let codes = codes();
    let faults: Vec<String> = files()
        .into_iter()
        .filter(|path| path.starts_with(PAGES) && !codes.contains_key(stem(path)))
        .collect();
    tidy("nothing tells this code: remove the page, or name it after its code", &faults);
}

#[test]
fn every_rule_code_has_a_case() {
    let cases: Vec<(String, String)> = texts("tests/ui/", "");
    let faults: Vec<String> = codes()
        .into_iter()
        .filter(|(code, _)| code.starts_with('R'))
        .filter(|(code, _)| !cases.iter().any(|(_, text)| text.contains(&format!("[{code}]"))))
        .map(|(code, path)| format!("{code}, told in {path}"))
        .collect();
    tidy("add a case to tests/ui whose expected text shows the code", &faults);
}

#[test]
fn every_command_is_tested_and_shown() {
    let tests = texts("tests/", ".rs");
    let mut shown = texts("examples/", ".md");
    shown.extend(texts("plugins/", ".md"));
    shown.extend(texts("rules/", ".md"));
    shown.extend(text("README.md").map(|text| ("README.md".to_owned(), text)));
    let mut faults = Vec::new();
    for (path, _) in texts(COMMANDS, ".rs") {
        // A command below another stands in a folder of that one's name: `plugin/add.rs`.
        let place = path.trim_start_matches(COMMANDS).trim_end_matches(".rs");
        let name = place.replace('/', " ").replace('_', "-");
        let file = format!("tests/command/{place}.rs");
        let quoted = format!("\"{}\"", name.replace(' ', "\", \""));
        if !tests.iter().any(|(path, text)| *path == file || text.contains(&quoted)) {
            faults.push(format!("{path}: no {file}, and no test names {quoted}"));
        }
        let said = [format!("tieuchi {name}"), format!("-- {name}")];
        if !shown.iter().any(|(_, text)| said.iter().any(|said| text.contains(said))) {
            faults.push(format!("{path}: no README.md and no page in examples shows it"));
        }
    }
    tidy("give the command a test, and show it to whoever opens the repository", &faults);
}

#[test]
fn messages_speak_the_words_of_the_glossary() {
    let mut faults = Vec::new();
    for (path, text) in texts("host/", ".rs") {
        for literal in literals(without_tests(&text)) {
            for (word, instead) in refused(literal) {
                faults.push(format!("{path}: `{word}` in \"{literal}\"; say `{instead}`"));
            }
        }
    }
    // The help of a command is written as its doc comment.
    for (path, text) in texts(COMMANDS, ".rs") {
        let help: Vec<&str> =
            without_tests(&text).lines().filter(|line| line.trim().starts_with("///")).collect();
        for (word, instead) in refused(&help.join("\n")) {
            faults.push(format!("{path}: `{word}` in its help; say `{instead}`"));
        }
    }
    for (path, text) in texts(PAGES, ".md") {
        for (word, instead) in refused(&text) {
            faults.push(format!("{path}: `{word}`; say `{instead}`"));
        }
    }
    tidy("use the word of the glossary", &faults);
}

#[test]
fn planted_codes_and_words_are_found() {
    assert!(is_code("R012") && is_code("D001") && is_code("P003"));
    assert!(!is_code("R112") && !is_code("R0123") && !is_code("X012") && !is_code("R01"));
    assert_eq!(
        refused("two Overrides and an add-on"),
        [("add-on", "plugin"), ("override", "overlay")]
    );
    assert_eq!(refused("capabilities"), [("capability", "grant")]);
    assert!(refused("forward, overridden by nobody, awarded").is_empty());
}
