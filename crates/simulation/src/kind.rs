//! The hidden kinds: what an alliance is underneath, which nobody on the record knows.

/// What an alliance is underneath.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Healthy: little happens that would worry anybody.
    Calm,
    /// Healthy: much work and honest quarrels, which are settled.
    Busy,
    /// Healthy: a hard half year, from which it recovers.
    HardHalfYear,
    /// Failing: the partners drift to projects of their own.
    OwnProjects,
    /// Failing: account, name and know-how come into other hands.
    ControlSlips,
    /// Failing: one partner's hours dry up, and issues breed issues.
    HoursDryUp,
    /// Failing: a disagreement that was never asked about comes out late, as quarrels.
    NeverAsked,
    /// Failing: a key ability stands on one person, who leaves.
    OnePerson,
}

impl Kind {
    /// The kinds that hold.
    pub const HEALTHY: [Self; 3] = [Self::Calm, Self::Busy, Self::HardHalfYear];

    /// The kinds that fail.
    pub const FAILING: [Self; 5] =
        [Self::OwnProjects, Self::ControlSlips, Self::HoursDryUp, Self::NeverAsked, Self::OnePerson];

    /// Whether it fails in the end.
    pub fn is_failing(self) -> bool {
        Self::FAILING.contains(&self)
    }

    /// The kind in plain words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Calm => "calm",
            Self::Busy => "busy, with honest quarrels",
            Self::HardHalfYear => "a hard half year",
            Self::OwnProjects => "drift to own projects",
            Self::ControlSlips => "control slips",
            Self::HoursDryUp => "hours dry up",
            Self::NeverAsked => "never asked",
            Self::OnePerson => "one person leaves",
        }
    }

    /// The area whose silence lies behind a failure of this kind.
    pub(crate) fn root_area(self) -> Option<&'static str> {
        match self {
            Self::Calm | Self::Busy | Self::HardHalfYear => None,
            Self::OwnProjects => Some("scope"),
            Self::ControlSlips => Some("decisions"),
            Self::HoursDryUp => Some("commitment"),
            Self::NeverAsked => Some("purpose"),
            Self::OnePerson => Some("talents"),
        }
    }
}
