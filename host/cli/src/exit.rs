//! Exit codes.

use std::process::{ExitCode, Termination};

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Done.
    Done,
    /// It could not finish; nothing half done was kept.
    CouldNotFinish,
    // 2 is clap's: the command line was wrong.
    /// Rule files or data are wrong; nothing was judged.
    FilesWrong,
    /// Finished, but some findings are `error`.
    FinishedWithErrors,
}

impl Termination for Exit {
    fn report(self) -> ExitCode {
        ExitCode::from(match self {
            Self::Done => 0,
            Self::CouldNotFinish => 1,
            Self::FilesWrong => 3,
            Self::FinishedWithErrors => 4,
        })
    }
}
