//! Made-up names of the usual shape: surname, middle name, given name.

use crate::random::Random;

/// Surnames; clans bear them.
pub(crate) const SURNAMES: [&str; 24] = [
    "Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Thái", "Võ", "Phan", "Trương", "Bùi", "Đặng", "Đỗ",
    "Ngô", "Hồ", "Dương", "Tạ", "Lý", "Đinh", "Lâm", "Mai", "Cao", "Đoàn", "Châu", "Tô",
];
/// Middle names of men.
const MIDDLE_MEN: [&str; 10] =
    ["Văn", "Hữu", "Minh", "Thanh", "Quốc", "Hoàng", "Đức", "Công", "Phước", "Trung"];
/// Middle names of women.
const MIDDLE_WOMEN: [&str; 10] =
    ["Thị", "Ngọc", "Kim", "Thanh", "Mỹ", "Hồng", "Bích", "Thu", "Cẩm", "Diễm"];
/// Given names of men.
const GIVEN_MEN: [&str; 24] = [
    "An", "Bình", "Cường", "Dũng", "Đạt", "Hải", "Hậu", "Hiếu", "Hùng", "Khang", "Khoa", "Kiệt",
    "Lộc", "Long", "Nam", "Nghĩa", "Phát", "Phúc", "Quang", "Sơn", "Tài", "Thắng", "Tùng", "Vinh",
];
/// Given names of women.
const GIVEN_WOMEN: [&str; 24] = [
    "Anh",
    "Chi",
    "Cúc",
    "Dung",
    "Đào",
    "Giang",
    "Hà",
    "Hạnh",
    "Hoa",
    "Hương",
    "Lan",
    "Liên",
    "Linh",
    "Loan",
    "Mai",
    "Nga",
    "Ngân",
    "Nhung",
    "Oanh",
    "Phượng",
    "Thảo",
    "Trang",
    "Tuyết",
    "Yến",
];

/// Adds middle and given name after a surname.
pub(crate) fn push_name(line: &mut String, random: &mut Random, surname: &str, woman: bool) {
    let (middle, given) = if woman {
        (random.pick(&MIDDLE_WOMEN), random.pick(&GIVEN_WOMEN))
    } else {
        (random.pick(&MIDDLE_MEN), random.pick(&GIVEN_MEN))
    };
    for part in [surname, " ", middle, " ", given] {
        line.push_str(part);
    }
}
