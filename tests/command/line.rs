//! The command line itself: nothing, nonsense, help, and nobody who listens.

use std::{io, process::Stdio};

use super::{EXAMPLE, people};
use crate::house::House;

/// The commands with what each does, as the program lists them.
fn commands(help: &str) -> Vec<(&str, &str)> {
    let (_, list) = help.split_once("\nCommands:\n").expect("the help lists the commands");
    let lines = list.lines().take_while(|line| !line.is_empty());
    lines.map(|line| line.trim().split_once("  ").expect("a command and what it does")).collect()
}

#[test]
fn without_a_command_the_program_says_what_it_can_do() {
    let house = House::empty();
    let said = house.run(&[]).refused(2);
    assert!(said.contains("Usage: tieuchi [OPTIONS] <COMMAND>"), "{said}");
    let listed: Vec<&str> = commands(&said).into_iter().map(|(command, _)| command).collect();
    for command in ["run", "check", "plan", "generate", "help"] {
        assert!(listed.contains(&command), "{said}");
    }
    // Asked for help, it says more about each option.
    let head = |text: &str| text.split_once("\nOptions:\n").map(|(head, _)| head.to_owned());
    assert_eq!(head(&house.run(&["--help"]).data()), head(&said));
    let version = house.run(&["--version"]).data();
    assert!(version.starts_with("tieuchi "), "{version}");
}

#[test]
fn an_unknown_command_is_a_wrong_command_line() {
    let house = House::empty();
    let said = house.run(&["chek", EXAMPLE]).refused(2);
    assert!(said.contains("'chek'") && said.contains("'check'"), "{said}");
    let said = house.run(&["run", EXAMPLE, "--perod", "2024"]).refused(2);
    assert!(said.contains("'--period'"), "{said}");
    let _ = house.run(&["run", EXAMPLE]).refused(2);
    let _ = house.run(&["run", EXAMPLE, "--period", "2024", "--jobs", "0"]).refused(2);
    let _ = house.run(&["run", EXAMPLE, "--period", "2024", "--format", "pdf"]).refused(2);
}

#[test]
fn the_help_of_each_command_says_what_it_does_and_how_to_call_it() {
    let house = House::empty();
    let list = house.run(&["--help"]).data();
    for (command, does) in commands(&list) {
        let help = house.run(&[command, "--help"]).data();
        assert_eq!(help.lines().next(), Some(does.trim()), "{help}");
        assert!(help.contains(&format!("\nUsage: tieuchi {command} ")), "{help}");
    }
    let run = house.run(&["run", "--help"]).data();
    for option in ["--period", "--format", "--lang", "--jobs", "--error-format"] {
        assert!(run.contains(option), "{run}");
    }
}

#[test]
fn a_folder_that_is_no_workspace_is_named_with_what_to_do() {
    let house = House::empty();
    house.write("file.txt", "");
    for workspace in ["nowhere", ".", "file.txt", "../../../../.."] {
        for arguments in [
            ["run", workspace, "--period", "2024"].as_slice(),
            &["check", workspace],
            &["plan", workspace, "--period", "2024"],
        ] {
            let said = house.run(arguments).refused(1);
            let expected = format!(
                "lỗi: `{workspace}` không phải là không gian làm việc: trong đó không có tệp \
                 `tieuchi.toml`\n  cách xử lý: hãy nêu thư mục có tệp `tieuchi.toml`; "
            );
            assert!(said.starts_with(&expected), "{said}");
        }
    }
}

#[test]
fn a_reader_that_has_gone_away_is_no_fault() {
    let house = people::house();
    for arguments in [
        ["run", EXAMPLE, "--period", "2024"].as_slice(),
        &["check", EXAMPLE],
        &["plan", EXAMPLE, "--period", "2024"],
        &["help"],
        &["--help"],
    ] {
        let (reader, writer) = io::pipe().unwrap();
        drop(reader);
        let output = house
            .command(arguments)
            .stdout(Stdio::from(writer))
            .stderr(Stdio::piped())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{arguments:?}");
    }
    assert_eq!(house.rows(EXAMPLE, "select count(*) from run"), "1\n");
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_a_fault() {
    let house = people::house();
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut command = house.command(&["check", EXAMPLE]);
    let output = command.stdout(full).stderr(Stdio::piped()).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.starts_with("lỗi: không ghi được kết quả ra màn hình"), "{said}");
}
