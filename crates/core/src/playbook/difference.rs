//! What is different between two playbooks, or between a playbook and the alliance that began from it: added,
//! dropped, or said otherwise, line by line.

use std::collections::{BTreeMap, BTreeSet};

use super::{DecisionRow, Playbook, Seat, Shares};
use crate::fact::number;

/// A part of a playbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Clauses.
    Clauses,
    /// The decision table.
    Decisions,
    /// The votes.
    Votes,
    /// How shares are held.
    Split,
    /// The admission test.
    Admission,
    /// Stop rules.
    StopRules,
    /// The ladder.
    Ladder,
    /// Pulses.
    Pulses,
    /// Checks of due diligence.
    Diligence,
    /// Obligations.
    Obligations,
    /// Lessons.
    Lessons,
}

impl Part {
    /// All of them, in the order of a playbook.
    pub const ALL: [Self; 11] = [
        Self::Clauses,
        Self::Decisions,
        Self::Votes,
        Self::Split,
        Self::Admission,
        Self::StopRules,
        Self::Ladder,
        Self::Pulses,
        Self::Diligence,
        Self::Obligations,
        Self::Lessons,
    ];

    /// Its name in one word, for forms and files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Clauses => "clauses",
            Self::Decisions => "decisions",
            Self::Votes => "votes",
            Self::Split => "split",
            Self::Admission => "admission",
            Self::StopRules => "stop_rules",
            Self::Ladder => "ladder",
            Self::Pulses => "pulses",
            Self::Diligence => "diligence",
            Self::Obligations => "obligations",
            Self::Lessons => "lessons",
        }
    }

    /// Its name in plain words.
    pub fn title(self) -> &'static str {
        match self {
            Self::Clauses => "Clauses",
            Self::Decisions => "Decision table",
            Self::Votes => "Votes",
            Self::Split => "Shares",
            Self::Admission => "Admission test",
            Self::StopRules => "Stop rules",
            Self::Ladder => "Escalation ladder",
            Self::Pulses => "Pulses",
            Self::Diligence => "Due diligence",
            Self::Obligations => "Obligations",
            Self::Lessons => "Lessons",
        }
    }
}

/// One line that is different.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Where.
    pub part: Part,
    /// What it is about: the id of a clause or a row, or the words of a line.
    pub about: String,
    /// How it is different.
    pub change: Change,
}

/// How a line is different.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It is new.
    Added(String),
    /// It is there no more.
    Dropped(String),
    /// It reads otherwise.
    Reworded {
        /// As it was.
        from: String,
        /// As it is.
        to: String,
    },
}

/// What is different in `to`, seen from `from`, in the order of a playbook.
///
/// Days are left out, since they are counted from another beginning; so are rounds.
pub fn difference(from: &Playbook, to: &Playbook) -> Vec<Line> {
    let mut lines = Vec::new();
    for part in Part::ALL {
        let (old, new) = (from.lines(part), to.lines(part));
        let order = from.order(part).into_iter().chain(to.order(part));
        let mut seen = BTreeSet::new();
        for about in order.filter(|about| seen.insert(about.clone())) {
            let change = match (old.get(&about), new.get(&about)) {
                (Some(old), Some(new)) if old.trim() == new.trim() => continue,
                (Some(old), Some(new)) => Change::Reworded { from: old.clone(), to: new.clone() },
                (None, Some(new)) => Change::Added(new.clone()),
                (Some(old), None) => Change::Dropped(old.clone()),
                (None, None) => continue,
            };
            lines.push(Line { part, about, change });
        }
    }
    lines
}

impl Playbook {
    /// The lines of a part, by what each is about.
    pub fn lines(&self, part: Part) -> BTreeMap<String, String> {
        self.listed(part).into_iter().collect()
    }

    fn order(&self, part: Part) -> Vec<String> {
        self.listed(part).into_iter().map(|(about, _)| about).collect()
    }

    /// The lines of a part in their order, each with what it is about.
    pub fn listed(&self, part: Part) -> Vec<(String, String)> {
        let itself = |lines: &[String]| -> Vec<(String, String)> {
            lines.iter().map(|line| (line.clone(), line.clone())).collect()
        };
        let whole = |line: String| vec![(part.word().to_owned(), line)];
        match part {
            Part::Clauses => self.clauses.iter().map(|it| (it.clause.to_string(), it.text.clone())).collect(),
            Part::Decisions => self.decisions.iter().map(|row| (row.kind.to_string(), row.words())).collect(),
            Part::Votes => self.votes.as_ref().map_or_else(Vec::new, |votes| {
                let each = by_seat(&votes.votes, "");
                let vetoes = if votes.vetoes.is_empty() {
                    String::new()
                } else {
                    format!("; not without {}", Seat::list(&votes.vetoes))
                };
                let quota = number((votes.quota * 1000.0).round() / 10.0);
                whole(format!("{each}; {quota} percent of the votes carry{vetoes}"))
            }),
            Part::Split => self.split.as_ref().map_or_else(Vec::new, |split| {
                whole(match split {
                    Shares::Fixed { shares } => by_seat(shares, " percent"),
                    Shares::Dynamic { weights, freeze } => {
                        let weights = weights
                            .iter()
                            .map(|(kind, weight)| format!("{} counts {}", kind.words(), number(*weight)));
                        let weights: Vec<String> = weights.collect();
                        let weights =
                            if weights.is_empty() { String::new() } else { weights.join(", ") + "; " };
                        format!("as each contributes; {weights}fixed when: {freeze}")
                    }
                })
            }),
            Part::Admission => self.admission.as_ref().map_or_else(Vec::new, |test| {
                let mut lines = itself(&test.questions);
                lines.push(("decides".to_owned(), format!("Decided by {}", test.decides.words())));
                lines
            }),
            Part::StopRules => {
                self.stop_rules.iter().map(|rule| (rule.rule.to_string(), rule.sign.clone())).collect()
            }
            Part::Ladder => {
                let steps = self.ladder.iter().enumerate();
                steps
                    .map(|(place, step)| {
                        (format!("step {}", place + 1), format!("{} ({} days)", step.what, step.days))
                    })
                    .collect()
            }
            Part::Pulses => self.pulses.map_or_else(Vec::new, |pulses| {
                let (weeks, days) = (pulses.every_weeks, pulses.answer_within_days);
                whole(format!("every {weeks} weeks, {days} days to answer"))
            }),
            Part::Diligence => {
                self.diligence.iter().map(|check| (check.to_string(), check.to_string())).collect()
            }
            Part::Obligations => self
                .obligations
                .iter()
                .map(|duty| {
                    (duty.obligation.to_string(), format!("{} \u{2013} the {}", duty.what, duty.who.noun()))
                })
                .collect(),
            Part::Lessons => itself(&self.lessons),
        }
    }

    /// What of an alliance that began from this playbook is held against it: its life after the start is not.
    #[must_use]
    pub fn comparable(&self, mut standing: Self) -> Self {
        standing.lessons.clone_from(&self.lessons);
        standing
            .obligations
            .retain(|duty| self.obligations.iter().any(|known| known.obligation == duty.obligation));
        standing
    }
}

impl DecisionRow {
    /// The row in words.
    pub fn words(&self) -> String {
        let mut words = format!("{}: decided by {}", self.name, self.decides.words());
        for (what, seats) in [
            ("proposed by", &self.proposes),
            ("agreed by", &self.must_agree),
            ("heard:", &self.heard),
            ("carried out by", &self.carries_out),
        ] {
            if !seats.is_empty() {
                words.push_str(&format!("; {what} {}", Seat::list(seats)));
            }
        }
        if let Some(limit) = self.limit {
            words.push_str(&format!("; alone up to {}", number(limit)));
        }
        if self.reserved {
            words.push_str("; reserved");
        }
        words
    }
}

fn by_seat(values: &BTreeMap<Seat, f64>, unit: &str) -> String {
    let each = values.iter().map(|(seat, value)| format!("the {} {}{unit}", seat.noun(), number(*value)));
    each.collect::<Vec<String>>().join(", ")
}
