//! A new workspace for one commune, and the registers of its office.

use std::fmt::Write;

use crate::house::{House, Output};

/// The folder of the new workspace.
pub(crate) const OFFICE: &str = "vinh-thang";

/// The office's registers in the example.
pub(crate) const REGISTERS: &str = "examples/go-quao/office";

/// The flags of `init` for the commune of the example.
pub(crate) const INIT: [&str; 12] = [
    "--code",
    "30982",
    "--name",
    "Vĩnh Thắng",
    "--type",
    "xã",
    "--province-code",
    "91",
    "--since",
    "2020-01-01",
    "--period",
    "2024",
];

/// The example, and beside it an empty workspace for Vĩnh Thắng.
#[track_caller]
pub(crate) fn house() -> House {
    let house = House::with_example();
    let mut arguments = vec!["init", OFFICE, "--province-name", "Kiên Giang"];
    arguments.extend(INIT);
    house.run(&arguments).data();
    house
}

/// Imports a file into the new workspace.
pub(crate) fn import(house: &House, file: &str, kind: &str, flags: &[&str]) -> Output {
    let mut arguments = vec!["import", OFFICE, file, "--kind", kind, "--period", "2024"];
    arguments.extend_from_slice(flags);
    house.run(&arguments)
}

/// Writes a register of citizens with these rows after the header, and imports it.
pub(crate) fn citizens(house: &House, rows: &[&str], flags: &[&str]) -> Output {
    let mut text = String::from(
        "Mã công dân,Họ và tên,Số CCCD,Ngày sinh,Mã hộ,Nhóm đối tượng,Tự chấm: ngoại ngữ theo vị trí việc làm\n",
    );
    for row in rows {
        writeln!(text, "{row}").unwrap();
    }
    house.write("citizens.csv", &text);
    import(house, "citizens.csv", "citizen", flags)
}

/// The new workspace with the mended registers of the office.
#[track_caller]
pub(crate) fn filled() -> House {
    let house = house();
    let file = |name: &str| format!("{REGISTERS}/{name}");
    import(&house, &file("so-ap-2024.csv"), "village", &[]).data();
    let encoding = ["--encoding", "windows-1258"];
    import(&house, &file("ho-gia-dinh-2024-da-sua.csv"), "family", &encoding).data();
    import(&house, &file("so-cong-dan-2024-da-sua.xlsx"), "citizen", &[]).data();
    house
}

/// What the store holds of citizens, in the order of their ids.
pub(crate) fn kept(house: &House) -> String {
    let query = "select subject, value from v_evidence
        where indicator = 'tu-cham.ngoai-ngu' and period = 2024 order by subject";
    house.rows(OFFICE, query)
}
