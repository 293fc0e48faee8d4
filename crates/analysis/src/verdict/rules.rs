//! The rules, in order; the first that matches speaks.

use rowlock_core::framework::VerdictRules;

use super::Reason;
use super::situation::{Part, Situation, Warning};
use super::warnings::EngineWarning;

/// The word of a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Word {
    /// Below the minimum of data.
    NotEnoughKnown,
    /// Before signing: begin.
    GoAhead,
    /// Before signing: settle something first.
    SettleFirst,
    /// Before signing: do not begin.
    DoNotStart,
    /// Go on.
    Proceed,
    /// Mend inside the deal.
    Repair,
    /// Change the deal.
    Restructure,
    /// End it in order.
    Separate,
}

impl Word {
    /// All words.
    pub const ALL: [Self; 8] = [
        Self::NotEnoughKnown,
        Self::GoAhead,
        Self::SettleFirst,
        Self::DoNotStart,
        Self::Proceed,
        Self::Repair,
        Self::Restructure,
        Self::Separate,
    ];

    /// The word as files spell it.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotEnoughKnown => "not_enough_known",
            Self::GoAhead => "go_ahead",
            Self::SettleFirst => "settle_first",
            Self::DoNotStart => "do_not_start",
            Self::Proceed => "proceed",
            Self::Repair => "repair",
            Self::Restructure => "restructure",
            Self::Separate => "separate",
        }
    }

    /// The word as reports say it.
    pub fn title(self) -> &'static str {
        match self {
            Self::NotEnoughKnown => "Not enough known",
            Self::GoAhead => "Go ahead",
            Self::SettleFirst => "Settle first",
            Self::DoNotStart => "Do not start",
            Self::Proceed => "Proceed",
            Self::Repair => "Repair",
            Self::Restructure => "Restructure",
            Self::Separate => "Separate",
        }
    }

    /// The first thing to do where this word stands.
    pub fn first_step(self) -> &'static str {
        match self {
            Self::NotEnoughKnown => "Find out the cheapest thing first; no word should be spoken before.",
            Self::GoAhead => "Sign, and put the first health check into the calendar for 90 days from now.",
            Self::SettleFirst => "Settle what is named above before anybody signs.",
            Self::DoNotStart => "Do not sign. Say so kindly, and say which fact decided it.",
            Self::Proceed => "Go on, and keep the pulse and the reviews in the calendar.",
            Self::Repair => {
                "Bring the first reason to the next partner meeting, with the clause that would close it."
            }
            Self::Restructure => {
                "Put a change of the deal to the partners, in writing, with a day by which all answer, and help from somebody neutral."
            }
            Self::Separate => {
                "Take advice now, and plan an ending in order: who finishes open work, who is told what, what each takes along."
            }
        }
    }

    /// What the word means, in a sentence.
    pub fn means(self) -> &'static str {
        match self {
            Self::NotEnoughKnown => "What is on the record is too little for an honest word.",
            Self::GoAhead => "What has to be settled before you begin is settled.",
            Self::SettleFirst => "Something has to be settled before anybody signs.",
            Self::DoNotStart => "What stands in the way was put to the parties and stays.",
            Self::Proceed => "Nothing on the record asks for a change of the deal.",
            Self::Repair => "Something has to be mended, and it can be mended inside the deal.",
            Self::Restructure => "The deal itself has to change: its scope, form, partners, split or keys.",
            Self::Separate => {
                "No structure that all accept would fix it, and waiting makes leaving dearer. Take advice now, and end it in order."
            }
        }
    }
}

/// The word for a situation.
pub(super) fn word(situation: &Situation, rules: &VerdictRules) -> Word {
    if situation.before_signing {
        return before_signing(situation);
    }
    let certain = situation.count(Warning::Certain);
    let steering =
        [Part::Drift, Part::Control].iter().any(|part| situation.warning(*part) == Warning::Certain);
    if no_win(situation) || situation.breach || locked_out(situation) {
        Word::Separate
    } else if situation.control_slipped
        || (situation.gap_after_attempt && situation.removable)
        || (certain >= rules.certain_for_restructure as usize && steering)
    {
        Word::Restructure
    } else if certain >= rules.certain_for_repair as usize
        || situation.count(Warning::Likely) >= rules.likely_for_repair as usize
    {
        Word::Repair
    } else if situation.known() >= rules.engines_known_for_proceed as usize {
        Word::Proceed
    } else {
        Word::NotEnoughKnown
    }
}

fn before_signing(situation: &Situation) -> Word {
    let fit = situation.warning(Part::Fit);
    let in_the_way =
        situation.clash || situation.open_gaps > 0 || situation.flags > 0 || fit >= Warning::Likely;
    let alignment = situation.warning(Part::Alignment);
    if situation.breach || (in_the_way && situation.attempt_refused) {
        Word::DoNotStart
    } else if in_the_way || alignment >= Warning::Likely {
        Word::SettleFirst
    } else if fit == Warning::NotEnough || alignment == Warning::NotEnough || !situation.diligence_known {
        Word::NotEnoughKnown
    } else if situation.charter_agreed {
        Word::GoAhead
    } else {
        Word::SettleFirst
    }
}

/// A clash that survived a structured attempt, no structure that all accept, and a way out no worse than staying.
fn no_win(situation: &Situation) -> bool {
    situation.clash_after_attempt
        && situation.no_structure_acceptable
        && situation.way_out_no_worse == Some(true)
}

/// The owner can neither act nor block on money and on name or know-how, and a proposal to restore it was refused.
fn locked_out(situation: &Situation) -> bool {
    situation.money_lost && situation.name_lost && situation.restoring_refused
}

/// How many reasons of one engine stand in a verdict.
const REASONS_OF_AN_ENGINE: usize = 2;

/// Why the word stands: the rule that spoke first, then what each engine warns of.
pub(super) fn reasons(word: Word, situation: &Situation, warnings: &[EngineWarning]) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = rule_reasons(word, situation)
        .into_iter()
        .map(|text| Reason { text: text.to_owned(), facts: Vec::new() })
        .collect();
    if matches!(word, Word::GoAhead | Word::Proceed | Word::NotEnoughKnown) {
        reasons.extend(quiet_reasons(situation, warnings));
        return reasons;
    }
    let mut loud: Vec<&EngineWarning> =
        warnings.iter().filter(|said| said.warning >= Warning::Likely).collect();
    // What the rule spoke of comes first: control, where it slipped; else the order of the engines.
    let first = |said: &EngineWarning| situation.control_slipped && said.part == Part::Control;
    loud.sort_by_key(|said| (std::cmp::Reverse(said.warning), !first(said)));
    for said in loud {
        reasons.extend(said.reasons.iter().take(REASONS_OF_AN_ENGINE).cloned());
    }
    reasons
}

fn rule_reasons(word: Word, situation: &Situation) -> Vec<&'static str> {
    let mut texts = Vec::new();
    match word {
        Word::Separate => {
            if no_win(situation) {
                texts.push(
                    "A red line is crossed, the structured attempt to settle it was refused, no other structure is on \
                     the table, and by your own estimate leaving now costs no more than staying.",
                );
            }
            if locked_out(situation) {
                texts.push(
                    "You can neither act nor block on the money and on the name, and the proposal to restore that was refused.",
                );
            }
            if situation.breach {
                texts.push("A breach is on the record.");
            }
        }
        Word::Restructure => {
            if situation.control_slipped {
                texts.push("Control has slipped: a right of yours that everything hangs on does not work in practice.");
            }
            if situation.gap_after_attempt && situation.removable {
                texts.push(
                    "You differ where you must agree, an attempt to settle it was refused, and a change of the deal \
                     that would remove it is on the table.",
                );
            }
        }
        Word::DoNotStart => texts.push("What stands in the way was put to the parties and refused."),
        Word::SettleFirst if situation.flags > 0 => texts.push("A flag of due diligence is not cleared."),
        Word::SettleFirst if situation.open_gaps == 0 && !situation.clash && !situation.charter_agreed => {
            texts.push("Nothing stands in the way, and nothing is written down yet: agree the charter.");
        }
        _ => {}
    }
    texts
}

fn quiet_reasons(situation: &Situation, warnings: &[EngineWarning]) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let clear: Vec<&str> = situation
        .engines
        .iter()
        .filter(|(_, said)| *said == Warning::NoneSeen)
        .map(|(part, _)| part.word())
        .collect();
    if !clear.is_empty() {
        let text = format!("No warning in {}.", rowlock_core::fact::list(&clear));
        reasons.push(Reason { text, facts: Vec::new() });
    }
    for said in warnings.iter().filter(|said| said.warning >= Warning::Likely) {
        reasons.extend(said.reasons.iter().take(1).cloned());
    }
    let open: Vec<&str> = situation
        .engines
        .iter()
        .filter(|(_, said)| *said == Warning::NotEnough)
        .map(|(part, _)| part.word())
        .collect();
    if !open.is_empty() {
        let text = format!("Not enough known on {}.", rowlock_core::fact::list(&open));
        reasons.push(Reason { text, facts: Vec::new() });
    }
    reasons
}
