//! The six kinds of subject.

use std::fmt;

/// What is assessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A person (*công dân*).
    Citizen,
    /// A household (*gia đình*).
    Family,
    /// A clan (*dòng họ*): a branch, or families of one surname in one commune.
    Clan,
    /// A hamlet, village or residential group (*thôn, ấp, tổ dân phố*).
    Village,
    /// An office, school or enterprise (*đơn vị*).
    Unit,
    /// The commune itself (*xã, phường, thị trấn*).
    Commune,
}

impl Kind {
    /// All kinds, members before those that they belong to.
    pub const ALL: [Self; 6] =
        [Self::Citizen, Self::Family, Self::Clan, Self::Village, Self::Unit, Self::Commune];

    /// The word in rule files and in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Citizen => "citizen",
            Self::Family => "family",
            Self::Clan => "clan",
            Self::Village => "village",
            Self::Unit => "unit",
            Self::Commune => "commune",
        }
    }

    /// The kind that a word names.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// The register column in which a member names its subject of this kind; none for the commune,
    /// to which every subject of its place belongs.
    pub const fn link_column(self) -> Option<&'static str> {
        match self {
            Self::Family => Some("family"),
            Self::Clan => Some("clan"),
            Self::Village => Some("hamlet"),
            Self::Unit => Some("unit"),
            Self::Citizen | Self::Commune => None,
        }
    }

    /// Whether a subject of this kind has members of the kind `member`.
    pub const fn has_members(self, member: Self) -> bool {
        match self {
            Self::Citizen => false,
            Self::Family | Self::Unit => matches!(member, Self::Citizen),
            Self::Clan => matches!(member, Self::Citizen | Self::Family),
            Self::Village => matches!(member, Self::Citizen | Self::Family | Self::Unit),
            Self::Commune => !matches!(member, Self::Commune),
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
