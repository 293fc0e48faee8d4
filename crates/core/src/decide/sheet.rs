//! Whether the answers on a sheet fit their items, checked before the sheet is sealed.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::alliance::Alliance;
use crate::fact::{AnswerValue, ItemAnswer, RedLine, RoundForm, Sheet};
use crate::framework::{Framework, FromRecord, Item, Kind, Options, Target};
use crate::id::{ItemId, OptionId, PartyId, QuestionId};

/// An answer that does not fit its item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfit {
    /// The item, or the open question.
    pub item: String,
    /// Which part of the answer: `own`, `about`, `predicted`, `red_lines`, `importance`; none: the item itself.
    pub part: Option<&'static str>,
    /// What was found.
    pub found: String,
    /// What would do.
    pub expected: String,
}

/// The ids that stand as options: those of the record where the framework says so and the record has some,
/// else the fixed ones.
pub fn option_ids(options: &Options, alliance: &Alliance, on: Date) -> Vec<OptionId> {
    let recorded: Vec<OptionId> = match options.from {
        None => Vec::new(),
        Some(FromRecord::Parties) => {
            let parties = alliance.signers(on).into_iter().chain(alliance.candidates(on));
            parties.filter_map(|id| OptionId::parse(id.as_str()).ok()).collect()
        }
        Some(from) => alliance.joint_business(on).map_or_else(Vec::new, |joint| {
            let joint = &joint.value;
            let ids: Vec<&str> = match from {
                FromRecord::Segments => joint.segments.iter().map(crate::id::SegmentId::as_str).collect(),
                _ => joint.needs.iter().map(|need| need.capability.as_str()).collect(),
            };
            ids.into_iter().filter_map(|id| OptionId::parse(id).ok()).collect()
        }),
    };
    if recorded.is_empty() {
        options.fixed.iter().map(|option| option.id.clone()).collect()
    } else {
        recorded
    }
}

/// Everything on `sheet` that does not fit: unknown items, items of another form, values outside the scale,
/// options that are not there, allocations that do not sum to 100, answers about strangers.
pub fn unfit_answers(
    sheet: &Sheet,
    own_party: &PartyId,
    form: RoundForm,
    alliance: &Alliance,
    framework: &Framework,
    on: Date,
) -> Vec<Unfit> {
    let reader = Reader { own_party, form, alliance, framework, on };
    let mut unfit = Vec::new();
    for (id, answer) in &sheet.items {
        reader.item(id, answer, &mut unfit);
    }
    for question in sheet.open.keys() {
        reader.open(question, &mut unfit);
    }
    unfit
}

struct Reader<'a> {
    own_party: &'a PartyId,
    form: RoundForm,
    alliance: &'a Alliance,
    framework: &'a Framework,
    on: Date,
}

impl Reader<'_> {
    /// What is asked in looking back is asked there alone; other questions may be answered in any other round.
    fn open(&self, id: &QuestionId, unfit: &mut Vec<Unfit>) {
        let looks_back = |form| form == RoundForm::Debrief;
        let asked = || {
            let questions = self.framework.open_questions.iter();
            questions.filter(|one| one.forms.iter().copied().any(looks_back) == looks_back(self.form))
        };
        if asked().any(|known| known.id == *id) {
            return;
        }
        let known: Vec<_> = asked().map(|known| known.id.as_str()).collect();
        let expected = format!("one of {}", known.join(", "));
        unfit.push(Unfit { item: id.to_string(), part: None, found: id.to_string(), expected });
    }

    fn item(&self, id: &ItemId, answer: &ItemAnswer, unfit: &mut Vec<Unfit>) {
        let mut say = |part, found: String, expected: String| {
            unfit.push(Unfit { item: id.to_string(), part, found, expected });
        };
        let Some((_, item)) = self.framework.item(id) else {
            return say(None, id.to_string(), "the id of an item of the framework".to_owned());
        };
        if !item.forms.contains(&self.form) {
            let forms: Vec<_> = item.forms.iter().map(|form| format!("{form:?}").to_lowercase()).collect();
            let found = format!("an answer in a {} round", format!("{:?}", self.form).to_lowercase());
            return say(None, found, format!("an item of this form; {id} is asked in: {}", forms.join(", ")));
        }
        match (item.target, &answer.own, answer.about.is_empty()) {
            (Target::Own, None, _) => {
                say(Some("own"), "nothing".to_owned(), "an own answer, or \"dont_know\"".to_owned());
            }
            (Target::Own, _, false) => {
                say(Some("about"), "answers about partners".to_owned(), "an own answer only".to_owned());
            }
            (Target::EachPartner, Some(_), _) => {
                say(
                    Some("own"),
                    "an own answer".to_owned(),
                    "answers about each partner in `about`".to_owned(),
                );
            }
            _ => {}
        }
        if let Some(value) = &answer.own
            && let Err(expected) = self.fits(item, value)
        {
            say(Some("own"), show(value), expected);
        }
        for (part, values) in [("about", &answer.about), ("predicted", &answer.predicted)] {
            for (party, value) in values {
                if party == self.own_party || !self.alliance.parties.contains_key(party) {
                    say(Some(part), party.to_string(), "the id of another party".to_owned());
                } else if let Err(expected) = self.fits(item, value) {
                    say(Some(part), show(value), expected);
                }
            }
        }
        if !item.predict && !answer.predicted.is_empty() {
            say(
                Some("predicted"),
                "a prediction".to_owned(),
                "none: this item asks for no prediction".to_owned(),
            );
        }
        if !item.redline && !answer.red_lines.is_empty() {
            say(Some("red_lines"), "a red line".to_owned(), "none: this item takes no red line".to_owned());
        }
        for line in answer.red_lines.iter().filter(|_| item.redline) {
            if let Err(expected) = self.red_line_fits(item, line) {
                say(Some("red_lines"), format!("{line:?}"), expected);
            }
        }
        if answer.importance.is_some_and(|value| !(1..=5).contains(&value)) {
            say(Some("importance"), format!("{:?}", answer.importance), "a number from 1 to 5".to_owned());
        }
    }

    fn fits(&self, item: &Item, value: &AnswerValue) -> Result<(), String> {
        if *value == AnswerValue::DontKnow {
            return Ok(());
        }
        match (&item.kind, value) {
            (Kind::Likert { .. }, AnswerValue::Likert(point)) => point_fits(*point),
            (Kind::Choice { options, .. }, AnswerValue::Choice(option)) => self.known(options, [option]),
            (Kind::Multi { options }, AnswerValue::Multi(chosen)) => self.known(options, chosen),
            (Kind::Allocation { options }, AnswerValue::Allocation(points)) => {
                self.known(options, points.keys())?;
                let sum: f64 = points.values().sum();
                if (sum - 100.0).abs() <= 0.5 && points.values().all(|points| *points >= 0.0) {
                    return Ok(());
                }
                Err("points of at least 0 that sum to 100".to_owned())
            }
            (Kind::Number { min, max, unit, .. }, AnswerValue::Number(number)) => {
                if (*min..=*max).contains(number) {
                    Ok(())
                } else {
                    Err(format!("a number from {min} to {max} ({unit})"))
                }
            }
            (Kind::Matrix { rows, .. }, AnswerValue::Matrix(points)) => {
                self.known(rows, points.keys())?;
                points.values().try_for_each(|point| point_fits(*point))
            }
            (Kind::MatrixChoice { rows, options, .. }, AnswerValue::MatrixChoice(chosen)) => {
                self.known(rows, chosen.keys())?;
                self.known(options, chosen.values())
            }
            (kind, _) => Err(shape(kind).to_owned()),
        }
    }

    fn known<'o>(
        &self,
        options: &Options,
        chosen: impl IntoIterator<Item = &'o OptionId>,
    ) -> Result<(), String> {
        let known: BTreeSet<OptionId> = option_ids(options, self.alliance, self.on).into_iter().collect();
        if chosen.into_iter().all(|option| known.contains(option)) {
            return Ok(());
        }
        let names: Vec<_> = known.iter().map(OptionId::as_str).collect();
        Err(format!("options from: {}", names.join(", ")))
    }

    fn red_line_fits(&self, item: &Item, line: &RedLine) -> Result<(), String> {
        match (&item.kind, line) {
            (Kind::Likert { .. }, RedLine::Low | RedLine::High) => Ok(()),
            (Kind::Likert { .. }, _) => Err("`low` or `high`".to_owned()),
            (Kind::Choice { options, .. } | Kind::Multi { options }, RedLine::Option(option)) => {
                self.known(options, [option])
            }
            (Kind::MatrixChoice { rows, options, .. }, RedLine::Cell(row, option)) => {
                self.known(rows, [row])?;
                self.known(options, [option])
            }
            (Kind::MatrixChoice { .. }, _) => Err("`row/option`".to_owned()),
            _ => Err("an option of the item".to_owned()),
        }
    }
}

fn point_fits(point: u8) -> Result<(), String> {
    if (1..=7).contains(&point) { Ok(()) } else { Err("a point from 1 to 7".to_owned()) }
}

/// What an answer to an item of this kind looks like.
pub fn shape(kind: &Kind) -> &'static str {
    match kind {
        Kind::Likert { .. } => "a point from 1 to 7",
        Kind::Choice { .. } => "one option in quotes",
        Kind::Multi { .. } => "a list of options",
        Kind::Allocation { .. } => "points by option that sum to 100",
        Kind::Number { .. } => "a number",
        Kind::Matrix { .. } => "a point from 1 to 7 for each row",
        Kind::MatrixChoice { .. } => "an option for each row",
    }
}

fn show(value: &AnswerValue) -> String {
    match value {
        AnswerValue::Likert(point) => point.to_string(),
        AnswerValue::Choice(option) => option.to_string(),
        AnswerValue::Number(number) => number.to_string(),
        AnswerValue::Multi(options) => options.iter().map(OptionId::as_str).collect::<Vec<_>>().join(", "),
        AnswerValue::Allocation(points) => {
            points.iter().map(|(option, points)| format!("{option} {points}")).collect::<Vec<_>>().join(", ")
        }
        AnswerValue::Matrix(points) => {
            points.iter().map(|(row, point)| format!("{row} {point}")).collect::<Vec<_>>().join(", ")
        }
        AnswerValue::MatrixChoice(chosen) => {
            chosen.iter().map(|(row, option)| format!("{row} {option}")).collect::<Vec<_>>().join(", ")
        }
        AnswerValue::DontKnow => "dont_know".to_owned(),
    }
}
