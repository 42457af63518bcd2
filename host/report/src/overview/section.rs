//! The sections of a report.

/// A section of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// A line for each commune and title.
    Titles,
    /// Subjects by level.
    Levels,
    /// Which edition of each ruleset was applied.
    Editions,
    /// Targets of the year.
    Targets,
    /// A line for each hamlet and title.
    Hamlets,
    /// Citizens by sex and age.
    People,
    /// Criteria that fail most.
    Criteria,
    /// Evidence that is missing most.
    Evidence,
    /// Papers that would give values.
    Papers,
    /// Year against year.
    Years,
    /// Outstanding subjects.
    Outstanding,
    /// Checks that broke.
    Faults,
}

impl Section {
    /// All sections in the order of a report.
    pub const ALL: [Self; 12] = [
        Self::Titles,
        Self::Levels,
        Self::Editions,
        Self::Targets,
        Self::Hamlets,
        Self::People,
        Self::Criteria,
        Self::Evidence,
        Self::Papers,
        Self::Years,
        Self::Outstanding,
        Self::Faults,
    ];

    /// The word on the command line and in message keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Titles => "titles",
            Self::Levels => "levels",
            Self::Editions => "editions",
            Self::Targets => "targets",
            Self::Hamlets => "hamlets",
            Self::People => "people",
            Self::Criteria => "criteria",
            Self::Evidence => "evidence",
            Self::Papers => "papers",
            Self::Years => "years",
            Self::Outstanding => "outstanding",
            Self::Faults => "faults",
        }
    }

    /// The section that a word names.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.as_str() == text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_is_known_by_its_word() {
        assert_eq!(
            Section::ALL.map(|section| Section::parse(section.as_str())),
            Section::ALL.map(Some)
        );
        assert_eq!(Section::parse("all"), None);
    }
}
