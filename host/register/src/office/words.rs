//! The words that offices use for the columns which every register has.

use tieuchi_core::Kind;

use super::identity::Sex;

/// What a column is, beside evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reserved {
    /// The subject's id.
    Subject,
    /// The name, or the last part of it.
    Name,
    /// The parts of a name before the last one.
    NameFront,
    /// The identity number.
    Identity,
    /// The kind of subject.
    Kind,
    /// The commune.
    Place,
    /// The subject of a kind that the row's subject belongs to.
    Link(Kind),
    /// The day or year of birth, of everybody or of one sex.
    Born(Option<Sex>),
    /// The sex, or a mark for one sex.
    Sex(Option<Sex>),
    /// Running numbers and remarks, which say nothing of anybody.
    Nothing,
}

impl Reserved {
    /// The id that a mapping file and the tidy register use.
    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::Subject => "subject",
            Self::Name | Self::NameFront => "name",
            Self::Identity => "identity",
            Self::Kind => "kind",
            Self::Place => "place",
            Self::Link(kind) => match kind.link_column() {
                Some(column) => column,
                None => "place",
            },
            Self::Born(_) => "birth-date",
            Self::Sex(_) => "sex",
            Self::Nothing => "-",
        }
    }
}

/// Words for the columns of a register of a kind. The first word of a column is its id, the second
/// what a message may propose.
pub(super) fn reserved(kind: Kind) -> Vec<(Reserved, Vec<&'static str>)> {
    let mut columns = vec![
        (Reserved::Subject, vec!["subject", "mã số", "mã", "mã đối tượng", "mã số đối tượng"]),
        (Reserved::Name, vec!["name", "họ và tên", "họ tên", "tên"]),
        (Reserved::Identity, vec!["identity", "số định danh cá nhân"]),
        (Reserved::Kind, vec!["kind", "loại đối tượng"]),
        (Reserved::Place, PLACE.to_vec()),
        (Reserved::Born(None), BORN.to_vec()),
        (Reserved::Sex(None), vec!["sex", "giới tính", "giới", "phái", "nam/nữ", "nam, nữ"]),
        (Reserved::Nothing, NOTHING.to_vec()),
    ];
    let mut add = |column: Reserved, words: &[&'static str]| match columns
        .iter_mut()
        .find(|(known, _)| *known == column)
    {
        Some((_, known)) => known.extend_from_slice(words),
        None => columns.push((column, words.to_vec())),
    };
    add(Reserved::Subject, own_ids(kind));
    add(Reserved::Name, own_names(kind));
    if kind == Kind::Citizen {
        add(Reserved::NameFront, &["họ đệm", "họ và tên đệm", "họ và chữ đệm", "họ lót", "họ"]);
        add(Reserved::Identity, IDENTITY);
        for (sex, words) in [(Sex::Male, MALE), (Sex::Female, FEMALE)] {
            add(Reserved::Sex(Some(sex)), words[0]);
            add(Reserved::Born(Some(sex)), words[1]);
        }
    }
    for owner in Kind::ALL.into_iter().filter(|owner| owner.has_members(kind)) {
        if let Some(id) = owner.link_column() {
            add(Reserved::Link(owner), &[id]);
            add(Reserved::Link(owner), links(owner));
        }
    }
    columns
}

/// The commune.
const PLACE: &[&str] = &[
    "place",
    "xã",
    "mã xã",
    "tên xã",
    "phường",
    "xã/phường",
    "phường/xã",
    "xã/phường/thị trấn",
    "xã, phường",
    "mã xã/phường",
    "đơn vị hành chính",
    "mã đơn vị hành chính",
    "đvhc",
    "mã đvhc",
];

/// The day of birth.
const BORN: &[&str] = &[
    "birth-date",
    "ngày sinh",
    "năm sinh",
    "ngày tháng năm sinh",
    "ngày/tháng/năm sinh",
    "ngày, tháng, năm sinh",
    "sinh ngày",
    "sinh năm",
];

/// What says nothing of anybody.
const NOTHING: &[&str] =
    &["-", "stt", "số thứ tự", "tt", "số tt", "thứ tự", "no", "ghi chú", "ký tên", "chữ ký"];

/// The identity number of a person.
const IDENTITY: &[&str] = &[
    "số định danh",
    "mã định danh",
    "mã định danh cá nhân",
    "mã số định danh cá nhân",
    "số đdcn",
    "cccd",
    "số cccd",
    "cmnd/cccd",
    "cccd/cmnd",
    "số cmnd/cccd",
    "số cccd/cmnd",
    "căn cước",
    "số căn cước",
    "thẻ căn cước",
    "số thẻ căn cước",
    "căn cước công dân",
    "số căn cước công dân",
];

/// Marks and births of men.
const MALE: [&[&str]; 2] = [
    &["nam", "giới tính nam", "giới nam", "phái nam"],
    &["năm sinh nam", "ngày sinh nam", "ngày tháng năm sinh nam", "ngày/tháng/năm sinh nam"],
];

/// Marks and births of women.
const FEMALE: [&[&str]; 2] = [
    &["nữ", "giới tính nữ", "giới nữ", "phái nữ"],
    &["năm sinh nữ", "ngày sinh nữ", "ngày tháng năm sinh nữ", "ngày/tháng/năm sinh nữ"],
];

/// The ids of the register's own subjects.
const fn own_ids(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Citizen => &["mã công dân", "mã nhân khẩu", "mã người"],
        Kind::Family => &["mã hộ", "mã gia đình", "mã hộ gia đình", "mã số hộ"],
        Kind::Clan => &["mã dòng họ"],
        Kind::Village => &["mã ấp", "mã thôn", "mã khu phố", "mã tổ dân phố", "mã khóm"],
        Kind::Unit => &["mã đơn vị", "mã cơ quan"],
        Kind::Commune => &[],
    }
}

/// The names of the register's own subjects.
const fn own_names(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Citizen => &[
            "họ, chữ đệm và tên",
            "họ, chữ đệm và tên khai sinh",
            "họ và tên khai sinh",
            "họ tên công dân",
            "họ và tên công dân",
        ],
        Kind::Family => &[
            "hộ",
            "tên hộ",
            "gia đình",
            "tên gia đình",
            "hộ gia đình",
            "chủ hộ",
            "tên chủ hộ",
            "họ tên chủ hộ",
            "họ và tên chủ hộ",
        ],
        Kind::Clan => &["dòng họ", "tên dòng họ", "tộc họ"],
        Kind::Village => &[
            "ấp",
            "tên ấp",
            "thôn",
            "tên thôn",
            "khu phố",
            "tên khu phố",
            "tổ dân phố",
            "khóm",
            "thôn/ấp",
            "ấp/khu phố",
            "thôn, tổ dân phố",
            "tên thôn, ấp",
        ],
        Kind::Unit => &["đơn vị", "tên đơn vị", "cơ quan", "tên cơ quan", "cơ quan, đơn vị"],
        Kind::Commune => &[],
    }
}

/// A subject that others belong to.
const fn links(owner: Kind) -> &'static [&'static str] {
    match owner {
        Kind::Family => {
            &["gia đình", "mã hộ", "hộ", "hộ gia đình", "mã gia đình", "mã hộ gia đình"]
        }
        Kind::Clan => &["dòng họ", "mã dòng họ", "tộc họ", "tên dòng họ"],
        Kind::Village => &[
            "ấp",
            "thôn",
            "khu phố",
            "tổ dân phố",
            "khóm",
            "bản",
            "làng",
            "mã ấp",
            "mã thôn",
            "mã khu phố",
            "tên ấp",
            "thôn/ấp",
            "ấp/khu phố",
            "ấp, khu phố",
            "thôn, ấp",
            "thôn, tổ dân phố",
            "thôn/tổ dân phố",
            "ấp/khu phố/tổ dân phố",
        ],
        Kind::Unit => &[
            "đơn vị",
            "cơ quan",
            "cơ quan, đơn vị",
            "đơn vị công tác",
            "cơ quan công tác",
            "nơi công tác",
            "nơi làm việc",
            "mã đơn vị",
        ],
        Kind::Citizen | Kind::Commune => &[],
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::office::fold::key;

    #[test]
    fn no_word_means_two_columns_of_one_register() {
        for kind in Kind::ALL {
            let mut seen = BTreeMap::new();
            for (column, words) in reserved(kind) {
                for word in words {
                    let before = seen.insert(key(word), column);
                    assert!(before.is_none_or(|before| before == column), "{kind}: {word}");
                }
            }
        }
    }

    #[test]
    fn the_columns_of_the_tidy_register_are_all_there() {
        let ids = |kind| -> Vec<_> {
            reserved(kind).iter().map(|(column, words)| (column.id(), words[0])).collect()
        };
        for id in ["subject", "name", "identity", "place", "family", "clan", "hamlet", "unit"] {
            assert!(ids(Kind::Citizen).contains(&(id, id)), "{id}");
        }
        assert!(!ids(Kind::Family).iter().any(|(id, _)| *id == "family"));
        assert!(ids(Kind::Family).contains(&("hamlet", "hamlet")));
    }
}
