//! A family as a register has it.

use crate::{
    error::SampleError,
    ground::Ground,
    name,
    random::Random,
    score,
    sheet::{Sheet, Subject},
};

/// Columns of the register.
pub(crate) const HEADER: [&str; 7] =
    ["subject", "place", "name", "clan", "hamlet", "ho-ngheo-da-chieu", "noi-dung-con-lai-dat"];

/// A family.
#[derive(Debug)]
pub(crate) struct Family {
    /// Its id.
    pub(crate) subject: Subject,
    /// The clan that it belongs to.
    pub(crate) clan: Option<Subject>,
    /// The hamlet that it lives in.
    pub(crate) hamlet: Subject,
    /// The head's surname.
    pub(crate) surname: &'static str,
    /// How able its people are beside the mean, hamlet and clan included.
    pub(crate) advantage: i32,
}

impl Family {
    /// Draws the family of this number, in the hamlet of this place in the list.
    pub(crate) fn draw(random: &mut Random, ground: &Ground, number: u32, hamlet: u32) -> Self {
        let subject = Subject { place: ground.commune.code, letter: 'g', number };
        let mut advantage = random.bell(score::FAMILY_DEVIATION)
            + ground.hamlets.get(hamlet as usize).copied().unwrap_or(0);
        let clans = u32::try_from(ground.clans.len()).unwrap_or(0);
        let chosen = random.below(clans);
        let mut surname = random.pick(&name::SURNAMES);
        let mut clan = None;
        if let Some(here) = ground.clans.get(chosen as usize)
            && random.per_mille(850)
        {
            clan = Some(Subject { letter: 'd', number: chosen + 1, ..subject });
            surname = here.surname;
            advantage += here.ability;
        }
        let hamlet = Subject { letter: 't', number: hamlet + 1, ..subject };
        Self { subject, clan, hamlet, surname, advantage }
    }

    /// Writes its row.
    pub(crate) fn write(
        &self,
        sheet: &mut Sheet,
        random: &mut Random,
        ground: &Ground,
    ) -> Result<(), SampleError> {
        let Self { subject, clan, hamlet, surname, advantage } = self;
        sheet.field(subject);
        sheet.field(ground.commune.code);
        sheet.field(format_args!("Hộ {surname} {} (ví dụ)", subject.number));
        sheet.maybe(*clan);
        sheet.field(hamlet);
        // Poor families are fewer among the able.
        let poor = random.per_mille(if *advantage > 0 { 12 } else { 60 });
        sheet.flag((!random.per_mille(10)).then_some(poor));
        let met = random.weighted(&[(40, 1), (90, 2), (270, 3), (300, 4), (200, 5), (100, 6)], 3);
        sheet.maybe((!random.per_mille(20)).then_some(met));
        sheet.end_row()
    }
}
