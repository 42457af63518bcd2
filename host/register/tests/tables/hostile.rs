//! Tables that no office would write.

use std::{
    fmt::Write as _,
    io::{self, Read},
};

use proptest::{collection::vec, prelude::*, sample::select};
use tieuchi_register::{PlaceTable, read_decisions, read_places};

use crate::fixture::{citizens, draw, places};

/// Codes that only such tables give.
pub(crate) const CODES_HERE: [&str; 2] = ["D009", "D019"];

/// A pattern without end, which counts what was taken of it.
struct Endless<'a> {
    /// What comes first.
    head: &'a [u8],
    /// What comes then, again and again.
    byte: u8,
    /// Bytes given so far.
    given: u64,
}

impl Read for Endless<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let head = self.head.read(buffer)?;
        let count = if head > 0 { head } else { buffer.len() };
        buffer[head..count].fill(self.byte);
        self.given += count as u64;
        Ok(count)
    }
}

#[test]
fn a_line_without_end_is_given_up() {
    for byte in [b'x', b',', b'"', b'\n'] {
        let head = b"subject,place\nc1,30952\nc2,\"";
        let mut endless = Endless { head, byte, given: 0 };
        let (chunks, wrong) = citizens(&mut endless);
        assert!(chunks.is_empty());
        assert_eq!(wrong[0].code, "D009", "{byte}");
        assert!(endless.given < 2 << 20, "read {} bytes", endless.given);
    }
}

#[test]
fn a_long_cell_and_a_long_row_are_refused() {
    let cell = "x".repeat((64 << 10) + 1);
    let row = "x,".repeat(600_000);
    let table = format!("subject,place,name\nc1,30952,{cell}\nc2,30952,\nc3,30952,{row}\nc4,x,\n");
    let (_, wrong) = citizens(table.as_bytes());
    insta::assert_snapshot!(draw(&wrong), @r#"
    D009: a cell has 65537 bytes
      registers/2024/citizens.csv, line 2, column `name`
      a cell may have at most 65536 bytes
      help: look for a quote `"` that is not closed
    D009: a row has more than 1048576 bytes
      registers/2024/citizens.csv, line 4
      nothing after it was read
      help: look for a quote `"` that is not closed
    "#);
}

#[test]
fn faults_are_shown_up_to_fifty_and_counted_beyond() {
    let mut table = String::from("subject,place,tu-hoc\n");
    for row in 0..1000 {
        writeln!(table, "c{row},30952,x").unwrap();
    }
    let (_, wrong) = citizens(table.as_bytes());
    assert_eq!(wrong.len(), 51);
    insta::assert_snapshot!(draw(&wrong[49..]), @r#"
    D010: `x` is not a whole number
      registers/2024/citizens.csv, line 51, column `tu-hoc`
      expected a whole number from 0 to 10 (điểm)
      help: write digits only; leave the cell empty where it is not known
    D019: `registers/2024/citizens.csv` has 950 more mistakes than these 50
      help: mend these, and look again; one mistake often repeats on every row
    "#);
}

#[test]
fn a_header_of_a_hundred_thousand_columns_is_refused_like_any_other() {
    let mut header = String::new();
    for column in 0..100_000 {
        write!(header, "c{},", column % 50_000).unwrap();
    }
    let (_, wrong) = citizens(header.as_bytes());
    assert_eq!(wrong.last().unwrap().code, "D019");
}

#[test]
fn a_header_in_another_encoding_is_all_that_is_told() {
    let utf16: Vec<u8> =
        "subject,place\nc1,30952\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let table = [&b"\xff\xfe"[..], &utf16].concat();
    insta::assert_snapshot!(draw(&citizens(table.as_slice()).1), @r#"
    D007: `��s\u{0}u\u{0}b\u{0}j\u{0}e\u{0}c\u{0}t\u{0}` is not UTF-8
      registers/2024/citizens.csv, line 1
      help: save the file again as CSV UTF-8
    "#);
}

#[test]
fn a_quote_that_is_not_closed_loses_no_row_silently() {
    for table in [
        "subject,place,name\nc1,30952,\"A\nc2,30952,B\n",
        "subject,place,tu-hoc\nc1,30952,\"5\nc2,30952,6\n",
        "subject,place,family\nc1,30952,\"f1\nc2,30952,f1\n",
        "subject,place,name\n\"c1,30952,A\nc2,30952,B\n",
    ] {
        let (chunks, wrong) = citizens(table.as_bytes());
        assert!(chunks.is_empty() && !wrong.is_empty(), "{table:?}");
        assert!(wrong[0].notes[0].contains("line 2"), "{}", draw(&wrong));
    }
}

#[test]
fn names_and_identity_numbers_are_not_repeated_in_messages() {
    let table = "subject,place,name,identity\nc1,30952,\"Nguyễn\tA\",\"091\t1\"\n";
    let drawn = draw(&citizens(table.as_bytes()).1);
    assert!(drawn.contains("D008"), "{drawn}");
    assert!(!drawn.contains("Nguyễn") && !drawn.contains("091"), "{drawn}");
}

/// Pieces of tables, sound ones and others.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    let words = [
        "subject",
        "place",
        "tu-hoc",
        "gio-hoc",
        "nhom",
        "birth-date",
        "family",
        "name",
        "code",
        "type",
        "tier",
        "parent",
        "from",
        "until",
        "period",
        "title",
        "number",
        "date",
        "signer",
        "level",
        "commune",
        "30952",
        "c1",
        "2024",
        "2024-12-31",
        "9999-12-31",
        "99999999999999999999",
        "-0.0",
        ",",
        ",",
        ",",
        "\n",
        "\n",
        "\r\n",
        "\"",
        "\0",
        "\u{feff}",
        "ế",
        "",
    ];
    prop_oneof![
        9 => select(words.to_vec()).prop_map(|word| word.as_bytes().to_vec()),
        1 => vec(any::<u8>(), 0..4),
    ]
}

proptest! {
    #[test]
    fn no_bytes_make_a_reader_panic(
        pieces in vec(piece(), 0..80),
        header in select(vec![
            "",
            "subject,place,tu-hoc,gio-hoc,nhom,birth-date,family,name\n",
            "code,name,type,tier,parent,from,until\n",
            "period,title,place,number,date,signer,valid-until,subject,level\n",
        ]),
    ) {
        let bytes = [header.as_bytes(), &pieces.concat()].concat();
        draw(&citizens(bytes.as_slice()).1);
        let table = |path| PlaceTable { path, input: bytes.as_slice() };
        let read = read_places(table("u.csv"), Some(table("s.csv")), Some(table("c.csv")));
        draw(&read.unwrap().1);
        draw(&read_decisions(bytes.as_slice(), "d.csv", &places()).unwrap().1);
    }
}
