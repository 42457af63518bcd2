//! A checker made of a function.

use std::{fmt, sync::Arc};

use tieuchi_core::{CheckInput, Checker, Fault, FindingColumn, Needs, Reason, Session};

/// What such a checker says of a batch.
type Says = Arc<dyn Fn(&CheckInput<'_>) -> Result<FindingColumn, Fault> + Send + Sync>;

/// A checker.
#[derive(Clone)]
pub(crate) struct Told {
    /// What it reads.
    needs: Needs,
    /// What it says.
    says: Says,
}

/// A checker that reads some indicators and says what a function says.
pub(crate) fn told(
    needs: Needs,
    says: impl Fn(&CheckInput<'_>) -> Result<FindingColumn, Fault> + Send + Sync + 'static,
) -> Arc<dyn Checker> {
    Arc::new(Told { needs, says: Arc::new(says) })
}

impl fmt::Debug for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Told").field("needs", &self.needs).finish_non_exhaustive()
    }
}

impl Checker for Told {
    fn needs(&self) -> &Needs {
        &self.needs
    }

    fn begin(&self) -> Box<dyn Session + '_> {
        Box::new(self.clone())
    }

    fn reason(&self, _: u8) -> Option<&Reason> {
        None
    }
}

impl Session for Told {
    fn check(&mut self, input: &CheckInput<'_>) -> Result<FindingColumn, Fault> {
        (self.says)(input)
    }
}
