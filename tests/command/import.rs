//! `import`: registers as offices keep them, from the file to the store.

use std::fs;

use calamine::{Reader, Xlsx, open_workbook};
use serde_json::Value;

use super::office::{self, OFFICE, REGISTERS, citizens, kept};

mod handed_back;
mod killed;

/// Two sound rows.
const SOUND: [&str; 2] = [
    "a,Nguyễn Văn An,091080000011,01/05/1980,,Nông dân lao động nông thôn,8",
    "b,Lê Thị Bình,091185000012,2/5/1985,,người lao động,7",
];

/// A row with a score that nobody can have.
const WRONG: &str = "c,Trần Văn Chi,091090000013,03/05/1990,,người lao động,11";

/// The office's workbook with its faults.
fn workbook() -> String {
    format!("{REGISTERS}/so-cong-dan-2024.xlsx")
}

#[test]
fn the_offices_workbook_is_taken_in_but_for_the_rows_with_faults() {
    let house = office::house();
    let output = office::import(&house, &workbook(), "citizen", &["--dry-run", "--format", "csv"]);
    assert_eq!(output.code, Some(3));
    let lines = output.stdout.lines().map(|line| {
        // The file's name, the sheet and the long words stand elsewhere.
        let cells: Vec<&str> = line.split(',').collect();
        let (row, column) = (cells[2], cells[3]);
        let reason = cells.iter().find(|cell| {
            cell.contains('-') && cell.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
        });
        format!("{column}{row} {} {}", reason.unwrap_or(&""), cells[cells.len() - 1])
    });
    insta::assert_snapshot!(lines.skip(1).collect::<Vec<_>>().join("\n"), @r"
    C27 identity-leading-zero refused
    30 subject-missing refused
    N33 out-of-range refused
    I43 unknown-code refused
    D51 year-too-short refused
    C61 identity-sex-mismatch refused
    P72 unit-in-cell refused
    M77 not-a-flag refused
    D83 not-a-date refused
    W91 merged-cell refused
    C117 duplicate-identity refused
    X7 header-unknown notice
    D95 year-alone notice
    ");
    let rows = "select count(*) from register_revision";
    assert_eq!(house.rows(OFFICE, rows), "0\n");

    let output = office::import(&house, &workbook(), "citizen", &[]);
    assert_eq!(output.code, Some(3));
    assert!(output.stdout.ends_with("trước 0, nay 93.\nĐã nhập.\n"), "{}", output.stdout);
    let output = office::import(
        &house,
        &format!("{REGISTERS}/so-cong-dan-2024-da-sua.xlsx"),
        "citizen",
        &[],
    );
    assert!(output.data().ends_with("trước 93, nay 103.\nĐã nhập.\n"));
}

#[test]
fn one_bad_row_never_loses_the_good_ones() {
    let house = office::house();
    let output = citizens(&house, &[SOUND[0], WRONG, SOUND[1]], &[]);
    assert_eq!(output.code, Some(3));
    assert!(output.stdout.contains("citizens.csv, dòng 3, cột 7"), "{}", output.stdout);
    assert!(output.stdout.contains("số từ 0 đến 10"), "{}", output.stdout);
    assert_eq!(kept(&house), "a|8\nb|7\n");
    let english = citizens(&house, &[SOUND[0], WRONG, SOUND[1]], &["--lang", "en"]).stdout;
    assert!(english.contains("a number from 0 to 10"), "{english}");
}

#[test]
fn strict_and_dry_run_keep_nothing() {
    let house = office::house();
    assert_eq!(citizens(&house, &[SOUND[0], WRONG], &["--strict"]).code, Some(3));
    assert_eq!(kept(&house), "");
    assert_eq!(citizens(&house, &SOUND, &["--dry-run"]).code, Some(0));
    assert_eq!(kept(&house), "");
    assert_eq!(citizens(&house, &SOUND, &["--strict"]).code, Some(0));
    assert_eq!(kept(&house), "a|8\nb|7\n");
}

#[test]
fn the_same_file_twice_changes_nothing() {
    let house = office::house();
    citizens(&house, &SOUND, &[]).data();
    let revisions = || house.rows(OFFICE, "select count(*) from register_revision");
    let before = revisions();
    let again = citizens(&house, &SOUND, &[]).data();
    assert!(again.contains("không có gì thay đổi (2)"), "{again}");
    assert_eq!(revisions(), before);
    citizens(&house, &SOUND[..1], &[]).data();
    assert_ne!(revisions(), before);
    assert_eq!(kept(&house), "a|8\n");
}

#[test]
fn programs_read_the_refusals_as_json() {
    let house = office::house();
    let output = citizens(&house, &[SOUND[0], WRONG], &["--format", "json"]);
    assert_eq!((output.code, output.stderr.as_str()), (Some(3), ""));
    let report: Value = serde_json::from_str(&output.stdout).unwrap();
    let refusal = &report["refusals"][0];
    for (key, value) in [
        ("file", Value::from("citizens.csv")),
        ("row", Value::from(3)),
        ("column", Value::from("7")),
        ("read", Value::from("11")),
        ("reason", Value::from("out-of-range")),
        ("expected", Value::from("số từ 0 đến 10")),
    ] {
        assert_eq!(refusal[key], value, "{key}");
    }
    assert_eq!(report["places"]["30982"], 1);
}

#[test]
fn a_register_that_shrinks_by_half_is_refused_unless_that_is_meant() {
    let house = office::house();
    let row = |id: &str| format!("{id},Nguyễn Văn An,,01/05/1980,,người lao động,8");
    let rows = ["a", "b", "c"].map(row);
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    citizens(&house, &rows, &[]).data();
    let message = citizens(&house, &rows[..1], &[]).refused(1);
    insta::assert_snapshot!(message, @r"
    lỗi: sổ của Xã Vĩnh Thắng sẽ giảm từ 3 xuống còn 1 đối tượng
      cách xử lý: sổ mới thay cả sổ cũ: hãy nhập đủ cả sổ; nếu đúng là chỉ còn như vậy thì thêm `--replace`
    ");
    assert_eq!(kept(&house), "a|8\nb|8\nc|8\n");
    citizens(&house, &rows[..1], &["--replace"]).data();
    assert_eq!(kept(&house), "a|8\n");
}

#[test]
fn people_without_an_id_get_one_and_keep_it() {
    let house = office::house();
    let rows = [
        ",Nguyễn Văn An,091080000011,01/05/1980,,người lao động,8",
        ",Lê Thị Bình,091185000012,2/5/1985,,người lao động,7",
    ];
    citizens(&house, &rows, &[]).data();
    assert_eq!(kept(&house), "30982-c-00001|8\n30982-c-00002|7\n");
    // In another order, with somebody new first.
    let new = ",Trần Văn Chi,091090000013,03/05/1990,,người lao động,9";
    citizens(&house, &[new, rows[1], rows[0]], &[]).data();
    assert_eq!(kept(&house), "30982-c-00001|8\n30982-c-00002|7\n30982-c-00003|9\n");
    // A name alone tells nobody from anybody.
    let nobody = ",Nguyễn Văn An,,01/05/1980,,người lao động,8";
    let output = citizens(&house, &[rows[0], rows[1], nobody], &[]);
    assert!(output.stdout.contains("không rõ là ai"), "{}", output.stdout);
}

#[test]
fn ids_that_were_made_are_told_in_all_and_one_by_one() {
    let house = office::house();
    let rows = [
        ",Nguyễn Văn An,091080000011,01/05/1980,,người lao động,8",
        "b,Lê Thị Bình,091185000012,2/5/1985,,người lao động,7",
        ",Trần Văn Chi,091090000013,03/05/1990,,người lao động,9",
    ];
    let said = citizens(&house, &rows, &["--dry-run"]).data();
    let words = "Đã cấp mã cho 2 dòng chưa có mã ở 30982: từ 30982-c-00001 đến 30982-c-00002.";
    assert!(said.contains(words), "{said}");
    let said = citizens(&house, &rows, &["--format", "json"]).data();
    let report: Value = serde_json::from_str(&said).unwrap();
    let ids: Vec<_> = report["given-ids"].as_array().unwrap().iter().collect();
    let id = |id: &Value| (id["row"].as_u64().unwrap(), id["subject"].as_str().unwrap().to_owned());
    let expected = [(2, "30982-c-00001".to_owned()), (4, "30982-c-00002".to_owned())];
    assert_eq!(ids.into_iter().map(id).collect::<Vec<_>>(), expected);
    // Nobody gets an id twice.
    let said = citizens(&house, &rows, &["--format", "json"]).data();
    let report: Value = serde_json::from_str(&said).unwrap();
    assert_eq!(report["given-ids"], Value::Array(Vec::new()));
}

#[test]
fn the_next_number_of_a_series_is_not_proposed_and_a_slip_is() {
    let house = office::house();
    house.write("h.csv", "Mã hộ,Chủ hộ\nvt-0012,Nguyễn Văn An\nvt-0014,Lê Thị Bình\n");
    office::import(&house, "h.csv", "family", &[]).data();
    let row = |id: &str, family: &str| format!("{id},Ai,,01/05/1980,{family},người lao động,8");
    let rows = [row("a", "vt-0013"), row("b", "tv-0014"), row("c", "Lê Thị Binh")];
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let output = citizens(&house, &rows, &["--format", "json"]);
    let report: Value = serde_json::from_str(&output.stdout).unwrap();
    let proposals: Vec<&Value> =
        report["refusals"].as_array().unwrap().iter().map(|found| &found["proposal"]).collect();
    assert_eq!(proposals, [&Value::Null, &Value::from("vt-0014"), &Value::from("Lê Thị Bình")]);
}

#[test]
fn a_missing_commune_is_asked_for_with_its_flag_and_a_missing_code_with_its_names() {
    let house = crate::house::House::with_example();
    house.write("c.csv", "Mã,Họ và tên\na,Nguyễn Văn An\n");
    let import = ["import", super::EXAMPLE, "c.csv", "--kind", "citizen", "--period", "2024"];
    let output = house.run(&import);
    assert!(output.stdout.contains("--place MÃ-XÃ"), "{}", output.stdout);
    let house = office::house();
    let output = citizens(&house, &["a,Nguyễn Văn An,,,,thợ lặn,8"], &["--format", "csv"]);
    assert!(output.stdout.contains("nguoi-lao-dong"), "{}", output.stdout);
    assert!(output.stdout.contains("người lao động"), "{}", output.stdout);
}

#[test]
fn nobody_is_born_after_the_period_and_the_message_says_so() {
    let house = office::house();
    let output = citizens(&house, &["a,Nguyễn Văn An,,02/01/2025,,,8"], &[]);
    let said = "sinh sau ngày cuối của kỳ đánh giá (31/12/2024)";
    assert!(output.stdout.contains(said), "{}", output.stdout);
}

#[test]
fn links_are_made_by_id_or_by_name_and_an_unknown_one_is_refused() {
    let house = office::house();
    house.write("h.csv", "Mã hộ,Chủ hộ\nh1,Nguyễn Văn An\nh2,Lê Thị Bình\n");
    office::import(&house, "h.csv", "family", &[]).data();
    let row = |id: &str, family: &str| format!("{id},Ai,,01/05/1980,{family},người lao động,8");
    let rows = [row("a", "h1"), row("b", "Lê Thị Bình"), row("c", "h7")];
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let output = citizens(&house, &rows, &[]);
    assert_eq!(output.code, Some(3));
    assert!(output.stdout.contains("đã đọc: “h7”"), "{}", output.stdout);
    assert_eq!(kept(&house), "a|8\nb|8\n");
}

#[test]
fn somebody_who_is_known_in_another_commune_is_not_taken_twice() {
    let house = crate::house::House::with_example();
    let example = super::EXAMPLE;
    house.run(&["run", example, "--period", "2024"]).data();
    let identity = "091152000001";
    house.write("c.csv", &format!("Họ và tên,Số CCCD\nĐoàn Thị Hoa,{identity}\n"));
    let import = ["import", example, "c.csv", "--kind", "citizen", "--period", "2024"];
    let mut arguments = import.to_vec();
    arguments.extend(["--place", "30982", "--replace"]);
    let output = house.run(&arguments);
    assert_eq!(output.code, Some(3), "{}", output.stderr);
    assert!(
        output.stdout.contains("người này đang có tên trong sổ của Thị trấn Gò Quao (30952)"),
        "{}",
        output.stdout
    );
    assert!(output.stdout.contains("--confirm-moves"), "{}", output.stdout);

    // With an id of its own in the file, too.
    house.write("d.csv", &format!("Mã,Họ và tên,Số CCCD\nmới-1,Đoàn Thị Hoa,{identity}\n"));
    arguments[2] = "d.csv";
    assert!(house.run(&arguments).stdout.contains("(30952)"));

    // Once the officer has confirmed it, she stands here, and is told to stand there, too.
    arguments[2] = "c.csv";
    arguments.push("--confirm-moves");
    let said = house.run(&arguments).data();
    assert!(said.contains("đề nghị Thị trấn Gò Quao bỏ người này khỏi sổ"), "{said}");
    assert!(said.contains("nay 1.\nĐã nhập.\n"), "{said}");
    let query =
        format!("select place, subject from identity where number = '{identity}' order by 1");
    assert_eq!(house.rows(example, &query).lines().count(), 2);
    // From then on the question is settled.
    arguments.pop();
    let said = house.run(&arguments).data();
    assert!(said.contains("không có gì thay đổi (1)"), "{said}");
}

#[test]
fn a_header_that_nobody_would_guess_is_named_by_a_mapping() {
    let house = office::house();
    house.write("c.csv", "Mã,Họ và tên,Điểm NN\na,Nguyễn Văn An,8\n");
    office::import(&house, "c.csv", "citizen", &[]).data();
    assert_eq!(kept(&house), "");
    house.write("mapping.toml", "\"Điểm NN\" = \"tu-cham.ngoai-ngu\"\n");
    office::import(&house, "c.csv", "citizen", &["--mapping", "mapping.toml"]).data();
    assert_eq!(kept(&house), "a|8\n");
    house.write("mapping.toml", "\"Điểm NN\" = 7\n");
    office::import(&house, "c.csv", "citizen", &["--mapping", "mapping.toml"]).refused(3);
}

#[test]
fn the_kind_is_told_by_the_files_name_or_asked_for() {
    let house = office::house();
    house.write("villages.csv", "Mã ấp,Tên ấp\nt1,Ấp 1\n");
    house.run(&["import", OFFICE, "villages.csv", "--period", "2024"]).data();
    house.write("so.csv", "Mã ấp,Tên ấp\nt1,Ấp 1\n");
    let message = house.run(&["import", OFFICE, "so.csv", "--period", "2024"]).refused(1);
    assert!(message.contains("`--kind`: `citizen` (công dân)"), "{message}");
}

#[test]
fn files_of_old_machines_are_read_once_their_encoding_is_named() {
    let house = office::house();
    // `Mã;Họ và tên` and `Nguyễn Văn An` as fonts of the family .VnTime have it.
    let bytes = [
        b"M\xb7;H\xe4 v\xb5 t\xaan;T\xf9 ch\xcam: ngo\xb9i ng\xf7 theo v\xde tr\xdd vi\xd6c l\xb5m\r\n"
            .as_slice(),
        b"a;Nguy\xd4n V\xa8n An;8\r\n",
    ]
    .concat();
    fs::write(house.path("old.csv"), bytes).unwrap();
    let output = office::import(&house, "old.csv", "citizen", &[]);
    assert_eq!(output.code, Some(3));
    assert!(output.stdout.contains("--encoding"), "{}", output.stdout);
    office::import(&house, "old.csv", "citizen", &["--encoding", "tcvn3"]).data();
    assert_eq!(kept(&house), "a|8\n");
    let names = "select name from identity where subject = 'a'";
    assert_eq!(house.rows(OFFICE, names), "Nguyễn Văn An\n");
}

#[test]
fn headers_in_any_spelling_of_unicode_and_with_either_tone_mark_mean_the_same() {
    let house = office::house();
    let ids = ["a", "b", "c"];
    for (id, header) in ids.into_iter().zip([
        "Tự chấm: quan hệ thân thiện, điều hòa, tránh xung đột",
        "TỰ CHẤM: Quan hệ thân thiện, điều hoà, tránh xung đột",
        "Tu\u{31b}\u{323} cha\u{302}\u{301}m: quan he\u{323}\u{302} tha\u{302}n thie\u{323}\u{302}n, \
         đie\u{302}\u{300}u ho\u{300}a, tra\u{301}nh xung đo\u{323}\u{302}t",
    ]) {
        house.write("c.csv", &format!("\u{feff}Mã;Họ và tên;\"{header}\"\r\n{id};Ai;9\r\n"));
        office::import(&house, "c.csv", "citizen", &["--replace"]).data();
        let query = "select subject, indicator, value from v_evidence where kind = 'citizen'";
        assert_eq!(house.rows(OFFICE, query), format!("{id}|tu-cham.quan-he-than-thien|9\n"));
    }
}

#[test]
fn a_cell_that_looks_like_a_formula_is_a_text_on_the_way_out() {
    let house = office::house();
    let row = "a,=HYPERLINK(\"\"http://x\"\"),,=1+1,,người lao động,8";
    let output = citizens(&house, &[row], &["--format", "csv", "--refusals", "back.xlsx"]);
    assert_eq!(output.code, Some(3));
    for cell in output.stdout.lines().skip(1).flat_map(|line| line.split(',')) {
        assert!(!cell.trim_matches('"').starts_with(['=', '+', '-', '@']), "{}", output.stdout);
    }
    assert!(output.stdout.contains("=1+1"), "{}", output.stdout);
    let mut book: Xlsx<_> = open_workbook(house.path("back.xlsx")).unwrap();
    for name in book.sheet_names() {
        let formulas = book.worksheet_formula(&name).unwrap();
        let foreign = formulas.used_cells().any(|(_, _, formula)| formula.contains("1+1"));
        assert!(!foreign, "a cell of the register became a formula");
    }
}

#[test]
fn what_is_no_register_at_all_is_refused_and_changes_nothing() {
    let house = office::house();
    citizens(&house, &SOUND, &[]).data();
    for (name, bytes) in [
        ("empty.csv", b"".as_slice()),
        ("zeros.csv", &vec![0; 200_000]),
        ("cut.xlsx", b"PK\x03\x04 and no more"),
        ("page.xlsx", b"<html><table><tr><td>1</td></tr></table></html>"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and no more"),
    ] {
        fs::write(house.path(name), bytes).unwrap();
        let output = office::import(&house, name, "citizen", &[]);
        assert_eq!(output.code, Some(3), "{name}: {}{}", output.stdout, output.stderr);
        assert!(output.stdout.ends_with("Không có gì được nhập.\n"), "{}", output.stdout);
    }
    let message = office::import(&house, "nowhere.csv", "citizen", &[]).refused(1);
    assert!(message.contains("không đọc được `nowhere.csv`"), "{message}");
    assert_eq!(kept(&house), "a|8\nb|7\n");
}

#[test]
fn a_commune_that_there_is_not_in_the_period_has_no_register() {
    let house = crate::house::House::with_example();
    house.write("c.csv", "Mã,Họ và tên\na,Nguyễn Văn An\n");
    let mut import = vec!["import", super::EXAMPLE, "c.csv", "--kind", "citizen", "--place"];
    // Vĩnh Tuy (30979) went into another commune in July 2025.
    for (place, period) in [("99999", "2024"), ("30979", "2025")] {
        import.extend([place, "--period", period]);
        let message = house.run(&import).refused(1);
        let said = format!("không có xã nào mang mã `{place}` vào ngày 31/12/{period}");
        assert!(message.contains(&said), "{message}");
        import.truncate(6);
    }
    import.extend(["30979", "--period", "2024"]);
    let said = house.run(&import).data();
    assert!(said.ends_with("Sổ của Xã Vĩnh Tuy: trước 0, nay 1.\nĐã nhập.\n"), "{said}");
}
