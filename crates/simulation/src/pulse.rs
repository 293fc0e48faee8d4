//! Pulses: monthly in the first year, quarterly after it, with answers that follow the mood.

use jiff::civil::Date;
use rowlock_core::fact::{
    AnswerValue, ItemAnswer, ReleaseConsented, ReleaseScope, RoundDrafted, RoundForm, RoundLocked,
    RoundOpened, Sheet,
};
use rowlock_core::framework::{Item, Kind, Target};
use rowlock_core::gate::rule_at_opening;
use rowlock_core::id::RoundId;

use crate::chance::Chance;
use crate::opening::respondent;
use crate::pressure::Side;
use crate::rates;
use crate::scribe::{Scribe, weekday};
use crate::week::{Week, id};

/// Asks a pulse where one is due in this week.
pub(crate) fn ask(
    scribe: &mut Scribe<'_>,
    week: &Week<'_>,
    number: usize,
    monday: Date,
    chance: &mut Chance,
) {
    let every = if number < 52 { 4 } else { 13 };
    if !week.asks_pulses || number == 0 || !number.is_multiple_of(every) {
        return;
    }
    let seats = week.plan.cast.seats;
    let round: RoundId = id(&format!("pulse-{number}"));
    let drafted = RoundDrafted {
        round: round.clone(),
        form: RoundForm::Pulse,
        respondents: seats.iter().map(respondent).collect(),
        asked_by: seats[0].name.into(),
        why: "how it goes".into(),
    };
    let rule = rule_at_opening(scribe.framework, &drafted, None);
    scribe.hears(monday, &week.parties[0], drafted.clone());
    scribe.hears(monday, &week.parties[0], RoundOpened { round: round.clone(), rule });
    let fall = week.bears(Side::Mood, number);
    let mut answered = Vec::new();
    for (seat, party) in seats.iter().zip(&week.parties) {
        let keeps_away = 0.4 * fall;
        if chance.happens(rates::ANSWERS_PULSE - keeps_away) {
            let sheet = sheet(scribe, fall, chance);
            scribe.hears_answers(weekday(monday, 3), party, &id(seat.person), &drafted, sheet);
            answered.push(party.clone());
        }
    }
    if answered.len() < 2 {
        return;
    }
    if answered.len() < seats.len() {
        scribe.hears(weekday(monday, 4), &week.parties[0], RoundLocked { round: round.clone() });
    }
    if week.releases {
        for scope in [ReleaseScope::Items, ReleaseScope::Sensitive] {
            for party in &answered {
                let consented =
                    ReleaseConsented { round: round.clone(), party: party.clone(), person: None, scope };
                scribe.hears(weekday(monday, 5), party, consented);
            }
        }
    }
}

/// Answers to all that is asked on seven points about oneself.
fn sheet(scribe: &Scribe<'_>, fall: f64, chance: &mut Chance) -> Sheet {
    let (good, depth, wavers) = rates::MOOD;
    let asked = scribe.framework.items_of(RoundForm::Pulse).filter(|(_, item)| on_points(item));
    let items = asked.map(|(_, item)| {
        let mood = good - depth * fall + wavers * chance.normal();
        let point = mood.round().clamp(1.0, 7.0) as u8;
        let point = if item.reverse { 8 - point } else { point };
        (item.id.clone(), ItemAnswer { own: Some(AnswerValue::Likert(point)), ..ItemAnswer::default() })
    });
    Sheet { items: items.collect(), ..Sheet::default() }
}

fn on_points(item: &Item) -> bool {
    matches!(item.kind, Kind::Likert { .. }) && item.target == Target::Own
}
