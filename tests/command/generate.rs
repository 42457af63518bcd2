//! `generate`: made-up workspaces of any size.

use std::{collections::BTreeMap, fs, path::Path};

use crate::house::House;

/// Every file below a folder with its bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
                files.insert(name, fs::read(path).unwrap());
            }
        }
    }
    files
}

#[test]
fn the_same_numbers_give_the_same_bytes_and_another_seed_other_people() {
    let house = House::empty();
    let one = house.run(&["generate", "one", "--people", "300", "--seed", "9"]).data();
    let two = house.run(&["generate", "two", "--people", "300", "--seed", "9"]).data();
    assert_eq!(one.replace("one:", "two:"), two);
    let _ = house.run(&["generate", "three", "--people", "300", "--seed", "10"]).data();
    let [one, two, three] = ["one", "two", "three"].map(|name| files(&house.path(name)));
    assert!(one.len() > 30, "{:?}", one.keys());
    // What the guide speaks of is there.
    let guide = String::from_utf8(one["README.md"].clone()).unwrap();
    assert!(guide.contains("registers/decisions.csv") && !guide.contains("office/"), "{guide}");
    assert!(one == two);
    let differ: Vec<&String> =
        one.iter().filter(|(name, bytes)| three[*name] != **bytes).map(|(name, _)| name).collect();
    assert!(differ.contains(&&"registers/2024/citizens.csv".to_owned()), "{differ:?}");
    assert!(differ.iter().all(|name| name.starts_with("registers/")), "{differ:?}");
}

#[test]
fn a_made_up_workspace_is_without_errors_and_can_be_judged() {
    let house = House::empty();
    let said = house.run(&["generate", "new", "--people", "300"]).data();
    assert!(said.starts_with("new: 300 citizens, "), "{said}");
    let check = house.run(&["check", "new"]);
    assert_eq!(check.stderr, "");
    assert!(check.data().starts_with("no errors: "));
    let run = house.run(&["run", "new", "--period", "2024"]);
    assert_eq!(run.stderr, "");
    assert!(run.data().contains("Công dân học tập"));
    let query = "select count(distinct subject) from v_verdict where kind = 'citizen'";
    assert_eq!(house.rows("new", query), "300\n");
    let query = "select count(distinct status) from v_verdict where title = 'cong-dan-hoc-tap'";
    assert_eq!(house.rows("new", query), "4\n", "a sample has subjects of every kind of verdict");
}

#[test]
fn one_person_is_a_workspace_and_nobody_is_not() {
    let house = House::empty();
    let said = house.run(&["generate", "one", "--people", "1"]).data();
    assert!(said.starts_with("one: 1 citizen, 1 family, "), "{said}");
    let _ = house.run(&["run", "one", "--period", "2024"]).data();
    for people in ["0", "-1", "10000001", "4294967296", "many"] {
        let said = house.run(&["generate", "none", &format!("--people={people}")]).refused(2);
        assert!(said.contains("--people"), "{said}");
    }
    assert!(!house.path("none").exists());
}

#[test]
fn a_folder_that_holds_something_is_left_alone() {
    let house = House::empty();
    house.write("taken/diary.txt", "dear diary");
    let said = house.run(&["generate", "taken", "--people", "7"]).refused(1);
    insta::assert_snapshot!(said, @r"
    lỗi: thư mục `taken` đã có tệp khác
      cách xử lý: hãy nêu một thư mục chưa có, hoặc còn trống
    ");
    let _ = house.run(&["generate", "taken/diary.txt", "--people", "7"]).refused(1);
    let _ = house.run(&["generate", ".", "--people", "7"]).refused(1);
    assert_eq!(files(&house.path("")).into_keys().collect::<Vec<_>>(), ["taken/diary.txt"]);

    fs::create_dir(house.path("empty")).unwrap();
    let _ = house.run(&["generate", "empty", "--people", "7"]).data();
    assert!(house.path("empty/tieuchi.toml").is_file());
}
