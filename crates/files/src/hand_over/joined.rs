//! A record that comes back, beside the one that stayed: does it go on where that one ends?

use rowlock_core::record::Record;

/// How a record that comes in stands to the one that is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joined {
    /// It goes on where the other ends, by so many facts.
    GoesOn(u64),
    /// It is the same.
    Same,
    /// It ends before the other does.
    Older {
        /// How many facts it has.
        theirs: u64,
        /// How many are there.
        ours: u64,
    },
    /// Both go different ways after so many facts.
    Forked(u64),
    /// It is of another alliance.
    Another,
}

impl Joined {
    /// How `theirs` stands to `ours`. Lines carry their hashes, so equal lines are equal records up to there.
    pub fn of(ours: &Record, theirs: &Record) -> Self {
        let (ours, theirs) = (ours.lines(), theirs.lines());
        let common = ours.iter().zip(theirs).take_while(|(ours, theirs)| ours == theirs).count();
        match (common == ours.len(), common == theirs.len()) {
            (true, true) => Self::Same,
            (true, false) => Self::GoesOn((theirs.len() - common) as u64),
            (false, true) => Self::Older { theirs: theirs.len() as u64, ours: ours.len() as u64 },
            (false, false) if common == 0 => Self::Another,
            (false, false) => Self::Forked(common as u64),
        }
    }

    /// What was found, in words.
    pub fn told(self) -> String {
        match self {
            Self::GoesOn(1) => "One fact was written elsewhere.".to_owned(),
            Self::GoesOn(some) => format!("{some} facts were written elsewhere."),
            Self::Same => "Nothing was written elsewhere.".to_owned(),
            Self::Older { theirs, ours } => format!(
                "This file is older than what is here: it ends after fact {theirs}, and here are {ours}. \
                 Nothing was taken in. Ask for a newer file."
            ),
            Self::Forked(common) => format!(
                "This file and the record here are the same up to fact {common}, and go different ways after it. \
                 They cannot be joined, and nothing was taken in. Find out who wrote on from which copy; what was \
                 written in the other can be written down here by hand."
            ),
            Self::Another => {
                "This file holds another alliance. Nothing was taken in. Take it in as a new one.".to_owned()
            }
        }
    }
}
