//! The console blocks of README and guides do what they say.
//!
//! A line that begins with `$ ` is a command, the lines below it are what it prints, both to
//! standard output and, after that, to standard error. A line of `…` alone stands for any lines.

use std::fs;

use crate::house::{House, repository};

/// Documents with console blocks.
const DOCUMENTS: [&str; 4] =
    ["README.md", "rules/README.md", "examples/go-quao/README.md", "plugins/README.md"];

/// Commands that need a compiler for WebAssembly, or what one has made: they are not run here.
const NEED_A_COMPILER: [&str; 7] = [
    "plugin build adults-learn",
    "plugin test adults-learn",
    "plugin bench adults-learn",
    "plugin add adults-learn/adults-learn.wasm --workspace place",
    "check place --lang en",
    "run place --period 2024 --lang en",
    "plugin list place",
];

/// A command and what is printed below it.
#[derive(Debug, PartialEq, Eq)]
struct Step {
    /// Without `$ `.
    command: String,
    /// Lines.
    expected: Vec<String>,
}

#[test]
fn every_console_block_prints_what_it_shows() {
    let mut executed = 0;
    for document in DOCUMENTS {
        let text = fs::read_to_string(repository().join(document)).unwrap();
        // The blocks of one document are one sitting: what one writes the next finds.
        let house = House::with_example();
        for step in steps(&text) {
            let Some(arguments) = arguments(&step.command, document) else { continue };
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            let output = house.run(&arguments);
            let printed = format!("{}{}", output.stdout, output.stderr);
            let printed: Vec<&str> = printed.lines().map(str::trim_end).collect();
            assert!(
                matches(&step.expected, &printed),
                "{document}: `{}` prints\n{}\nnot\n{}",
                step.command,
                printed.join("\n"),
                step.expected.join("\n")
            );
            executed += 1;
        }
    }
    assert!(executed >= 20, "only {executed} commands were found");
}

/// The program's arguments; none for the command that runs these very tests.
fn arguments(command: &str, document: &str) -> Option<Vec<String>> {
    if command == "cargo test --workspace" {
        return None;
    }
    let ours = ["cargo run --release -- ", "tieuchi "];
    let rest = ours.iter().find_map(|prefix| command.strip_prefix(prefix));
    let rest = rest.unwrap_or_else(|| panic!("{document}: `{command}` is no command of ours"));
    let skipped = document == "plugins/README.md" && NEED_A_COMPILER.contains(&rest);
    (!skipped).then(|| words(rest))
}

/// The words of a command; what stands between quotes is one word.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (index, part) in command.split('"').enumerate() {
        if index % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

/// The steps of all console blocks.
fn steps(text: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        match line {
            "```console" => inside = true,
            "```" => inside = false,
            _ if !inside => {}
            _ => {
                if let Some(command) = line.strip_prefix("$ ") {
                    steps.push(Step { command: command.to_owned(), expected: Vec::new() });
                } else {
                    let step = steps.last_mut().expect("a block begins with a command");
                    step.expected.push(line.trim_end().to_owned());
                }
            }
        }
    }
    steps
}

/// Whether lines are as expected; `…` stands for any number of lines.
fn matches(expected: &[String], printed: &[&str]) -> bool {
    match expected.split_first() {
        None => printed.is_empty(),
        Some((first, rest)) if first == "…" => {
            (0..=printed.len()).any(|skipped| matches(rest, &printed[skipped..]))
        }
        Some((first, rest)) => {
            printed.first() == Some(&first.as_str()) && matches(rest, &printed[1..])
        }
    }
}

#[test]
fn an_ellipsis_stands_for_any_lines_and_nothing_else_does() {
    let expected = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
    assert!(matches(&expected(&["a", "…", "d"]), &["a", "b", "c", "d"]));
    assert!(matches(&expected(&["a", "…"]), &["a"]));
    assert!(!matches(&expected(&["a", "…", "d"]), &["a", "b", "c"]));
    assert!(!matches(&expected(&["a"]), &["a", "b"]));
}

#[test]
fn a_name_between_quotes_is_one_word() {
    assert_eq!(
        words("init x --name \"Vĩnh Thắng\" --period 2024"),
        ["init", "x", "--name", "Vĩnh Thắng", "--period", "2024"]
    );
}
