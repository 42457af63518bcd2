//! Everything that can go wrong is told in both languages, with its file and what to do.

use std::{collections::BTreeSet, path::PathBuf};

use tieuchi_core::Sources;
use tieuchi_report::Lang;
use tieuchi_store::{Digest, Malformed};

use super::*;

/// The file of every store that fails here.
const STORE: &str = "xa/.tieuchi/store.sqlite";

/// Every way in which the store can fail. A new one does not compile until it is told here, too.
fn store_errors() -> Vec<StoreError> {
    let (path, digest) = (PathBuf::from(STORE), Digest::of("x"));
    let all = vec![
        StoreError::Open { path: path.clone(), reason: "x".into(), kind: ErrorKind::Other },
        StoreError::Foreign { path: path.clone() },
        StoreError::Newer { path: path.clone(), found: 2, known: 1 },
        StoreError::Older { path, found: 0, known: 1 },
        StoreError::Damaged("x".into()),
        StoreError::Locked,
        StoreError::ReadOnly("x".into()),
        StoreError::Full,
        StoreError::Device("x".into()),
        StoreError::Missing(digest),
        StoreError::Artifact { digest, reason: Malformed { expected: "x".into(), offset: None } },
        StoreError::Refused("x".into()),
        StoreError::Database("x".into()),
    ];
    let place = |error: &StoreError| match error {
        StoreError::Open { .. } => 0,
        StoreError::Foreign { .. } => 1,
        StoreError::Newer { .. } => 2,
        StoreError::Older { .. } => 3,
        StoreError::Damaged(_) => 4,
        StoreError::Locked => 5,
        StoreError::ReadOnly(_) => 6,
        StoreError::Full => 7,
        StoreError::Device(_) => 8,
        StoreError::Missing(_) => 9,
        StoreError::Artifact { .. } => 10,
        StoreError::Refused(_) => 11,
        StoreError::Database(_) => 12,
    };
    assert_eq!(all.iter().map(place).collect::<Vec<_>>(), (0..=12).collect::<Vec<_>>());
    all
}

/// Every other way in which a command can fail.
fn troubles() -> Vec<Trouble> {
    let failed = |kind| io::Error::new(kind, "x");
    let all = vec![
        Trouble::Files { diagnostics: Vec::new(), sources: Box::<Sources>::default() },
        Trouble::NoWorkspace("xa".into()),
        Trouble::Read { path: "so.csv".into(), source: failed(ErrorKind::NotFound) },
        Trouble::Folder { path: "xa".into(), source: failed(ErrorKind::PermissionDenied) },
        Trouble::Store { file: Some(STORE.into()), source: StoreError::Locked },
        Trouble::NoCommune("1990-12-31".into()),
        Trouble::NoRun,
        Trouble::NotInRun { run: 7, place: "30982".into() },
        Trouble::NoSubject {
            run: 7,
            subject: SubjectId::new("an"),
            place: Some(PlaceCode::new("30982")),
            near: None,
        },
        Trouble::ManySubjects {
            subject: SubjectId::new("an"),
            found: vec![(PlaceCode::new("30982"), "Xã Vĩnh Thắng".into(), Kind::Citizen)],
        },
        Trouble::NotInForce { place: PlaceCode::new("30982"), day: "2024-12-31".into() },
        Trouble::KindUnknown,
        Trouble::Shrinks { place: "Xã Vĩnh Thắng".into(), before: 1234, now: 1 },
        Trouble::Worker,
        Trouble::Watch { path: "xa".into(), source: failed(ErrorKind::Other) },
    ];
    let place = |trouble: &Trouble| match trouble {
        Trouble::Files { .. } => 0,
        Trouble::NoWorkspace(_) => 1,
        Trouble::Read { .. } => 2,
        Trouble::Folder { .. } => 3,
        Trouble::Store { .. } => 4,
        Trouble::NoCommune(_) => 5,
        Trouble::NoRun => 6,
        Trouble::NotInRun { .. } => 7,
        Trouble::NoSubject { .. } => 8,
        Trouble::ManySubjects { .. } => 9,
        Trouble::NotInForce { .. } => 10,
        Trouble::KindUnknown => 11,
        Trouble::Shrinks { .. } => 12,
        Trouble::Worker => 13,
        Trouble::Watch { .. } => 14,
        // Its cause is a noun of the engine, which this room does not know.
        Trouble::Plan { .. } => 15,
    };
    assert_eq!(all.iter().map(place).collect::<Vec<_>>(), (0..=14).collect::<Vec<_>>());
    all
}

/// Everything that can be said, with a key for each kind of fault of the system.
fn all() -> Vec<Wrong> {
    let mut all: Vec<Wrong> = troubles().iter().filter_map(Wrong::of).collect();
    all.extend(store_errors().iter().map(|error| store(STORE, error)));
    all.extend(
        [
            ErrorKind::NotFound,
            ErrorKind::PermissionDenied,
            ErrorKind::AlreadyExists,
            ErrorKind::StorageFull,
            ErrorKind::ReadOnlyFilesystem,
            ErrorKind::IsADirectory,
            ErrorKind::InvalidInput,
            ErrorKind::NotADirectory,
            ErrorKind::ResourceBusy,
            ErrorKind::InvalidData,
            ErrorKind::FileTooLarge,
            ErrorKind::Other,
        ]
        .map(|kind| Wrong::unwritable(Some(Path::new("so.xlsx")), &io::Error::new(kind, "x"))),
    );
    all.extend([
        Wrong::unwritable(None, &io::Error::other("x")),
        Wrong::new("trouble-terminal"),
        Wrong::sample(&SampleError::People { people: 0 }),
        Wrong::sample(&SampleError::NotEmpty { path: "xa".into() }),
    ]);
    all
}

#[test]
fn everything_that_can_go_wrong_is_told_in_both_languages() {
    for wrong in all() {
        let [vietnamese, english] = Lang::ALL.map(|lang| wrong.lines(Messages::of(lang)));
        assert_eq!(vietnamese.len(), english.len(), "{vietnamese:?} {english:?}");
        assert!(vietnamese[0].starts_with("lỗi: ") && english[0].starts_with("error: "));
        for (ours, theirs) in vietnamese.iter().zip(&english) {
            assert_ne!(ours, theirs);
            for text in [ours, theirs] {
                // A key that is not there stands for itself, a value that is not there for its name.
                for key in [": trouble-", ": store-", ": system-", "{"] {
                    assert!(!text.contains(key), "{text}");
                }
            }
        }
    }
}

#[test]
fn a_store_that_fails_is_named_with_what_to_do() {
    for error in store_errors() {
        for lang in Lang::ALL {
            let lines = store(STORE, &error).lines(Messages::of(lang));
            assert!(lines[0].contains(STORE), "{lines:?}");
            let word = match lang {
                Lang::Vi => "  cách xử lý: ",
                Lang::En => "  help: ",
            };
            // What the system alone knows, the system tells.
            let known = !matches!(error, StoreError::Open { kind: ErrorKind::Other, .. });
            assert_eq!(lines.iter().any(|line| line.starts_with(word)), known, "{lines:?}");
        }
    }
}

#[test]
fn what_officers_meet_says_what_is_wrong_why_and_what_to_do() {
    let said = |wrong: &Wrong| wrong.lines(Messages::of(Lang::Vi)).join("\n");
    let troubles = troubles();
    let of = |at: usize| said(&Wrong::of(&troubles[at]).expect("it is no diagnostic"));
    insta::assert_snapshot!(
        [of(2), of(5), of(9), of(12), said(&store(STORE, &StoreError::Full))].join("\n"),
        @r"
    lỗi: không đọc được `so.csv`
      nguyên nhân: không có tệp hoặc thư mục này
      cách xử lý: hãy xem lại tên tệp, và thư mục mà lệnh đang đứng
    lỗi: không có xã, phường, thị trấn nào vào ngày 31/12/1990
      cách xử lý: hãy ghi các xã có vào ngày đó trong `places/units.csv`, hoặc chọn kỳ khác bằng `--period`
    lỗi: `an` là mã của nhiều đối tượng: Công dân ở Xã Vĩnh Thắng (`30982`)
      cách xử lý: hãy nêu mã xã bằng `--place` và loại đối tượng bằng `--kind`
    lỗi: sổ của Xã Vĩnh Thắng sẽ giảm từ 1.234 xuống còn 1 đối tượng
      cách xử lý: sổ mới thay cả sổ cũ: hãy nhập đủ cả sổ; nếu đúng là chỉ còn như vậy thì thêm `--replace`
    lỗi: đĩa chứa kho dữ liệu `xa/.tieuchi/store.sqlite` đã đầy; kho vẫn như cũ
      cách xử lý: hãy dọn bớt đĩa, rồi chạy lại
    "
    );
}

#[test]
fn no_two_faults_share_their_words() {
    let keys: Vec<String> = all().iter().map(|wrong| format!("{wrong:?}")).collect();
    let different: BTreeSet<&String> = keys.iter().collect();
    // `Trouble::Store` stands for one of the store's own.
    assert_eq!(different.len() + 1, keys.len());
}
