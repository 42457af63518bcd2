//! A dozen people whose verdicts can be worked out on paper, in the places of the example.

use std::fs;

use super::EXAMPLE;
use crate::house::House;

/// The columns of [`CITIZENS`]: the last ten are the scores.
const CITIZEN_COLUMNS: &str = "subject,place,name,identity,family,clan,birth-date,nhom-doi-tuong,\
    khong-the-hoc,muc-biet-chu,pho-cap,bo-hoc,tu-cham.tim-kiem-thong-tin,tu-cham.ke-hoach-hoc-tap,\
    tu-cham.sap-xep-thoi-gian,tu-cham.dong-vien-nguoi-khac,tu-cham.cong-nghe-thong-tin,\
    tu-cham.ngoai-ngu,tu-cham.tinh-toan,tu-cham.tu-duy-phan-bien,tu-cham.quan-he-than-thien,\
    tu-cham.hop-tac-chia-se";

/// In Gò Quao (30952) 80 points are asked for, in Định Hòa (30958) 75, in Định An (30964) 70, in
/// Vĩnh Tuy (30979) 78; everywhere at least 5 in each.
const CITIZENS: &str = "\
an,30952,Nguyễn Văn An,091080000011,nha-an,ho-nguyen,1980-05-01,nguoi-dan,0,2,khong-thuoc,0,8,8,8,8,8,8,8,8,8,8
em,30952,Nguyễn Thị Em,091320000012,nha-an,ho-nguyen,2020-09-01,khong,0,,dat,0,,,,,,,,,,
binh,30952,Nguyễn Văn Bình,091082000013,nha-binh,ho-nguyen,1982-05-01,can-bo,0,2,khong-thuoc,0,8,8,8,8,8,8,8,8,8,7
chi,30952,Trần Thị Chi,091183000014,nha-chi,,1983-05-01,hoc-sinh,0,2,khong-thuoc,0,9,9,9,9,9,,9,9,9,9
dung,30952,Trần Văn Dũng,091084000015,nha-chi,,1954-05-01,nguoi-dan,0,2,khong-thuoc,0,10,10,10,10,10,4,10,10,10,10
hoa,30958,Lê Thị Hoa,091185000016,nha-hoa,,1985-05-01,nguoi-dan,0,2,khong-thuoc,0,7,7,7,7,7,8,8,8,8,8
khanh,30958,Lê Văn Khánh,091086000017,nha-khanh,,1986-05-01,nguoi-dan,0,2,khong-thuoc,0,7,7,7,7,7,7,8,8,8,8
lan,30964,Lý Thị Lan,091187000018,,,1987-05-01,nguoi-dan,0,2,khong-thuoc,0,7,7,7,7,7,7,7,7,7,7
minh,30964,Lý Văn Minh,091088000019,,,1988-05-01,nguoi-dan,0,2,khong-thuoc,0,7,7,7,7,7,7,7,7,7,6
ngoc,30979,Võ Thị Ngọc,091189000020,,,1989-05-01,nguoi-dan,0,2,khong-thuoc,0,7,7,8,8,8,8,8,8,8,8
oanh,30979,Võ Thị Oanh,091190000021,,,1990-05-01,nguoi-dan,0,2,khong-thuoc,0,7,7,7,8,8,8,8,8,8,8
";

/// Families, with the clan and the hamlet that they belong to.
const FAMILIES: &str = "\
subject,place,name,clan,hamlet,ho-ngheo-da-chieu,noi-dung-con-lai-dat
nha-an,30952,Hộ An,ho-nguyen,khu-1,0,3
nha-binh,30952,Hộ Bình,ho-nguyen,khu-1,0,3
nha-chi,30952,Hộ Chi,,khu-1,0,3
nha-hoa,30958,Hộ Hoa,,ap-1,0,4
nha-khanh,30958,Hộ Khánh,,ap-1,0,4
";

/// Half of the clan's families are what is asked for.
const CLANS: &str = "\
subject,place,name,quy-khuyen-hoc,giup-gia-dinh-ngheo
ho-nguyen,30952,Họ Nguyễn,1,1
";

/// One hamlet where the share that is asked for is not known, one where an overlay sets 40 %.
const VILLAGES: &str = "\
subject,place,name
khu-1,30952,Khu phố 1
ap-1,30958,Ấp 1
";

/// An was recognised in each of the four years before.
const DECISIONS: &str = "\
period,title,place,number,date,signer,valid-until,subject,level
2020,cong-dan-hoc-tap,30952,20/QĐ,2021-03-15,Chủ tịch,,an,
2021,cong-dan-hoc-tap,30952,21/QĐ,2022-03-15,Chủ tịch,,an,
2022,cong-dan-hoc-tap,30952,22/QĐ,2023-03-15,Chủ tịch,,an,
2023,cong-dan-hoc-tap,30952,23/QĐ,2024-03-15,Chủ tịch,,an,
";

/// The example with these people in place of its own.
pub(crate) fn house() -> House {
    let house = House::with_example();
    fs::remove_dir_all(house.path(EXAMPLE).join("registers")).unwrap();
    let year = format!("{EXAMPLE}/registers/2024");
    house.write(&format!("{year}/citizens.csv"), &format!("{CITIZEN_COLUMNS}\n{CITIZENS}"));
    house.write(&format!("{year}/families.csv"), FAMILIES);
    house.write(&format!("{year}/clans.csv"), CLANS);
    house.write(&format!("{year}/villages.csv"), VILLAGES);
    house.write(&format!("{EXAMPLE}/registers/decisions.csv"), DECISIONS);
    house
}

/// The register of citizens.
pub(crate) const CITIZENS_FILE: &str = "examples/go-quao/registers/2024/citizens.csv";

/// Judges 2024, which must succeed without a word; gives the report.
#[track_caller]
pub(crate) fn judge(house: &House) -> String {
    let output = house.run(&["run", EXAMPLE, "--period", "2024"]);
    assert_eq!(output.stderr, "");
    output.data()
}

/// Who got what in a run, but not the communes that nobody lives in.
pub(crate) fn verdicts(house: &House, run: u32) -> String {
    let query = format!(
        "select title, place, subject, status, level, points_low, points_high from v_verdict
         where run = {run} and kind <> 'commune' order by title, place, subject"
    );
    house.rows(EXAMPLE, &query)
}

/// The verdicts that differ between two runs, with both sides.
pub(crate) fn moved(house: &House, before: u32, after: u32) -> String {
    let query = format!(
        "select a.title, a.subject, a.status || coalesce(' ' || a.points_low, ''),
             b.status || coalesce(' ' || b.points_low, '')
         from v_verdict as a join v_verdict as b using (title, place, subject)
         where a.run = {before} and b.run = {after}
             and (a.status, a.level, a.points_low, a.points_high)
                 is not (b.status, b.level, b.points_low, b.points_high)
         order by 1, 2"
    );
    house.rows(EXAMPLE, &query)
}
