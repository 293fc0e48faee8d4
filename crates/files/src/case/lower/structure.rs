//! Tables on structure that is data: the ladder, the plan of pulses, shares and contributions.

use rowlock_core::fact::{self, ContributionKind, Split};

use super::Lowering;

const KINDS: &str = "`money`, `work`, `thing` or `name`";

impl Lowering<'_> {
    pub(super) fn structure(&mut self) {
        for (index, table) in self.case.ladder.iter().enumerate() {
            let place = self.place("ladder", index, table.recorded, table.recorded_by.as_ref());
            let step = |step: &crate::case::format::LadderStepTable| fact::LadderStep {
                what: step.what.clone(),
                days: step.days,
            };
            self.put(&place, table.on, fact::LadderAgreed { steps: table.steps.iter().map(step).collect() });
        }
        for (index, table) in self.case.pulse_plan.iter().enumerate() {
            let place = self.place("pulse_plan", index, table.recorded, table.recorded_by.as_ref());
            let mut respondents = Vec::new();
            for (number, one) in table.respondents.iter().enumerate() {
                let path = format!("{}/respondents/{number}", place.path);
                let (party, person) = (self.party(&one.party, &path), self.id(&one.person, &path));
                respondents.push(fact::Respondent { party, person });
            }
            let planned = fact::PulseScheduled {
                every_weeks: table.every_weeks,
                respondents,
                answer_within_days: table.answer_within_days.unwrap_or(7),
            };
            self.put(&place, table.on, planned);
        }
        self.splits();
        for (index, table) in self.case.contribution.iter().enumerate() {
            let place = self.place("contribution", index, table.recorded, table.recorded_by.as_ref());
            let path = format!("{}/contribution", place.path);
            let Some(contribution) = self.contribution(&table.contribution, &path) else { continue };
            let made = fact::ContributionMade {
                party: self.party(&table.party, &place.path),
                contribution,
                amount: table.amount,
                what: table.what.clone(),
            };
            self.put(&place, table.on, made);
        }
    }

    fn splits(&mut self) {
        for (index, table) in self.case.split.iter().enumerate() {
            let place = self.place("split", index, table.recorded, table.recorded_by.as_ref());
            let path = place.path.clone();
            let split = match (&table.freeze, table.shares.is_empty()) {
                (Some(freeze), true) => {
                    let mut weights = std::collections::BTreeMap::new();
                    for (kind, weight) in &table.weights {
                        if let Some(kind) = self.contribution(kind, &format!("{path}/weights")) {
                            weights.insert(kind, *weight);
                        }
                    }
                    Split::Dynamic { weights, freeze: freeze.clone() }
                }
                (None, false) if table.weights.is_empty() => {
                    let share = |(party, share): (&String, &f64)| {
                        (self.text_id(party, &format!("{path}/shares")), *share)
                    };
                    Split::Fixed { shares: table.shares.iter().map(share).collect() }
                }
                (freeze, _) => {
                    let found = if freeze.is_some() { "both" } else { "neither" };
                    let expected = "either `shares`, or `freeze` with `weights`";
                    self.problem(&path, "it is not clear how shares are held", found, expected);
                    continue;
                }
            };
            self.put(&place, table.on, fact::SplitAgreed { split });
        }
    }

    fn contribution(&mut self, text: &str, path: &str) -> Option<ContributionKind> {
        match text {
            "money" => Some(ContributionKind::Money),
            "work" => Some(ContributionKind::Work),
            "thing" => Some(ContributionKind::Thing),
            "name" => Some(ContributionKind::Name),
            _ => {
                self.problem(path, "this is no kind of contribution", text, KINDS);
                None
            }
        }
    }
}
