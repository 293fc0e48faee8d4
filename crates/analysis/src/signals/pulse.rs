//! Signals from pulses. They read one item each, and a band needs three items behind it, so the gate shows
//! nothing of them before all consent to the release of items; of a sensitive item not before they consent again.

use jiff::civil::Date;
use rowlock_core::alliance::Round;
use rowlock_core::fact::{RoundForm, Seq, list, number};
use rowlock_core::gate::{self, Disclose, OpenSheet, Pass};
use rowlock_core::id::{ItemId, PartyId};

use super::Gauge;
use crate::finding::{Reading, State, day_in_words};

/// What a pulse says on one item.
struct Line {
    sensitive: bool,
    levels: Vec<(PartyId, f64)>,
    predicted: Vec<f64>,
}

struct Context<'a> {
    item: &'a ItemId,
    sensitive: bool,
}

/// What may be seen of it.
enum LineView {
    /// Nothing but that it is kept.
    Kept,
    /// The levels of each party, and what others predicted.
    Shown(Vec<(PartyId, f64)>, Vec<f64>),
}

impl Disclose for Line {
    type View = LineView;

    fn disclose(&self, pass: &Pass) -> LineView {
        if pass.shows_item(self.sensitive) {
            LineView::Shown(self.levels.clone(), self.predicted.clone())
        } else {
            LineView::Kept
        }
    }
}

fn line(context: &Context<'_>, sheets: &[OpenSheet<'_>]) -> Line {
    let mut levels = Vec::new();
    let mut predicted = Vec::new();
    for sheet in sheets {
        let Some(answer) = sheet.sheet.items.get(context.item) else { continue };
        if let Some(rowlock_core::fact::AnswerValue::Likert(point)) = answer.own {
            levels.push((sheet.party.clone(), f64::from(point)));
        }
        for value in answer.predicted.values() {
            if let rowlock_core::fact::AnswerValue::Likert(point) = value {
                predicted.push(f64::from(*point));
            }
        }
    }
    Line { sensitive: context.sensitive, levels, predicted }
}

/// The latest rounds that asked the item, the last first, each with what may be seen.
fn lines<'a>(gauge: &Gauge<'a>, most: usize) -> Result<Vec<(&'a Round, Date, Seq, LineView)>, Reading> {
    let item = gauge.signal.rule.item.as_ref().and_then(|id| gauge.look.framework.item(id));
    let Some((_, item)) = item else {
        return Err(Reading::unknown("The framework names no item for this signal."));
    };
    let context = Context { item: &item.id, sensitive: item.sensitive };
    let asks = |round: &&Round| item.forms.contains(&round.drafted.value.form);
    let rounds = gauge.alliance().locked_rounds(gauge.on).into_iter().filter(asks).take(most);
    let mut found = Vec::new();
    for round in rounds {
        let held = gate::compute(round, gauge.look.ring, gauge.on, &context, line);
        let view = held.view_for(gauge.look.viewer, gauge.alliance(), round, gauge.on);
        let view = view.unwrap_or(LineView::Kept);
        if let Some(locked) = &round.locked {
            found.push((round, locked.on, locked.seq, view));
        }
    }
    match found.first() {
        None => Err(Reading::unknown(no_pulse(gauge))),
        Some((.., view)) if !matches!(view, LineView::Kept) && view.levels().is_empty() => {
            Err(Reading::unknown("We cannot tell yet: nobody has answered this question with a point."))
        }
        Some((.., LineView::Kept)) => Err(Reading::unknown(
            "Answered, and kept confidential: nothing is said of single answers before all consent.",
        )),
        Some(_) => Ok(found),
    }
}

fn no_pulse(gauge: &Gauge<'_>) -> String {
    let open = gauge.alliance().rounds.values().find(|round| {
        round.drafted.value.form == RoundForm::Pulse
            && round.state(gauge.on) == rowlock_core::alliance::RoundState::Open
    });
    match open {
        Some(round) => {
            format!(
                "We cannot tell yet: {} of {} have answered.",
                round.answered(gauge.on),
                round.asked(gauge.on)
            )
        }
        None => "We cannot tell yet: no pulse has asked it.".to_owned(),
    }
}

impl LineView {
    fn levels(&self) -> &[(PartyId, f64)] {
        match self {
            Self::Kept => &[],
            Self::Shown(levels, _) => levels,
        }
    }

    fn predicted(&self) -> &[f64] {
        match self {
            Self::Kept => &[],
            Self::Shown(_, predicted) => predicted,
        }
    }

    /// Who answered what.
    fn told(&self, gauge: &Gauge<'_>) -> String {
        let told = self
            .levels()
            .iter()
            .map(|(party, level)| format!("{} {}", gauge.alliance().party_name(party), number(*level)));
        list(&told.collect::<Vec<_>>())
    }
}

/// The question of the signal, as respondents read it.
fn asked(gauge: &Gauge<'_>) -> String {
    let item = gauge.signal.rule.item.as_ref().and_then(|id| gauge.look.framework.item(id));
    let text = item.map_or("", |(_, item)| item.text.as_str());
    format!("\u{201c}{}\u{201d}", text.replace("{joint}", &gauge.alliance().name))
}

pub(super) fn fairness_slide(gauge: &Gauge<'_>) -> Reading {
    let lines = match lines(gauge, 2) {
        Ok(lines) => lines,
        Err(unknown) => return unknown,
    };
    let (_, day, seq, now) = &lines[0];
    let (drop, below, at) =
        (gauge.number("watch_drop"), gauge.number("watch_below"), gauge.number("alarm_at"));
    let levels = now.levels();
    let before = lines.get(1).map(|(.., before)| before.levels()).unwrap_or_default();
    let fell = levels.iter().any(|(party, level)| {
        before.iter().any(|(other, earlier)| other == party && earlier - level >= drop)
    });
    let state = if levels.is_empty() {
        State::Unknown
    } else if levels.iter().any(|(_, level)| *level <= at) {
        State::Alarm
    } else if fell || levels.iter().any(|(_, level)| *level < below) {
        State::Watch
    } else {
        State::Clear
    };
    let text = format!("{} On {}: {} (of 7).", asked(gauge), day_in_words(*day), now.told(gauge));
    Reading::new(state, text, vec![*seq])
}

pub(super) fn would_not_start_again(gauge: &Gauge<'_>) -> Reading {
    let lines = match lines(gauge, 1) {
        Ok(lines) => lines,
        Err(unknown) => return unknown,
    };
    let (_, day, seq, now) = &lines[0];
    let (below, at) = (gauge.number("watch_below"), gauge.number("alarm_at"));
    let levels = now.levels();
    let state = if levels.is_empty() {
        State::Unknown
    } else if levels.iter().any(|(_, level)| *level <= at) {
        State::Alarm
    } else if levels.iter().any(|(_, level)| *level < below) {
        State::Watch
    } else {
        State::Clear
    };
    let surprised = state == State::Alarm
        && now.predicted().iter().any(|predicted| *predicted >= gauge.number("predicted_from"));
    let surprise = if surprised { " At least one of you did not see it coming." } else { "" };
    let text = format!("{} On {}: {} (of 7).{surprise}", asked(gauge), day_in_words(*day), now.told(gauge));
    Reading::new(state, text, vec![*seq])
}
