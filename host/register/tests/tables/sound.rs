//! What a sound table comes to.

use std::{convert::Infallible, io};

use tieuchi_core::{Kind, PlaceCode, SubjectId};
use tieuchi_register::{
    PlaceTable, RegisterFile, Stopped, kind_of_file, read_decisions, read_places, read_register,
};

use crate::fixture::{
    SUCCESSIONS, UNITS, catalogue, citizens, draw, period, places, register_of, values,
};

#[test]
fn a_register_becomes_columns_links_and_identities() {
    let table = "\
tu-hoc,subject,place,name,identity,family,hamlet,gio-hoc,chung-chi,nhom,birth-date
5,c1,30952,Nguyễn Văn A,091000000001,f1,h1,12.5,1,nguoi-lao-dong,1990-12-31
,c2,30952,\"Trần, B\",,f1,,-5,false,nguoi-dan,
10,c3,30952,,,,,,,,1970-01-01
";
    let (chunks, wrong) = citizens(table.as_bytes());
    assert_eq!(draw(&wrong), "");
    let [(place, chunk)] = chunks.as_slice() else { panic!("one place has one chunk") };
    assert_eq!(*place, PlaceCode::new("30952"));
    assert_eq!(chunk.subjects, ["c1", "c2", "c3"].map(SubjectId::new));
    assert_eq!(values(chunk, "tu-hoc"), [Some(5), None, Some(10)]);
    assert_eq!(values(chunk, "gio-hoc"), [Some(125), Some(-50), None]);
    assert_eq!(values(chunk, "chung-chi"), [Some(1), Some(0), None]);
    assert_eq!(values(chunk, "nhom"), [Some(1), Some(0), None]);
    assert_eq!(values(chunk, "birth-date"), [Some(7669), None, Some(0)]);
    assert_eq!(chunk.columns.len(), 5);
    let family = Some(SubjectId::new("f1"));
    assert_eq!(chunk.links[&Kind::Family], [family.clone(), family, None]);
    assert_eq!(chunk.links[&Kind::Village], [Some(SubjectId::new("h1")), None, None]);
    assert_eq!(chunk.links.len(), 2);
    let identities: Vec<_> = chunk
        .identities
        .iter()
        .map(|who| (who.subject.as_str(), who.name.as_str(), who.number.as_deref()))
        .collect();
    assert_eq!(identities, [("c1", "Nguyễn Văn A", Some("091000000001")), ("c2", "Trần, B", None)]);
}

#[test]
fn a_byte_order_mark_carriage_returns_and_empty_lines_change_nothing() {
    let plain = "subject,place,tu-hoc\nc1,30952,5\nc2,30952,\n";
    let office = "\u{feff}subject,place,tu-hoc\r\n\r\nc1,30952,\"5\"\r\n\r\nc2,30952,\r\n\r\n";
    for table in [plain, office, plain.trim_end()] {
        let (chunks, wrong) = citizens(table.as_bytes());
        assert_eq!(draw(&wrong), "");
        assert_eq!(values(&chunks[0].1, "tu-hoc"), [Some(5), None], "{table:?}");
    }
}

#[test]
fn lines_are_counted_as_an_editor_counts_them() {
    let unix = "\n\nsubject,place,tu-hoc\n\nc1,30952,x\n\n\nc2,30952,y\nc3,30952,z";
    for table in [unix.to_owned(), unix.replace('\n', "\r\n"), format!("{unix}\n\n")] {
        let (_, wrong) = citizens(table.as_bytes());
        let lines: Vec<_> = wrong.iter().map(|fault| fault.notes[0].as_str()).collect();
        let line = |line| format!("registers/2024/citizens.csv, line {line}, column `tu-hoc`");
        assert_eq!(lines, [line(5), line(8), line(9)], "{table:?}");
    }
}

#[test]
fn a_default_place_stands_for_rows_that_name_none() {
    let mut register = RegisterFile {
        path: "30979.csv",
        kind: Kind::Citizen,
        period: period(2024),
        place: Some(PlaceCode::new("30979")),
    };
    for table in ["subject\nc1\n", "subject,place\nc1,\n"] {
        let (chunks, wrong) = register_of(table.as_bytes(), &register).unwrap();
        assert_eq!(draw(&wrong), "");
        assert_eq!(chunks[0].0, PlaceCode::new("30979"));
    }
    register.period = period(2025);
    let (_, wrong) = register_of("subject\nc1\n".as_bytes(), &register).unwrap();
    assert_eq!(wrong[0].code, "D018");
}

#[test]
fn a_code_means_the_commune_of_the_periods_last_day() {
    let table = "subject,place\nc1,30982\n";
    for year in [2024, 2025] {
        let register =
            RegisterFile { path: "c.csv", kind: Kind::Citizen, period: period(year), place: None };
        let (chunks, wrong) = register_of(table.as_bytes(), &register).unwrap();
        assert_eq!((chunks.len(), wrong.len()), (1, 0), "{year}");
    }
}

#[test]
fn a_link_that_the_kind_cannot_have_is_refused() {
    let register =
        RegisterFile { path: "f.csv", kind: Kind::Family, period: period(2024), place: None };
    let table = "subject,place,clan,hamlet,unit\nf1,30952,d1,h1,u1\n";
    let (_, wrong) = register_of(table.as_bytes(), &register).unwrap();
    insta::assert_snapshot!(draw(&wrong), @r#"
    D005: the column `unit` is not for a register of kind `family`
      f.csv, line 1, column `unit`
      no family is a member of a unit
      help: take the column out
    "#);
}

#[test]
fn units_successions_and_classes_are_read_as_they_stand() {
    let classes = "class,place,from,until,reference\nvung-kho-khan,30982,2021-06-04,2024-12-31,x\n";
    let table = |path, text: &'static str| PlaceTable { path, input: text.as_bytes() };
    let (places, wrong) = read_places(
        table("units.csv", UNITS),
        Some(table("successions.csv", SUCCESSIONS)),
        Some(table("classes.csv", classes)),
    )
    .unwrap();
    assert_eq!(draw(&wrong), "");
    assert_eq!((places.units.len(), places.successions.len(), places.classes.len()), (8, 3, 1));
    let code = PlaceCode::new("30982");
    let name = |year| places.unit(&code, period(year).last_day()).unwrap().name.as_str();
    assert_eq!([name(2024), name(2025)], ["Vĩnh Thắng", "Vĩnh Tuy"]);
    let above = |year| -> Vec<_> {
        let line = places.ancestry(&code, period(year).last_day());
        line.iter().map(|unit| unit.code.as_str()).collect()
    };
    assert_eq!([above(2024), above(2025)], [vec!["30982", "907", "91"], vec!["30982", "91"]]);
    assert!(places.in_class("vung-kho-khan", &code, period(2024).last_day()));
    assert!(!places.in_class("vung-kho-khan", &code, period(2025).last_day()));
}

#[test]
fn scattered_rows_of_one_paper_are_one_decision() {
    let table = "\
period,title,place,number,date,signer,valid-until,subject,level
2024,a,30952,1/QĐ,2025-01-02,Chủ tịch,2027-12-31,c1,
2024,a,30979,1/QĐ,2025-01-05,Chủ tịch,,c1,2
2024,a,30952,1/QĐ,2025-01-02,Chủ tịch,2027-12-31,c0,3
";
    let (decisions, wrong) = read_decisions(table.as_bytes(), "d.csv", &places()).unwrap();
    assert_eq!(draw(&wrong), "");
    let [first, second] = decisions.as_slice() else { panic!("two places, two decisions") };
    assert_eq!(first.subjects, [("c1".into(), 1), ("c0".into(), 3)]);
    assert_eq!(first.valid_until.map(|day| day.to_string()).as_deref(), Some("2027-12-31"));
    assert_eq!(second.subjects, [("c1".into(), 2)]);
    assert_eq!((second.place.as_str(), second.valid_until), ("30979", None));
    assert_eq!((first.period, first.number.as_str()), (period(2024), "1/QĐ"));
}

#[test]
fn columns_of_decisions_that_may_be_left_out_are_left_out() {
    let table = "subject,signer,date,number,place,title,period\nc1,A,2025-01-02,1,30952,a,2024\n";
    let (decisions, wrong) = read_decisions(table.as_bytes(), "d.csv", &places()).unwrap();
    assert_eq!(draw(&wrong), "");
    assert_eq!(decisions[0].subjects, [("c1".into(), 1)]);
}

#[test]
fn files_of_registers_are_called_by_the_plural_of_their_kind() {
    let stems = ["citizens", "families", "clans", "villages", "units", "communes"];
    assert_eq!(stems.map(kind_of_file), Kind::ALL.map(Some));
    assert_eq!(kind_of_file("citizen"), None);
}

#[test]
fn a_sink_that_refuses_stops_the_reading() {
    let register =
        RegisterFile { path: "c.csv", kind: Kind::Citizen, period: period(2024), place: None };
    let stopped = read_register(
        "subject,place\nc1,30952\n".as_bytes(),
        &register,
        &catalogue(),
        &places(),
        &mut |_, _| Err(io::Error::other("the disk is full")),
    );
    let Err(stopped @ Stopped::Sink(_)) = stopped else { panic!("{stopped:?}") };
    assert_eq!(stopped.to_string(), "the disk is full");
}

#[test]
fn an_input_that_fails_is_named() {
    /// Fails at once.
    struct Torn;
    impl io::Read for Torn {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the disk is gone"))
        }
    }
    let register =
        RegisterFile { path: "c.csv", kind: Kind::Citizen, period: period(2024), place: None };
    let stopped =
        read_register(
            Torn,
            &register,
            &catalogue(),
            &places(),
            &mut |_, _| Ok::<_, Infallible>(()),
        );
    assert_eq!(stopped.unwrap_err().to_string(), "cannot read `c.csv`");
}
