//! Who a row speaks of: identity numbers, births, sexes, duplicates, people who moved.

use std::convert::Infallible;

use insta::assert_snapshot;
use tieuchi_core::{Kind, PlaceCode, SubjectId};
use tieuchi_register::{Linked, OfficeFile, Resolve, Resolved, RowSubject};

use super::fixture::{citizens, draw_report, draw_rows, take_text, take_with};

#[test]
fn identity_numbers_are_held_against_sex_and_birth() {
    let text = "\
Mã;Họ và tên;Số CCCD;Ngày sinh;Giới tính
1;Lê Thị Một;091152000001;05/02/1952;Nữ
2;Lê Văn Hai;91052000002;1952;nam
3;Lê Thị Ba;361234567;;
4;Lê Văn Bốn;091152000004;05/02/1952;Nam
5;Lê Thị Năm;091152000005;05/02/1953;nữ
6;Lê Văn Sáu;0910520000061;;
7;Lê Văn Bảy;099052000007;;
8;Lê Văn Tám;không có;;khác
9;Lê Văn Chín;;1952;
10;Lê Văn Mười;;01/01/2025;
";
    let (chunks, report) = take_text(text);
    assert_snapshot!(draw_rows(&chunks), @r"
    30952 1 @2: birth-date=-6540 sex=1 (Lê Thị Một, 091152000001)
    30952 9 @10: birth-date=-6575 (Lê Văn Chín, -)
    ");
    assert_snapshot!(draw_report(&report), @r"
    3:3 [Số CCCD] `••••••••002` identity-leading-zero -> 091052000002
    3:4 [Số CCCD] `••••••567` identity-old
    3:5 [Số CCCD] `•••••••••004` identity-sex-mismatch number_says=female
    3:6 [Số CCCD] `•••••••••005` identity-birth-year-mismatch number_says=1952 row_says=1953
    3:7 [Số CCCD] `••••••••••061` identity-length digits=13
    3:8 [Số CCCD] `•••••••••007` identity-province province=099
    5:9 [Giới tính] `khác` not-a-sex
    3:9 [Số CCCD] `••••• ••` identity-not-digits
    4:11 [Ngày sinh] `01/01/2025` born-after-period last=2024-12-31
    ? 4:10 [Ngày sinh] year-alone rows=1
    ");
}

#[test]
fn births_and_sexes_may_stand_in_a_column_for_each_sex() {
    let text = "Mã;Họ và tên;Năm sinh;;CCCD\n;;Nam;Nữ;\n1;An;1952;;091052000001\n2;Bé;;1953;091153000001\n3;Cả;1952;;091152000003\n4;Dư;1952;1953;\n";
    let (chunks, report) = take_text(text);
    assert_snapshot!(draw_rows(&chunks), @r"
    30952 1 @3: birth-date=-6575 sex=0 (An, 091052000001)
    30952 2 @4: birth-date=-6209 sex=1 (Bé, 091153000001)
    ");
    assert_snapshot!(draw_report(&report), @r"
    5:5 [CCCD] `•••••••••003` identity-sex-mismatch number_says=female
    4:6 [Năm sinh: Nữ] `1953` not-a-sex
    ? 3:3 [Năm sinh: Nam] year-alone rows=2
    ");
}

#[test]
fn nobody_is_taken_twice_and_a_refused_row_takes_nobodys_place() {
    let text = "\
Mã;Họ và tên;Số CCCD;Bỏ học trong kỳ
1;An;091052000001;?
1;An;091052000001;x
2;Bé;091052000001;x
1;Cả;091052000003;x
;Dư;;x
091052000009;Em;;x
";
    let (chunks, report) = take_text(text);
    assert_snapshot!(draw_rows(&chunks), @"30952 1 @3: bo-hoc=1 (An, 091052000001)");
    assert_snapshot!(draw_report(&report), @r"
    4:2 [Bỏ học trong kỳ] `?` not-a-flag
    3:4 [Số CCCD] `•••••••••001` duplicate-identity first_row=3 first_sheet=
    1:5 [Mã] `1` duplicate-subject first_row=3 first_sheet=
    :6 subject-missing
    1:7 [Mã] `•••••••••009` id-is-identity
    ");
}

/// A store that knows two people and one hamlet.
#[derive(Default)]
struct Known {
    /// New people so far.
    made: u32,
    /// What it was asked.
    asked: Vec<String>,
}

impl Resolve<Infallible> for Known {
    fn subject(&mut self, row: &RowSubject<'_>) -> Result<Resolved, Infallible> {
        let RowSubject { kind, place, subject, name, identity } = row;
        self.asked.push(format!("{kind} {place} {subject:?} {name} {identity:?}"));
        Ok(match (subject, identity) {
            (Some(id), _) => Resolved::Subject(SubjectId::new(id)),
            (None, Some("091052000001")) => Resolved::Subject(SubjectId::new("c-7")),
            (None, Some("091052000002")) => {
                Resolved::Moved { place: PlaceCode::new("30979"), name: "Xã Vĩnh Tuy".to_owned() }
            }
            (None, Some(_)) => {
                self.made += 1;
                Resolved::Subject(SubjectId::new(format!("new-{}", self.made)))
            }
            (None, None) => Resolved::Unknown,
        })
    }

    fn link(&mut self, kind: Kind, _: &PlaceCode, text: &str) -> Result<Linked, Infallible> {
        Ok(match (kind, text) {
            (Kind::Village, "Khu phố 1") => Linked::Subject(SubjectId::new("t-1")),
            (Kind::Village, _) => Linked::Unknown { nearest: Some("Khu phố 1".to_owned()) },
            _ => Linked::Subject(SubjectId::new(text)),
        })
    }
}

#[test]
fn the_store_finds_people_by_number_and_says_who_moved() {
    let text = "\
Họ và tên;Số CCCD;Khu phố
An;091052000001;Khu phố 1
Bé;091052000002;Khu phố 1
Cả;091052000003;Khu phố 2
Dư;091052000004;
Em;;Khu phố 1
Út;091052000005;Khu phố 1
";
    let mut known = Known::default();
    let (chunks, report) = take_with(text.as_bytes(), &citizens("a.csv"), &mut known);
    assert_snapshot!(draw_rows(&chunks), @r"
    30952 c-7 @2: village:t-1 (An, 091052000001)
    30952 new-2 @5: (Dư, 091052000004)
    30952 new-3 @7: village:t-1 (Út, 091052000005)
    ");
    assert_snapshot!(draw_report(&report), @r"
    2:3 [Số CCCD] `•••••••••002` moved place=30979 name=Xã Vĩnh Tuy
    3:4 [Khu phố] `Khu phố 2` link-unknown nearest=Khu phố 1 -> Khu phố 1
    :6 subject-missing
    ");
    assert_eq!(known.asked[0], "citizen 30952 None An Some(\"091052000001\")");
    assert_eq!(known.asked.len(), 6);
}

#[test]
fn a_row_with_something_wrong_is_not_asked_for() {
    let mut known = Known::default();
    let text = "Họ và tên;Số CCCD;Bỏ học trong kỳ\nAn;091052000001;?\n";
    let (chunks, _) = take_with(text.as_bytes(), &citizens("a.csv"), &mut known);
    assert!(chunks.is_empty() && known.asked.is_empty());
}

#[test]
fn a_row_of_another_kind_is_refused() {
    let text = "Mã;Tên;Loại đối tượng\n1;An;Công dân\n2;Bé;Gia đình\n3;Cả;citizen\n4;Dư;\n";
    let (chunks, report) = take_text(text);
    assert_eq!(chunks[0].1.subjects.len(), 3);
    assert_snapshot!(draw_report(&report), @"3:3 [Loại đối tượng] `Gia đình` kind-differs expected=citizen");
}

#[test]
fn what_identifies_a_person_is_in_no_refusal() {
    let header = "Mã;Họ và tên;Số CCCD;Ngày sinh;Bỏ học trong kỳ;Tự chấm: tin học;Xã;Gia đình";
    let number = "091052000001";
    for column in 0..8 {
        for text in [number, "091 052 000 001", "91052000001", "091052000001x", "'091052000001"] {
            let mut row = ["1", "An", "", "", "", "", "", ""];
            row[column] = text;
            let (_, report) = take_text(&format!("{header}\n{}\n", row.join(";")));
            for refusal in &report.refusals {
                let digits = refusal.read.chars().filter(char::is_ascii_digit).count();
                assert!(digits <= 3, "{refusal:?}");
                for (_, value) in refusal.arguments() {
                    let shown = format!("{value:?}");
                    assert!(!shown.contains("52000001"), "{refusal:?}");
                }
            }
        }
    }
    let strict = OfficeFile { strict: true, ..citizens("a.csv") };
    let (_, report) =
        take_with("Mã;091052000001\n1;2\n".as_bytes(), &strict, &mut Known::default());
    assert!(!format!("{report:?}").contains("52000001"));
}
