//! The files that a workspace's people, families and units go into.

use std::{fs, path::Path};

use crate::{
    citizen, decision, error::SampleError, family, generate::Report, ground, identity::YEAR,
    office, sheet::Sheet,
};

/// The files that grow.
#[derive(Debug)]
pub(crate) struct Books {
    /// People.
    pub(crate) citizens: Sheet,
    /// Families.
    pub(crate) families: Sheet,
    /// Clans.
    pub(crate) clans: Sheet,
    /// Hamlets.
    pub(crate) villages: Sheet,
    /// Units.
    pub(crate) units: Sheet,
    /// Communes.
    pub(crate) communes: Sheet,
    /// Earlier decisions.
    pub(crate) decisions: Sheet,
}

impl Books {
    /// Creates them with their headers.
    pub(crate) fn create(registers: &Path) -> Result<Self, SampleError> {
        let year = registers.join(YEAR.to_string());
        fs::create_dir_all(&year).map_err(SampleError::write(&year))?;
        Ok(Self {
            citizens: Sheet::create(&year, "citizens.csv", &citizen::header())?,
            families: Sheet::create(&year, "families.csv", &family::HEADER)?,
            clans: Sheet::create(&year, "clans.csv", &ground::CLAN_HEADER)?,
            villages: Sheet::create(&year, "villages.csv", &ground::VILLAGE_HEADER)?,
            units: Sheet::create(&year, "units.csv", &office::HEADER)?,
            communes: Sheet::create(&year, "communes.csv", &ground::COMMUNE_HEADER)?,
            decisions: Sheet::create(registers, "decisions.csv", &decision::HEADER)?,
        })
    }

    /// Writes what was kept back and counts.
    pub(crate) fn finish(self) -> Result<Report, SampleError> {
        let Self { citizens, families, clans, villages, units, communes, decisions } = self;
        Ok(Report {
            citizens: citizens.finish()?,
            families: families.finish()?,
            clans: clans.finish()?,
            villages: villages.finish()?,
            units: units.finish()?,
            communes: communes.finish()?,
            decisions: decisions.finish()?,
        })
    }
}
