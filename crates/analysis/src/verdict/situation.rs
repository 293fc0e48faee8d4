//! The situation: all that the rules of the verdict look at, and nothing else, so that a change of one part
//! can be tried out.

use jiff::civil::Date;
use rowlock_core::alliance::{Alliance, Attempt, AttemptOutcome, last_on, until};
use rowlock_core::fact::{Finding, PartyRole, Structure, Works};
use rowlock_core::framework::Rule;
use rowlock_core::id::{AreaId, PartyId};

use super::warnings::EngineWarning;
use crate::alignment::{Alignment, GapState, Look, latest_round};
use crate::finding::State;
use crate::signals::SignalFinding;

/// The engines that a verdict hears.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Between business models.
    Fit,
    /// Between answers.
    Alignment,
    /// Projects, hours, loyalties.
    Drift,
    /// Issues and their handling.
    Issues,
    /// Who can do what.
    Control,
}

impl Part {
    /// All engines.
    pub const ALL: [Self; 5] = [Self::Fit, Self::Alignment, Self::Drift, Self::Issues, Self::Control];

    /// Its name.
    pub fn word(self) -> &'static str {
        match self {
            Self::Fit => "fit",
            Self::Alignment => "alignment",
            Self::Drift => "drift",
            Self::Issues => "issues",
            Self::Control => "control",
        }
    }
}

/// What an engine says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Warning {
    /// Not enough known.
    NotEnough,
    /// None seen.
    NoneSeen,
    /// A likely warning.
    Likely,
    /// A certain warning.
    Certain,
}

impl Warning {
    /// All that an engine can say.
    pub const ALL: [Self; 4] = [Self::NotEnough, Self::NoneSeen, Self::Likely, Self::Certain];

    /// The warning as people read it.
    pub fn title(self) -> &'static str {
        match self {
            Self::NotEnough => "Not enough known",
            Self::NoneSeen => "None seen",
            Self::Likely => "Likely",
            Self::Certain => "Certain",
        }
    }

    /// The warning as files spell it.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotEnough => "not_enough_known",
            Self::NoneSeen => "none_seen",
            Self::Likely => "likely",
            Self::Certain => "certain",
        }
    }
}

/// What the rules look at.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one thing that a rule asks, and the flip test turns them one by one"
)]
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Situation {
    pub before_signing: bool,
    pub engines: Vec<(Part, Warning)>,
    /// A red-line clash, or trust at the level of alarm, is open and a structured attempt on it was refused.
    pub clash_after_attempt: bool,
    /// A red-line clash, or trust at the level of alarm, is open.
    pub clash: bool,
    /// A structured attempt was refused, and nothing else is on the table.
    pub no_structure_acceptable: bool,
    /// Whether leaving now costs the owner no more than staying; none: not written down.
    pub way_out_no_worse: Option<bool>,
    pub breach: bool,
    pub money_lost: bool,
    pub name_lost: bool,
    pub restoring_refused: bool,
    pub control_slipped: bool,
    /// A gap where partners must agree is open, and an attempt on it was refused.
    pub gap_after_attempt: bool,
    /// A proposal on record would remove it by changing the deal.
    pub removable: bool,
    /// Open gaps where partners must agree.
    pub open_gaps: usize,
    /// Flags of due diligence that are not cleared.
    pub flags: usize,
    pub diligence_known: bool,
    pub charter_agreed: bool,
    pub attempt_refused: bool,
}

impl Situation {
    pub(super) fn of(
        look: Look<'_>,
        alignment: &Alignment,
        signals: &[SignalFinding],
        warnings: &[EngineWarning],
        on: Date,
    ) -> Self {
        let alliance = look.alliance;
        let parties = alliance.signers(on);
        let attempts = Attempts::of(alliance, &parties, on);
        let must = |gap: &&crate::alignment::GapFinding| gap.state.is_open() && gap.must_agree;
        let open: Vec<_> = alignment.gaps.iter().filter(must).collect();
        let clash_areas: Vec<&AreaId> = open
            .iter()
            .filter(|gap| gap.red_line && gap.state == GapState::Confirmed)
            .map(|gap| &gap.area)
            .chain(
                alignment
                    .areas
                    .iter()
                    .filter(|area| area.rule == Rule::MustBeHigh && area.state == State::Alarm)
                    .map(|area| &area.area),
            )
            .collect();
        let slipped = |signal: &SignalFinding| {
            signal.state == State::Alarm
                && look.framework.signal(&signal.id).is_some_and(|known| {
                    known.rule.measure == rowlock_core::framework::Measure::FounderControl
                })
        };
        let lost = |about: fn(rowlock_core::fact::Lever) -> bool| {
            alliance.control_points.values().any(|point| {
                about(point.named.value.lever)
                    && last_on(&point.checks, on).is_some_and(|check| check.value.works_for_lead == Works::No)
            })
        };
        let costs = last_on(&alliance.leaving, on).map(|entry| &entry.value);
        let (flags, diligence_known) = diligence(look, on);
        Self {
            before_signing: alliance.stage(on).is_none_or(rowlock_core::fact::Stage::is_before_signing),
            engines: warnings.iter().map(|warning| (warning.part, warning.warning)).collect(),
            clash_after_attempt: clash_areas.iter().any(|area| attempts.structured_refused_on(area)),
            clash: !clash_areas.is_empty(),
            no_structure_acceptable: attempts.structured_refused && !attempts.pending_or_accepted,
            way_out_no_worse: costs.map(|costs| costs.now.amount <= costs.staying.amount),
            breach: until(&alliance.breaches, on).next().is_some(),
            money_lost: lost(rowlock_core::fact::Lever::is_money),
            name_lost: lost(rowlock_core::fact::Lever::is_name_or_know_how),
            restoring_refused: attempts.restoring_refused,
            control_slipped: signals.iter().any(slipped),
            gap_after_attempt: open.iter().any(|gap| attempts.refused_on(&gap.area)),
            removable: attempts.offers_another_deal,
            open_gaps: open.len(),
            flags,
            diligence_known,
            charter_agreed: alliance.agreed_clauses(on).next().is_some(),
            attempt_refused: attempts.refused,
        }
    }

    pub(super) fn warning(&self, part: Part) -> Warning {
        self.engines
            .iter()
            .find(|(known, _)| *known == part)
            .map_or(Warning::NotEnough, |(_, warning)| *warning)
    }

    pub(super) fn count(&self, warning: Warning) -> usize {
        self.engines.iter().filter(|(_, said)| *said == warning).count()
    }

    pub(super) fn known(&self) -> usize {
        self.engines.len() - self.count(Warning::NotEnough)
    }
}

/// What the attempts on record amount to.
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that a rule asks")]
struct Attempts<'a> {
    refused_ones: Vec<&'a Attempt>,
    refused: bool,
    structured_refused: bool,
    pending_or_accepted: bool,
    restoring_refused: bool,
    offers_another_deal: bool,
}

impl<'a> Attempts<'a> {
    fn of(alliance: &'a Alliance, parties: &[&PartyId], on: Date) -> Self {
        let begun: Vec<&Attempt> =
            alliance.attempts.values().filter(|attempt| attempt.begun.on <= on).collect();
        let refused_ones: Vec<&Attempt> = begun
            .iter()
            .copied()
            .filter(|attempt| attempt.outcome(parties, on) == AttemptOutcome::Refused)
            .collect();
        let last_refused = refused_ones.iter().map(|attempt| attempt.begun.on).max();
        let pending_or_accepted = begun.iter().any(|attempt| {
            attempt.outcome(parties, on) != AttemptOutcome::Refused
                && last_refused.is_none_or(|last| attempt.begun.on >= last)
        });
        let offers = |attempt: &&Attempt, change: &dyn Fn(&Structure) -> bool| {
            attempt.begun.value.structure.iter().any(change)
        };
        let other_deal = |change: &Structure| {
            matches!(
                change,
                Structure::SmallerScope
                    | Structure::OtherForm
                    | Structure::FewerPartners
                    | Structure::NewSplit
            )
        };
        Self {
            refused: !refused_ones.is_empty(),
            structured_refused: refused_ones.iter().any(|attempt| attempt.begun.value.structured),
            pending_or_accepted,
            restoring_refused: refused_ones
                .iter()
                .any(|attempt| offers(attempt, &|change| *change == Structure::RestoredControl)),
            offers_another_deal: begun.iter().any(|attempt| offers(attempt, &other_deal)),
            refused_ones,
        }
    }

    fn refused_on(&self, area: &AreaId) -> bool {
        self.refused_ones.iter().any(|attempt| attempt.begun.value.areas.contains(area))
    }

    fn structured_refused_on(&self, area: &AreaId) -> bool {
        self.refused_ones
            .iter()
            .any(|attempt| attempt.begun.value.structured && attempt.begun.value.areas.contains(area))
    }
}

/// Flags that are not cleared, and whether everybody at the table was checked at all.
fn diligence(look: Look<'_>, on: Date) -> (usize, bool) {
    let round = latest_round(look.alliance, on);
    let (mut flags, mut checked, mut table) = (0, 0, 0);
    for (id, party) in &look.alliance.parties {
        let in_it = match party.role(on) {
            Some(PartyRole::Lead | PartyRole::Partner) => true,
            Some(PartyRole::Candidate) => round.is_some_and(|round| round.parties().contains(&id)),
            Some(PartyRole::Left) | None => false,
        };
        if in_it {
            table += 1;
            let latest: Vec<Finding> = party
                .diligence
                .values()
                .filter_map(|check| last_on(&check.found, on).map(|found| found.value.finding))
                .collect();
            checked += usize::from(!latest.is_empty());
            flags += latest.iter().filter(|finding| **finding != Finding::Clear).count();
        }
    }
    (flags, table > 1 && checked == table)
}
