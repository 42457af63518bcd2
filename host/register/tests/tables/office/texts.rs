//! Text files of old systems and of spreadsheets.

use insta::assert_snapshot;
use tieuchi_core::{ImportReport, Kind, PlaceCode};
use tieuchi_register::{Encoding, OfficeFile};

use super::fixture::{PLAIN, citizens, draw_report, draw_rows, take, take_text};

/// The rows of a text in which nothing is wrong.
fn rows(text: &str) -> String {
    let (chunks, report) = take_text(text);
    assert_eq!(draw_report(&report), "");
    draw_rows(&chunks)
}

#[test]
fn a_tidy_file_is_taken_as_it_is() {
    let text = "subject,place,name,identity,family,birth-date,sex,gio-hoc\n\
                c1,30979,Nguyễn Thị Hoa,091152000001,g1,1952-02-05,nu,12.5\n\
                c2,30952,,,,,,\n";
    assert_snapshot!(rows(text), @r"
    30952 c2 @3:
    30979 c1 @2: birth-date=-6540 gio-hoc=125 sex=1 family:g1 (Nguyễn Thị Hoa, 091152000001)
    ");
}

#[test]
fn what_parts_cells_and_what_ends_lines_is_found() {
    let expected = "30952 1 @2: bo-hoc=1 gio-hoc=12345 (Lê Văn Út, -)\n";
    for (parts, ends) in [(";", "\r\n"), (";", "\n"), ("\t", "\r\n"), ("|", "\n"), ("\t", "\r")] {
        for mark in ["", "\u{feff}"] {
            let header = ["STT", "Mã số", "Họ và tên", "Số giờ học trong năm", "Bỏ học trong kỳ"];
            let row = ["1", "1", "Lê Văn Út", "1.234,5", "x"];
            let text = format!("{mark}{}{ends}{}{ends}", header.join(parts), row.join(parts));
            assert_eq!(rows(&text), expected, "{text:?}");
        }
    }
    let text = "Mã số,Họ và tên,Số giờ học trong năm,Bỏ học trong kỳ\n1,Lê Văn Út,\"1.234,5\",có\n";
    assert_eq!(rows(text), expected);
}

#[test]
fn words_of_the_header_are_known_in_every_spelling() {
    for header in [
        "mã số;họ tên;bỏ học trong kỳ;Tuổi",
        "MÃ SỐ;HỌ TÊN;BỎ HỌC TRONG KỲ;TUỔI",
        "Mã  số:;Họ tên (*);Bỏ học trong kì;Tuô\u{309}i",
        "ma so;ho ten;bo hoc trong ky;tuoi",
        "subject;name;bo-hoc;age",
    ] {
        let text = format!("{header}\n1;Hà Thuỷ;x;20\n");
        let (chunks, report) = take_text(&text);
        assert_eq!(draw_rows(&chunks), "30952 1 @2: bo-hoc=1 (Hà Thuỷ, -)\n", "{header}");
        let notices: Vec<_> = report.notices.iter().map(tieuchi_core::Refusal::key).collect();
        assert_eq!(notices, ["header-computed"], "{header}");
    }
}

#[test]
fn titles_sums_headings_and_signatures_hold_nobody() {
    let text = "\
ỦY BAN NHÂN DÂN XÃ GÒ QUAO;;;;
;;CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM;;
DANH SÁCH CÔNG DÂN HỌC TẬP NĂM 2024;;;;
;;;;
STT;Mã số;Họ và tên;Số CCCD;Số giờ học trong năm
(1);(2);(3);(4);(5)
I;;KHU PHỐ 1;;
1;a1;Tổng Văn Cộng;091052000001;10
;;;;
2;a2;Lê Thị Tổng;091152000002;5,5
;;Cộng khu phố 1: 2 người;;15,5
II;;KHU PHỐ 2;;
3;a3;Cao Văn Ba;091052000003;
4;;;;
Tổng cộng: 3 người;;;;15,5
;;;Gò Quao, ngày 09 tháng 5 năm 2025;
;NGƯỜI LẬP BIỂU;;CHỦ TỊCH;
;(Ký, ghi rõ họ tên);;;
;;Nguyễn Văn Ký;;
";
    let (chunks, report) = take_text(text);
    assert_snapshot!(draw_rows(&chunks), @r"
    30952 a1 @8: gio-hoc=100 (Tổng Văn Cộng, 091052000001)
    30952 a2 @10: gio-hoc=55 (Lê Thị Tổng, 091152000002)
    30952 a3 @13: (Cao Văn Ba, 091052000003)
    ");
    assert_snapshot!(draw_report(&report), @r"
    title 1
    title 2
    title 3
    column-numbers 6
    section 7
    total 11
    section 12
    total 15
    footer 16
    footer 17
    footer 18
    footer 19
    ");
    assert_eq!((report.rows_read, report.sheets[0].header_rows), (3, Some((5, 5))));
}

#[test]
fn a_count_under_the_ids_beside_the_words_of_a_sum_is_nobody() {
    for (total, place) in [
        ("Tổng cộng;2;;", "above"),
        ("Cộng;2 người;;", "above"),
        ("TỔNG SỐ;1.002;;15", "above"),
        (";2;Tổng cộng;", "in the names"),
        ("Cộng: 2;;;15", "above, without an id"),
    ] {
        let text = format!(
            "STT;Mã;Họ và tên;Số giờ học trong năm\n1;7;Lê Ất;7,5\n2;9;Lê Bính;7,5\n{total}\n"
        );
        let (chunks, report) = take_text(&text);
        let drawn = draw_rows(&chunks);
        assert_eq!(drawn.lines().count(), 2, "{place}: {drawn}");
        assert_eq!(draw_report(&report), "total 4\n", "{place}");
    }
    // Somebody of such a name, or a unit, with an id of its own.
    let text = "STT;Mã;Họ và tên\n1;7;Tống Cộng\n2;t-9;Tổng Văn Số\n3;9;Cộng Hòa\n";
    assert_eq!(rows(text).lines().count(), 3);
}

#[test]
fn names_that_sound_like_sums_and_signatures_are_names() {
    let village = OfficeFile { kind: Kind::Village, ..citizens("ap.csv") };
    let text =
        "STT;Mã ấp;Tên ấp\n1;t1;Cộng Hòa\n2;t 2;Cộng Lực\n3;;Cộng Đồng\n;;Cộng 3 ấp\n;;Cộng:\n";
    let (chunks, report) = take(text.as_bytes(), &village);
    assert_eq!(chunks[0].1.subjects.len(), 2);
    assert_snapshot!(draw_report(&report), @r"
    :4 subject-missing
    total 5
    total 6
    ");
    let unit = OfficeFile { kind: Kind::Unit, ..citizens("dv.csv") };
    let text = "Tên đơn vị;Ấp\nỦy ban nhân dân;t1\nCán bộ hưu trí;t1\n";
    let (_, report) = take(text.as_bytes(), &unit);
    assert_eq!(report.rows_read, 2);
}

#[test]
fn a_header_that_is_repeated_on_every_page_holds_nobody() {
    let text = "Mã số;Họ tên;Bỏ học trong kỳ\na1;An;x\nMÃ SỐ;Họ tên;bỏ học trong kỳ\na2;Bé;\n";
    let (chunks, report) = take_text(text);
    assert_eq!(chunks[0].1.subjects.len(), 2);
    assert_snapshot!(draw_report(&report), @"title 3");
}

#[test]
fn a_header_of_two_rows_is_read_as_one() {
    let text = "\
Mã số;Họ và tên;Giới tính;;Tự chấm;;Ghi chú
;;Nam;Nữ;ngoại ngữ;tin học;
1;Lê Văn Út;x;;7;8;
2;Lê Thị Ba;;x;9;;
";
    assert_snapshot!(rows(text), @r"
    30952 1 @3: sex=0 tu-cham.ngoai-ngu=7 tu-cham.tin-hoc=8 (Lê Văn Út, -)
    30952 2 @4: sex=1 tu-cham.ngoai-ngu=9 (Lê Thị Ba, -)
    ");
}

#[test]
fn every_wrong_cell_is_told_and_good_rows_are_kept() {
    let text = "\
Mã số;Tự chấm: ngoại ngữ;Số giờ học trong năm;Thu nhập;Bỏ học trong kỳ;Nhóm đối tượng;Ngày cấp chứng chỉ
1;8;12,5;1.234,567;không;nguoi-dan;09/05/2023
2;11;12 giờ;1.234;có lẽ;nguoi-dam;31/02/2023
3;8,5;12,55;abc;;Người lao động;12/31/2023
4;8;;;;;9/5/23
5;10;0;0,5;-;Công nhân;2023-05-09
";
    let (chunks, report) = take_text(text);
    assert_snapshot!(draw_rows(&chunks), @r"
    30952 1 @2: bo-hoc=0 gio-hoc=125 ngay-cap=19486 nhom=0 thu-nhap=1234567 tu-cham.ngoai-ngu=8
    30952 5 @6: gio-hoc=0 ngay-cap=19486 nhom=1 thu-nhap=500 tu-cham.ngoai-ngu=10
    ");
    assert_snapshot!(draw_report(&report), @r"
    2:3 [Tự chấm: ngoại ngữ] `11` out-of-range min=0 max=10
    3:3 [Số giờ học trong năm] `12 giờ` unit-in-cell unit=giờ -> 12
    4:3 [Thu nhập] `1.234` number-ambiguous whole=1234 decimal=1.234
    5:3 [Bỏ học trong kỳ] `có lẽ` not-a-flag
    6:3 [Nhóm đối tượng] `nguoi-dam` unknown-code nearest=nguoi-dan codes=`nguoi-dan` (Nông dân, lao động nông thôn (244); người dân trong xã (324)); `nguoi-lao-dong` (Công nhân (244); người lao động (324)) -> nguoi-dan
    7:3 [Ngày cấp chứng chỉ] `31/02/2023` not-a-date
    2:4 [Tự chấm: ngoại ngữ] `8,5` too-many-decimals decimals=0
    3:4 [Số giờ học trong năm] `12,55` too-many-decimals decimals=1
    4:4 [Thu nhập] `abc` not-a-number
    7:4 [Ngày cấp chứng chỉ] `12/31/2023` not-a-date -> 31/12/2023
    7:5 [Ngày cấp chứng chỉ] `9/5/23` year-too-short
    ");
    let ImportReport { rows_read, rows_accepted, rows_refused, refusals_total, .. } = report;
    assert_eq!((rows_read, rows_accepted, rows_refused, refusals_total), (5, 2, 3, 11));
}

#[test]
fn strictly_one_refusal_refuses_all_and_unknown_headers_count() {
    let text = "Mã số;Bỏ học trong kỳ;Sở thích\n1;x;a\n2;?;b\n3;x;c\n";
    let strict = OfficeFile { strict: true, ..citizens("a.csv") };
    let (chunks, report) = take(text.as_bytes(), &strict);
    assert!(chunks.is_empty() && report.is_refused());
    assert_snapshot!(draw_report(&report), @r"
    3:1 [Sở thích] `Sở thích` header-unknown nearest=
    2:3 [Bỏ học trong kỳ] `?` not-a-flag
    ");
    let (chunks, report) = take_text(text);
    assert!(chunks.len() == 1 && !report.is_refused());
    assert_snapshot!(draw_report(&report), @r"
    2:3 [Bỏ học trong kỳ] `?` not-a-flag
    ? 3:1 [Sở thích] `Sở thích` header-unknown nearest=
    ");
}

#[test]
fn a_mapping_names_what_does_not_match() {
    let mapping = [("Điểm NN", "tu-cham.ngoai-ngu"), ("Sở thích", "-"), ("Bỏ", "bo-hocc")]
        .map(|(header, id)| (header.to_owned(), id.to_owned()))
        .into();
    let file = OfficeFile { mapping: &mapping, ..citizens("a.csv") };
    let (chunks, report) = take("Mã;điểm  NN;SỞ THÍCH;Bỏ\n1;7;đọc;x\n".as_bytes(), &file);
    assert_snapshot!(draw_rows(&chunks), @"30952 1 @2: tu-cham.ngoai-ngu=7");
    assert_snapshot!(draw_report(&report), @r"
    :0 [Bỏ] `bo-hocc` mapping-unknown id=bo-hocc nearest=bo-hoc -> bo-hoc
    ? 4:1 [Bỏ] `Bỏ` header-unknown nearest=Bỏ học trong kỳ
    ");
}

#[test]
fn an_unknown_header_is_told_with_what_it_may_mean() {
    let (_, report) =
        take_text("Mã số;Số giờ học;Tham gia (tỉ lệ);xyz;Bỏ học trong kyf\n1;5;6;7;8\n");
    assert_snapshot!(draw_report(&report), @r"
    ? 2:1 [Số giờ học] `Số giờ học` header-unknown nearest=Số giờ học trong năm
    ? 3:1 [Tham gia (tỉ lệ)] `Tham gia (tỉ lệ)` header-unknown nearest=Tỉ lệ tham gia
    ? 4:1 [xyz] `xyz` header-unknown nearest=
    ? 5:1 [Bỏ học trong kyf] `Bỏ học trong kyf` header-unknown nearest=Bỏ học trong kỳ
    ");
}

#[test]
fn two_columns_of_one_meaning_count_neither() {
    let (chunks, report) = take_text("Mã;Tên;Bỏ học trong kỳ;bo-hoc\n1;An;x;\n");
    assert_snapshot!(draw_rows(&chunks), @"30952 1 @2: (An, -)");
    assert_snapshot!(draw_report(&report), @"4:1 [bo-hoc] `bo-hoc` column-twice id=bo-hoc first=3");
}

#[test]
fn a_name_may_stand_in_two_columns() {
    let expected = "30952 1 @2: bo-hoc=1 (Nguyễn Thị Hoa, -)\n";
    for header in ["Mã;Họ và tên;;Bỏ học trong kỳ", "Mã;Họ và tên đệm;Tên;Bỏ học trong kỳ"]
    {
        assert_eq!(rows(&format!("{header}\n1;Nguyễn Thị;Hoa;x\n")), expected);
    }
}

#[test]
fn old_encodings_are_read_where_they_are_named_and_proposed_where_not() {
    // TCVN3: "Mã;Họ tên;Bỏ học trong kỳ", then "Nguyễn Văn Bình", "có".
    let old = b"M\xb7;H\xe4 t\xaan;B\xe1 h\xe4c trong k\xfa\n1;Nguy\xd4n V\xa8n B\xd7nh;c\xe3\n";
    let file = OfficeFile { encoding: Some(Encoding::Tcvn3), ..citizens("cu.csv") };
    let (chunks, report) = take(old.as_slice(), &file);
    assert_eq!(draw_report(&report), "");
    assert_snapshot!(draw_rows(&chunks), @"30952 1 @2: bo-hoc=1 (Nguyễn Văn Bình, -)");
    assert_eq!(report.encoding, "tcvn3");
    let (chunks, report) = take(old.as_slice(), &citizens("cu.csv"));
    assert!(chunks.is_empty() && report.is_refused());
    assert_snapshot!(draw_report(&report), @":0 not-utf8 -> tcvn3");

    let windows = b"Ma\xde;Ho\xf2 t\xean\n1;Nguy\xea\xden V\xe3n Bi\xccnh\n";
    let file = OfficeFile { encoding: Some(Encoding::Windows1258), ..citizens("cu.csv") };
    let (_, report) = take(windows.as_slice(), &citizens("cu.csv"));
    assert_snapshot!(draw_report(&report), @":0 not-utf8 -> windows-1258");
    let (chunks, _) = take(windows.as_slice(), &file);
    assert_snapshot!(draw_rows(&chunks), @"30952 1 @2: (Nguyễn Văn Bình, -)");

    let old_file = OfficeFile { encoding: Some(Encoding::Tcvn3), ..citizens("cu.csv") };
    let (_, report) = take(windows.as_slice(), &old_file);
    assert!(draw_report(&report).ends_with("named=tcvn3 right=windows-1258 -> windows-1258\n"));

    let text = "Mã;Họ và tên;Bỏ học trong kỳ\n1;Nguyễn Văn Bình;có\n";
    let (_, report) = take(text.as_bytes(), &file);
    assert_snapshot!(draw_report(&report), @":0 encoding-named-wrongly named=windows-1258 right=utf-8 -> utf-8");
    let utf16: Vec<u8> =
        format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (chunks, report) = take(utf16.as_slice(), &citizens("a.txt"));
    assert_snapshot!(draw_rows(&chunks), @"30952 1 @2: bo-hoc=1 (Nguyễn Văn Bình, -)");
    assert_eq!(report.encoding, "utf-16");
}

#[test]
fn cells_of_another_encoding_cost_only_their_rows() {
    let mut text = "Mã;Họ tên\n1;Nguyễn Văn Bình\n2;".as_bytes().to_vec();
    text.extend_from_slice(b"V\xa8n\n3;An\0\n4;B\xc3\xad\n");
    let (chunks, report) = take(text.as_slice(), &citizens("a.csv"));
    assert_snapshot!(draw_rows(&chunks), @r"
    30952 1 @2: (Nguyễn Văn Bình, -)
    30952 4 @5: (Bí, -)
    ");
    assert_snapshot!(draw_report(&report), @r"
    2:3 [Họ tên] `V•` not-text
    2:4 [Họ tên] `A•` control-character
    ");
}

#[test]
fn rows_that_are_torn_are_refused_and_the_next_are_read() {
    let text =
        "Mã;Họ tên;Bỏ học trong kỳ\n1;\"An;x\n2;Bình;x;;\n3;Cúc\n4;Dần;x;thừa\n5;\"Ê\nđê\";x\n";
    let (chunks, report) = take_text(text);
    assert_snapshot!(draw_rows(&chunks), @r"
    30952 2 @3: bo-hoc=1 (Bình, -)
    30952 5 @6: bo-hoc=1 (Ê đê, -)
    ");
    assert_snapshot!(draw_report(&report), @r"
    :2 quote-open
    :4 row-width expected=3 found=2
    :5 row-width expected=3 found=4
    ");
}

#[test]
fn places_are_codes_or_names_of_the_day() {
    let text =
        "Mã;Xã;Bỏ học trong kỳ\n1;30979;x\n2;Xã Vĩnh Tủyt;x\n3;vinh thang;x\n4;Sao Hoả;x\n5;;x\n";
    let (chunks, report) = take_text(text);
    assert_snapshot!(draw_rows(&chunks), @r"
    30952 5 @6: bo-hoc=1
    30979 1 @2: bo-hoc=1
    30982 3 @4: bo-hoc=1
    ");
    assert_snapshot!(draw_report(&report), @r"
    2:3 [Xã] `Xã Vĩnh Tủyt` unknown-place nearest=30979 Xã Vĩnh Tuy day=2024-12-31 -> 30979
    2:5 [Xã] `Sao Hoả` unknown-place nearest= day=2024-12-31
    ");
    let nowhere = OfficeFile { place: None, ..citizens("a.csv") };
    let (_, report) = take(text.as_bytes(), &nowhere);
    assert!(report.refusals.iter().any(|found| found.row == 6 && found.key() == "cell-empty"));
    let (_, report) = take("Mã;Tên\n1;An\n".as_bytes(), &nowhere);
    assert_snapshot!(draw_report(&report), @":1 column-missing missing=place");
}

#[test]
fn registers_of_other_kinds_have_their_own_words() {
    let family = OfficeFile { kind: Kind::Family, ..citizens("ho.csv") };
    let text = "Mã hộ;Chủ hộ;Ấp;Dòng họ;Số người trong hộ;Số CCCD\nh1;Lê Văn Út;t1;d1;4;\n";
    let (chunks, report) = take(text.as_bytes(), &family);
    assert_snapshot!(draw_rows(&chunks), @"30952 h1 @2: so-nguoi=4 clan:d1 village:t1 (Lê Văn Út, -)");
    assert_snapshot!(draw_report(&report), @"? 6:1 [Số CCCD] `Số CCCD` header-unknown nearest=");
    let village = OfficeFile { kind: Kind::Village, ..citizens("ap.csv") };
    let (chunks, _) = take("Mã ấp,Tên ấp\nt1,Hoà Bình\n".as_bytes(), &village);
    assert_snapshot!(draw_rows(&chunks), @"30952 t1 @2: (Hoà Bình, -)");
    let unit = OfficeFile { kind: Kind::Unit, ..citizens("dv.csv") };
    let (chunks, _) = take("Mã đơn vị,Tên đơn vị,Ấp\nv1,UBND xã,t1\n".as_bytes(), &unit);
    assert_snapshot!(draw_rows(&chunks), @"30952 v1 @2: village:t1 (UBND xã, -)");
}

#[test]
fn a_file_without_a_header_is_refused_with_what_stands_first() {
    let (_, report) = take_text("1,2,3\n4,5,6\n");
    assert_snapshot!(draw_report(&report), @":0 `1,2,3` header-missing rows=3");
    let (_, report) = take_text("");
    assert_snapshot!(draw_report(&report), @":0 header-missing rows=1");
    assert!(report.is_refused());
}

#[test]
fn chunks_are_cut_as_of_a_tidy_file() {
    use std::fmt::Write as _;
    let mut text = String::from("subject,place,bo-hoc\n");
    for row in 0..9_000 {
        let place = if row % 3 == 0 { "30979" } else { "30952" };
        writeln!(text, "s{row},{place},{}", row % 2).unwrap();
    }
    let register = tieuchi_register::RegisterFile {
        path: "a.csv",
        kind: Kind::Citizen,
        period: crate::fixture::period(2024),
        place: None,
    };
    let mut tidy = Vec::new();
    let (catalogue, places) = (super::fixture::catalogue(), crate::fixture::places());
    let mut sink = |place: &PlaceCode, chunk| {
        tidy.push((place.clone(), chunk));
        Ok::<_, std::convert::Infallible>(())
    };
    let wrong =
        tieuchi_register::read_register(text.as_bytes(), &register, &catalogue, &places, &mut sink);
    assert!(wrong.unwrap().is_empty());
    let (chunks, _) = take(text.as_bytes(), &OfficeFile { mapping: &PLAIN, ..citizens("a.csv") });
    assert_eq!(chunks.len(), tidy.len());
    assert_eq!(draw_rows(&chunks), draw_rows(&tidy));
}
