//! From the tables of a playbook file to a playbook, with everything that is wrong with them.

use std::collections::{BTreeMap, BTreeSet};

use rowlock_core::fact::{ContributionKind, FrameworkRef, LadderStep};
use rowlock_core::framework::Framework;
use rowlock_core::id::BadId;
use rowlock_core::playbook::{
    AdmissionTest, ClauseText, DecisionRow, Duty, Origin, PlannedRound, Playbook, Pulses, Seat, SeatDecider,
    Shares, StopSign, Used, Votes,
};

use super::format::{PlaybookFile, SharesTable};
use crate::case::format::Id;

const SEATS: &str = "write `lead`, `partner`, or `partner-1`, `partner-2` and so on";

/// Something in a playbook that cannot stand.
pub(crate) struct Fault {
    /// Where: a pointer into the file.
    pub pointer: String,
    /// What.
    pub message: String,
    /// What was found there.
    pub found: Option<String>,
    /// What to do.
    pub hint: String,
}

/// The playbook that a file says; clauses and checks are looked up where a framework is at hand.
pub(crate) fn lower(file: &PlaybookFile, framework: Option<&Framework>) -> Result<Playbook, Vec<Fault>> {
    let mut reading = Reading { faults: Vec::new() };
    let playbook = reading.playbook(file);
    reading.twice(file);
    if let Some(framework) = framework {
        reading.known(file, framework);
    }
    match playbook {
        Some(playbook) if reading.faults.is_empty() => Ok(playbook),
        _ => Err(reading.faults),
    }
}

struct Reading {
    faults: Vec<Fault>,
}

impl Reading {
    fn fault(&mut self, pointer: &str, message: impl Into<String>, found: &str, hint: impl Into<String>) {
        let found = (!found.is_empty()).then(|| found.to_owned());
        let pointer = pointer.to_owned();
        self.faults.push(Fault { pointer, message: message.into(), found, hint: hint.into() });
    }

    /// The playbook, as far as it can be read; what cannot is a fault and left out.
    #[expect(clippy::too_many_lines, reason = "one part after the other: it reads as a table")]
    fn playbook(&mut self, file: &PlaybookFile) -> Option<Playbook> {
        let made_from = &file.made_from;
        if made_from.until < made_from.began {
            let hint = "swap `began` and `until`, or mend the one that is wrong";
            self.fault("/made_from/until", "this is before the alliance began", "", hint);
        }
        if file.name.trim().is_empty() {
            self.fault("/name", "the playbook has no name", "", "write what people call it");
        }
        let clauses = self.each(&file.clause, |reading, at, table| {
            if table.text.trim().is_empty() {
                let hint = "write the clause, or take the table out";
                reading.fault(&format!("/clause/{at}/text"), "this clause says nothing", "", hint);
            }
            Some(ClauseText {
                clause: reading.id(&table.id, &format!("/clause/{at}/id"))?,
                text: table.text.clone(),
            })
        });
        let decisions = self.each(&file.decision, |reading, at, row| {
            let at = format!("/decision/{at}");
            Some(DecisionRow {
                kind: reading.id(&row.id, &format!("{at}/id"))?,
                name: row.name.clone(),
                proposes: reading.seats(&row.proposes, &format!("{at}/proposes")),
                must_agree: reading.seats(&row.must_agree, &format!("{at}/must_agree")),
                heard: reading.seats(&row.heard, &format!("{at}/heard")),
                decides: reading.decider(&row.decides, &format!("{at}/decides"))?,
                carries_out: reading.seats(&row.carries_out, &format!("{at}/carries_out")),
                limit: row.limit,
                reserved: row.reserved,
            })
        });
        let votes = file.votes.as_ref().map(|votes| {
            if votes.quota <= 0.5 {
                let hint = "write more than 0.5: less than half carries nothing";
                self.fault("/votes/quota", "half of the votes carry", &votes.quota.to_string(), hint);
            }
            Votes {
                votes: self.by_seat(&votes.votes, "/votes/votes"),
                quota: votes.quota,
                vetoes: self.seats(&votes.vetoes, "/votes/vetoes"),
            }
        });
        let split = file.split.as_ref().and_then(|split| self.split(split));
        let admission = file.admission.as_ref().and_then(|test| {
            let decides = self.decider(&test.decides, "/admission/decides")?;
            Some(AdmissionTest { questions: test.questions.clone(), decides })
        });
        let stop_rules = self.each(&file.stop_rule, |reading, at, rule| {
            let id = reading.id(&rule.id, &format!("/stop_rule/{at}/id"))?;
            Some(StopSign { rule: id, sign: rule.sign.clone(), days: rule.days })
        });
        let obligations = self.each(&file.obligation, |reading, at, duty| {
            Some(Duty {
                obligation: reading.id(&duty.id, &format!("/obligation/{at}/id"))?,
                what: duty.what.clone(),
                who: reading.seat(&duty.who, &format!("/obligation/{at}/who"))?,
                days: duty.days,
            })
        });
        let diligence =
            self.each(&file.diligence, |reading, at, id| reading.id(id, &format!("/diligence/{at}")));
        Some(Playbook {
            id: self.id(&file.id, "/id")?,
            name: file.name.clone(),
            version: file.version,
            framework: FrameworkRef {
                id: self.id(&file.framework, "/framework")?,
                version: file.framework_version.as_str().into(),
            },
            form: file.form.into(),
            clauses,
            decisions,
            votes,
            split,
            admission,
            stop_rules,
            ladder: file
                .ladder
                .iter()
                .map(|step| LadderStep { what: step.what.clone(), days: step.days })
                .collect(),
            rounds: file
                .round
                .iter()
                .map(|round| PlannedRound { form: round.form.into(), days: round.days })
                .collect(),
            pulses: file.pulses.as_ref().map(|pulses| Pulses {
                every_weeks: pulses.every_weeks,
                answer_within_days: pulses.answer_within_days,
            }),
            diligence,
            obligations,
            lessons: file.lessons.clone(),
            origin: Origin {
                outcome: made_from.outcome.into(),
                began: made_from.began,
                until: made_from.until,
            },
            used: file.used.as_ref().map_or_else(Used::default, |used| Used {
                reached: used.reached,
                some: used.some,
                failed: used.failed,
                going_on: used.going_on,
            }),
        })
    }

    fn each<T, U>(&mut self, tables: &[T], read: impl Fn(&mut Self, usize, &T) -> Option<U>) -> Vec<U> {
        tables.iter().enumerate().filter_map(|(at, table)| read(self, at, table)).collect()
    }

    fn id<T: std::str::FromStr<Err = BadId>>(&mut self, id: &Id, pointer: &str) -> Option<T> {
        match id.0.parse() {
            Ok(id) => Some(id),
            Err(error) => {
                self.fault(pointer, "this is not an id", &id.0, error.to_string());
                None
            }
        }
    }

    fn seat(&mut self, word: &str, pointer: &str) -> Option<Seat> {
        let seat = word.parse().ok();
        if seat.is_none() {
            self.fault(pointer, "this is no seat", word, SEATS);
        }
        seat
    }

    fn seats(&mut self, words: &[String], pointer: &str) -> Vec<Seat> {
        let mut seats = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let pointer = format!("{pointer}/{at}");
            match self.seat(word, &pointer) {
                Some(seat) if seats.contains(&seat) => {
                    self.fault(&pointer, "this seat stands here twice", word, "take one out");
                }
                seat => seats.extend(seat),
            }
        }
        seats
    }

    fn by_seat(&mut self, values: &BTreeMap<String, f64>, pointer: &str) -> BTreeMap<Seat, f64> {
        let mut read = BTreeMap::new();
        for (word, value) in values {
            let pointer = format!("{pointer}/{word}");
            if !(0.0..=1e9).contains(value) {
                self.fault(
                    &pointer,
                    "this is out of bounds",
                    &value.to_string(),
                    "write a number of 0 or more",
                );
            }
            if let Some(seat) = self.seat(word, &pointer) {
                read.insert(seat, *value);
            }
        }
        read
    }

    fn decider(&mut self, word: &str, pointer: &str) -> Option<SeatDecider> {
        match word {
            "lead" => Some(SeatDecider::Lead),
            "majority" => Some(SeatDecider::Majority),
            "all" => Some(SeatDecider::All),
            word => {
                let seat = word.parse().ok().map(SeatDecider::Seat);
                if seat.is_none() {
                    let hint = "write `lead`, `majority`, `all`, `partner`, or `partner-1` and so on";
                    self.fault(pointer, "nobody decides by this word", word, hint);
                }
                seat
            }
        }
    }

    fn split(&mut self, split: &SharesTable) -> Option<Shares> {
        match (&split.freeze, split.shares.is_empty()) {
            (Some(freeze), true) => {
                let mut weights = BTreeMap::new();
                for (word, weight) in &split.weights {
                    let kind = ContributionKind::ALL.into_iter().find(|kind| contribution(*kind) == word);
                    match kind {
                        Some(kind) => drop(weights.insert(kind, *weight)),
                        None => self.fault(
                            &format!("/split/weights/{word}"),
                            "this is no kind of contribution",
                            word,
                            "write `money`, `work`, `thing` or `name`",
                        ),
                    }
                }
                Some(Shares::Dynamic { weights, freeze: freeze.clone() })
            }
            (None, false) if split.weights.is_empty() => {
                Some(Shares::Fixed { shares: self.by_seat(&split.shares, "/split/shares") })
            }
            _ => {
                let hint = "write either `shares`, or `freeze` with `weights`";
                self.fault("/split", "it is not clear how shares are held", "", hint);
                None
            }
        }
    }

    fn twice(&mut self, file: &PlaybookFile) {
        let lists: [(&str, &str, Vec<&Id>); 5] = [
            ("clause", "/id", file.clause.iter().map(|table| &table.id).collect()),
            ("decision", "/id", file.decision.iter().map(|table| &table.id).collect()),
            ("stop_rule", "/id", file.stop_rule.iter().map(|table| &table.id).collect()),
            ("obligation", "/id", file.obligation.iter().map(|table| &table.id).collect()),
            ("diligence", "", file.diligence.iter().collect()),
        ];
        for (list, field, ids) in lists {
            let mut seen = BTreeSet::new();
            for (at, id) in ids.into_iter().enumerate() {
                if !seen.insert(&id.0) {
                    let pointer = format!("/{list}/{at}{field}");
                    self.fault(&pointer, "this id stands here twice", &id.0, "take one of the two out");
                }
            }
        }
    }

    fn known(&mut self, file: &PlaybookFile, framework: &Framework) {
        if file.framework.0 != framework.id.as_str() {
            let message = format!("this playbook speaks of another framework than {}", framework.id);
            let hint = "read it with that framework, by --framework FILE";
            self.fault("/framework", message, &file.framework.0, hint);
            return;
        }
        let clauses: Vec<&str> = framework.clauses.iter().map(|clause| clause.id.as_str()).collect();
        for (at, table) in file.clause.iter().enumerate() {
            self.named(&table.id.0, &clauses, "clause", &format!("/clause/{at}/id"));
        }
        let checks: Vec<&str> = framework.diligence.iter().map(|check| check.id.as_str()).collect();
        for (at, id) in file.diligence.iter().enumerate() {
            self.named(&id.0, &checks, "check", &format!("/diligence/{at}"));
        }
    }

    fn named(&mut self, id: &str, known: &[&str], what: &str, pointer: &str) {
        if known.contains(&id) {
            return;
        }
        let nearest = known.iter().min_by_key(|name| strsim::damerau_levenshtein(id, name));
        let hint = nearest.map_or_else(String::new, |name| format!("did you mean `{name}`?"));
        self.fault(pointer, format!("the framework has no {what} of this id"), id, hint);
    }
}

/// The word of a kind of contribution in a file.
pub(super) fn contribution(kind: ContributionKind) -> &'static str {
    match kind {
        ContributionKind::Money => "money",
        ContributionKind::Work => "work",
        ContributionKind::Thing => "thing",
        ContributionKind::Name => "name",
    }
}
