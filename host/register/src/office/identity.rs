//! Personal identification numbers: `PPP G YY RRRRRR`.

use tieuchi_core::RefusalReason;

/// Male or female, as a number says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sex {
    /// *nam*
    Male,
    /// *nữ*
    Female,
}

impl Sex {
    /// The word in arguments of messages.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Male => "male",
            Self::Female => "female",
        }
    }

    /// The sex that a key names.
    pub(super) fn parse(key: &str) -> Option<Self> {
        match key {
            "nam" | "male" | "m" => Some(Self::Male),
            "nữ" | "nu" | "female" | "f" => Some(Self::Female),
            _ => None,
        }
    }
}

/// What the rest of the row says of a person.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Known {
    /// The year of birth.
    pub(super) year: Option<i32>,
    /// The sex.
    pub(super) sex: Option<Sex>,
    /// The last year in which anybody of this register was born.
    pub(super) last_year: i32,
}

/// Why a text is not the identity number of a person, and what to write instead.
pub(super) type IdentityFault = (RefusalReason, Option<String>);

/// Digits of a number.
const LENGTH: usize = 12;

/// Reads a number that is not blank.
pub(super) fn read(text: &str, known: Known) -> Result<String, IdentityFault> {
    let text = super::raw_cell::trim(text);
    // An apostrophe is how a spreadsheet is told to keep a zero.
    let text = text.strip_prefix('\'').unwrap_or(text);
    let kept = |letter: &char| !(letter.is_whitespace() || matches!(letter, '.' | '-'));
    let number: String = text.chars().filter(kept).take(64).collect();
    if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err((RefusalReason::IdentityNotDigits, None));
    }
    match number.len() {
        LENGTH => check(&number, known).map(|()| number).map_err(|reason| (reason, None)),
        9 => Err((RefusalReason::IdentityOld, None)),
        10 | 11 => {
            let whole = format!("{number:0>LENGTH$}");
            if check(&whole, known).is_ok() {
                Err((RefusalReason::IdentityLeadingZero, Some(whole)))
            } else {
                Err((length(&number), None))
            }
        }
        _ => Err((length(&number), None)),
    }
}

/// Whether a text looks like an identity number, which no id of a subject may be.
pub(super) fn looks_like_one(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    (9..=LENGTH).contains(&digits)
        && text.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, ' ' | '.' | '\''))
}

/// A number of the wrong length.
fn length(number: &str) -> RefusalReason {
    RefusalReason::IdentityLength { digits: number.len() as u64 }
}

/// Holds the parts of a number of 12 digits against what is known.
fn check(number: &str, known: Known) -> Result<(), RefusalReason> {
    let digits: Vec<i32> = number.bytes().map(|byte| i32::from(byte - b'0')).collect();
    let [p1, p2, p3, century, y1, y2, ..] = *digits.as_slice() else { return Err(length(number)) };
    // 001 to 096 are provinces. From 100 on stand codes of countries where a birth was registered,
    // which no source here lists.
    let province = p1 * 100 + p2 * 10 + p3;
    if province == 0 || (97..100).contains(&province) {
        let province = number.get(..3).unwrap_or_default().to_owned();
        return Err(RefusalReason::IdentityProvince { province });
    }
    let sex = if century % 2 == 0 { Sex::Male } else { Sex::Female };
    let year = 1900 + century / 2 * 100 + y1 * 10 + y2;
    if known.sex.is_some_and(|known| known != sex) {
        return Err(RefusalReason::IdentitySexMismatch { number_says: sex.as_str().to_owned() });
    }
    let count = |year: i32| u64::try_from(year).unwrap_or(0);
    match known.year {
        Some(said) if said != year => Err(RefusalReason::IdentityBirthYearMismatch {
            number_says: count(year),
            row_says: count(said),
        }),
        None if year > known.last_year => {
            Err(RefusalReason::IdentityNotBorn { number_says: count(year) })
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What comes of a number, drawn.
    fn drawn(text: &str, year: Option<i32>, sex: Option<Sex>) -> String {
        match read(text, Known { year, sex, last_year: 2024 }) {
            Ok(number) => number,
            Err((reason, proposal)) => format!("{} {}", reason.key(), proposal.unwrap_or_default()),
        }
    }

    #[test]
    fn a_sound_number_is_taken_however_it_is_parted() {
        for text in ["091152000001", " 091 152 000 001\u{a0}", "'091152000001", "091.152.000001"] {
            assert_eq!(drawn(text, Some(1952), Some(Sex::Female)), "091152000001", "{text}");
        }
        assert_eq!(drawn("091152000001", None, None), "091152000001");
        assert_eq!(drawn("001209000001", Some(2009), Some(Sex::Male)), "001209000001");
    }

    #[test]
    fn a_lost_zero_is_proposed_and_never_mended() {
        assert_eq!(drawn("91152000001", None, None), "identity-leading-zero 091152000001");
        assert_eq!(drawn("1152000001", None, None), "identity-leading-zero 001152000001");
        // The proposal would be wrong itself.
        assert_eq!(drawn("91152000001", Some(1990), None), "identity-length ");
        assert_eq!(drawn("98152000001", None, None), "identity-length ");
    }

    #[test]
    fn each_fault_has_its_reason() {
        for (text, expected) in [
            ("361234567", "identity-old "),
            ("0911520000012", "identity-length "),
            ("12", "identity-length "),
            ("chưa có", "identity-not-digits "),
            ("09115200000O", "identity-not-digits "),
            ("000152000001", "identity-province "),
            ("098152000001", "identity-province "),
            ("091352000001", "identity-not-born "),
            ("091052000001", "identity-sex-mismatch "),
        ] {
            assert_eq!(drawn(text, None, Some(Sex::Female)), expected, "{text}");
        }
        assert_eq!(drawn("091152000001", Some(1953), None), "identity-birth-year-mismatch ");
    }

    #[test]
    fn an_identity_number_is_seen_among_ids() {
        assert!(looks_like_one("091152000001") && looks_like_one("361234567"));
        assert!(
            !looks_like_one("30952-c-00001") && !looks_like_one("12") && !looks_like_one("c001")
        );
    }
}
