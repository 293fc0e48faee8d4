//! The summary of an alliance for the desk: the one next step, and what the day's reading came to, as all parties
//! may see it.

use jiff::ToSpan;
use jiff::civil::Date;
use rowlock_analysis::alignment::{Alignment, GapState};
use rowlock_analysis::report::{self, Analysis};
use rowlock_analysis::{Look, State};
use rowlock_core::alliance::{Alliance, ExchangeState, Round, RoundState};
use rowlock_core::fact::{ReleaseScope, RoundForm, Stage};
use rowlock_core::gate::{Level, Viewer};
use rowlock_store::Summary;

use crate::app::App;
use crate::case::Case;
use crate::portfolio::{beyond, weeks};
use crate::readings;
use crate::words::count;

/// One next step: how much it needs a person, what to do, and where.
pub(crate) struct NextStep {
    /// How much it needs a person; more comes first on the desk.
    pub attention: u32,
    /// What to do.
    pub text: String,
    /// The page where it is done, below the alliance's own.
    pub path: String,
    /// What its link says.
    pub link: &'static str,
}

/// The day to read an alliance on where nobody asks for another: today, or the last day of one that is over, since
/// days without facts after its end say nothing.
pub(crate) fn reading_day(case: &Case, today: Date) -> Date {
    let last = case.record.facts().iter().map(|fact| fact.effective_on).filter(|day| *day <= today).max();
    let ended = case.whole.stage(today) == Some(Stage::Ended);
    last.filter(|_| ended).unwrap_or(today)
}

/// The summary of a case today.
pub(crate) fn of(app: &App, case: &Case, today: Date) -> Summary {
    let on = reading_day(case, today);
    let alliance = case.record.as_of(on);
    let look = Look {
        alliance: &alliance,
        framework: &app.framework,
        ring: &case.ring,
        viewer: &Viewer::AllParties,
    };
    let analysis = report::analyse(look, on);
    let step = next_step(&alliance, &analysis, on);
    let at = |state| analysis.signals.iter().filter(|signal| signal.state == state).count() as u32;
    Summary {
        name: alliance.name.clone(),
        stage: alliance.stage(on).map_or("", Stage::word).to_owned(),
        parties: alliance.signers(on).len() as u32,
        attention: step.attention,
        next_step: step.text,
        next_path: step.path,
        verdict: analysis.verdict.word.title().to_owned(),
        alarms: at(State::Alarm),
        watches: at(State::Watch),
        looked_on: today.to_string(),
        beyond: beyond::of(case, &alliance, on, today),
        given: readings::given(app, &analysis, today),
    }
}

/// The same with the last weeks, of which some are kept already.
pub(crate) fn with_weeks(app: &App, case: &Case, today: Date, kept: &str) -> Summary {
    let mut summary = of(app, case, today);
    summary.beyond.history = Some(weeks::of(app, case, today, kept));
    summary
}

fn step(attention: u32, path: impl Into<String>, link: &'static str, text: impl Into<String>) -> NextStep {
    NextStep { attention, text: text.into(), path: path.into(), link }
}

/// The one thing to do next.
pub(crate) fn next_step(alliance: &Alliance, analysis: &Analysis, on: Date) -> NextStep {
    if alliance.lives_elsewhere().is_some() {
        return step(0, "/hand-over", "See where it stands", "It was handed over and lives elsewhere.");
    }
    let ended = matches!(alliance.stage(on), Some(Stage::Ended));
    if ended {
        return looking_back(alliance, on).unwrap_or_else(|| {
            step(0, "", "Look at it", "It is over. What it teaches stays on the record.")
        });
    }
    founding(alliance, on)
        .or_else(|| packs(alliance, on))
        .or_else(|| rounds(alliance, &analysis.alignment, on))
        .unwrap_or_else(|| by_the_verdict(analysis))
}

/// What is left to learn from an alliance that is over.
fn looking_back(alliance: &Alliance, on: Date) -> Option<NextStep> {
    if alliance.debriefs.iter().any(|held| held.on <= on) {
        return None;
    }
    let debriefs = alliance
        .rounds
        .values()
        .filter(|round| round.drafted.value.form == RoundForm::Debrief && round.drafted.on <= on);
    let Some(round) = debriefs.max_by_key(|round| round.drafted.seq) else {
        let text =
            "It is over. Look back: each alone first, then all together. It makes the next one better.";
        return Some(step(35, "/debrief", "Prepare the debrief", text));
    };
    let id = &round.drafted.value.round;
    Some(match round.state(on) {
        RoundState::Draft => {
            step(36, format!("/rounds/{id}"), "Open it", "A debrief is prepared. Open it, and ask.")
        }
        RoundState::Open => {
            let text =
                format!("A debrief is open: {} of {} have written.", round.answered(on), round.asked(on));
            step(34, format!("/rounds/{id}"), "See who is missing", text)
        }
        RoundState::Locked => {
            let text = "Each has looked back alone. Show each other what you wrote, then hold the debrief.";
            step(36, format!("/rounds/{id}/result"), "See where it stands", text)
        }
        RoundState::Released => {
            let text = "Read what each wrote, and hold the debrief together.";
            step(36, "/debrief", "Hold the debrief", text)
        }
    })
}

/// What has to be there before anything can be read.
fn founding(alliance: &Alliance, on: Date) -> Option<NextStep> {
    if alliance.joint_business(on).is_none() {
        let text =
            "Write down what you want to do together: what it sells, to whom, what is in and what is out.";
        return Some(step(50, "/joint-business", "Describe the joint business", text));
    }
    let everybody: Vec<_> = alliance.signers(on).into_iter().chain(alliance.candidates(on)).collect();
    if everybody.len() < 2 {
        return Some(step(
            49,
            "/parties",
            "Add a party",
            "Add the others: an alliance has two parties or more.",
        ));
    }
    let without: Vec<&str> = everybody
        .iter()
        .filter(|party| alliance.parties.get(**party).is_some_and(|entry| entry.model(on).is_none()))
        .map(|party| alliance.party_name(party))
        .collect();
    let first = without.first()?;
    let text = match without.len() {
        1 => format!(
            "Describe what {first} sells and will not sell: without it nobody can say whether you fit."
        ),
        more => format!(
            "Describe what {first} and {} sell and will not sell: without it nobody can say whether you fit.",
            count(more - 1, "other", "others")
        ),
    };
    Some(step(48, "/parties", "Describe them", text))
}

/// What an exchange of diligence packs waits for, in the week before it is due and after.
fn packs(alliance: &Alliance, on: Date) -> Option<NextStep> {
    let soon = on.checked_add(7.days()).unwrap_or(on);
    let open = alliance.pack_exchanges.values().filter(|exchange| {
        exchange.opened.on <= on
            && exchange.state(on) == ExchangeState::Open
            && exchange.opened.value.due <= soon
    });
    let exchange = open.min_by_key(|exchange| exchange.opened.value.due)?;
    let opened = &exchange.opened.value;
    let all = opened.parties.len();
    let text = format!(
        "Packs of due diligence are due on {}: {} of {all} are in.",
        crate::words::day(opened.due),
        all - exchange.missing(on).len()
    );
    Some(step(46, format!("/diligence/{}", opened.exchange), "See what is missing", text))
}

/// What a round waits for.
fn rounds(alliance: &Alliance, alignment: &Alignment, on: Date) -> Option<NextStep> {
    let mut rounds: Vec<&Round> = alliance.rounds.values().filter(|round| round.drafted.on <= on).collect();
    rounds.sort_by_key(|round| std::cmp::Reverse(round.drafted.seq));
    // A pulse is read by the watch, and a debrief by those who hold it: once locked, nobody has gaps to look for.
    rounds.retain(|round| round.drafted.value.form.aligns() || round.state(on) < RoundState::Locked);
    let Some(latest) = rounds.first() else {
        let text = "Ask everybody alone: a round shows where you agree, where you differ, and where you only think \
                    that you agree.";
        return Some(step(45, "/rounds", "Prepare a round", text));
    };
    let id = &latest.drafted.value.round;
    match latest.state(on) {
        RoundState::Draft => Some(step(
            60,
            format!("/rounds/{id}"),
            "Open the round",
            "A round is prepared. Open it, and ask.",
        )),
        RoundState::Open => {
            let text =
                format!("A round is open: {} of {} have answered.", latest.answered(on), latest.asked(on));
            Some(step(40, format!("/rounds/{id}"), "See who is missing", text))
        }
        RoundState::Locked => Some(locked(latest, alignment, on)),
        RoundState::Released => suspected(alignment).map(|gaps| {
            let text = format!("Say whether you really differ: {} to confirm.", count(gaps, "gap", "gaps"));
            step(55, format!("/rounds/{id}/result"), "Go through them", text)
        }),
    }
}

fn locked(round: &Round, alignment: &Alignment, on: Date) -> NextStep {
    let id = &round.drafted.value.round;
    let answered = round.parties();
    let given = answered.iter().filter(|party| round.party_agreed(party, ReleaseScope::Items, on)).count();
    let parties = answered.len();
    let path = format!("/rounds/{id}/result");
    if alignment.level < Level::Bands || given > 0 {
        let text =
            format!("{given} of {parties} consent to showing the single answers; the others have not yet.");
        return step(56, path, "See the result", text);
    }
    let text = "All have answered. Look at the result together, then decide whether to show each other the single \
                answers.";
    step(57, path, "See the result", text)
}

/// How many gaps wait for people to say whether they are real.
pub(crate) fn suspected(alignment: &Alignment) -> Option<usize> {
    let open = alignment.gaps.iter().filter(|gap| gap.state == GapState::Suspected).count();
    (open > 0).then_some(open)
}

fn by_the_verdict(analysis: &Analysis) -> NextStep {
    use rowlock_analysis::verdict::Word;
    let word = analysis.verdict.word;
    let attention = match word {
        Word::Separate => 90,
        Word::Restructure | Word::DoNotStart => 80,
        Word::Repair | Word::SettleFirst => 70,
        Word::NotEnoughKnown => 30,
        Word::GoAhead => 20,
        Word::Proceed => 10,
    };
    step(attention, "", "See why", word.first_step())
}
