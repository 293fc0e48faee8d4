//! Small parts that many tables share: ids, holders, deciders, causes.

use rowlock_core::fact::{Cause, Decider, Holder, Work};
use rowlock_core::id::{BadId, PartyId};

use super::{Lowering, Problem};
use crate::case::format::Id;

impl Lowering<'_> {
    /// Reads an id. The schema has seen to its shape, so a failure is reported and stands as an odd id.
    pub(super) fn id<T: std::str::FromStr<Err = BadId>>(&mut self, id: &Id, path: &str) -> T {
        self.text_id(&id.0, path)
    }

    pub(super) fn ids<T: std::str::FromStr<Err = BadId>>(&mut self, ids: &[Id], path: &str) -> Vec<T> {
        ids.iter().map(|id| self.id(id, path)).collect()
    }

    pub(super) fn maybe_id<T: std::str::FromStr<Err = BadId>>(
        &mut self,
        id: Option<&Id>,
        path: &str,
    ) -> Option<T> {
        id.map(|id| self.id(id, path))
    }

    pub(super) fn party(&mut self, id: &Id, path: &str) -> PartyId {
        self.id(id, path)
    }

    pub(super) fn text_id<T: std::str::FromStr<Err = BadId>>(&mut self, text: &str, path: &str) -> T {
        match text.parse() {
            Ok(id) => id,
            Err(error) => {
                self.problems.push(Problem {
                    path: path.to_owned(),
                    message: format!("\u{201c}{text}\u{201d} is not an id"),
                    found: Some(text.to_owned()),
                    expected: Some(error.to_string()),
                    hint: None,
                });
                self.placeholder()
            }
        }
    }

    #[expect(clippy::unused_self, reason = "reads as a part of the lowering")]
    fn placeholder<T: std::str::FromStr<Err = BadId>>(&self) -> T {
        match "unreadable".parse() {
            Ok(id) => id,
            Err(BadId) => unreachable!("this id is well formed"),
        }
    }

    pub(super) fn holder(&mut self, text: &str, path: &str) -> Holder {
        match text {
            "joint" => Holder::Joint,
            "outside" => Holder::Outside,
            "unknown" => Holder::Unknown,
            party => Holder::Party(self.text_id(party, path)),
        }
    }

    pub(super) fn decider(&mut self, text: &str, path: &str) -> Decider {
        match text {
            "lead" => Decider::Lead,
            "majority" => Decider::Majority,
            "all" => Decider::All,
            party => Decider::Party(self.text_id(party, path)),
        }
    }

    pub(super) fn effort_on(&mut self, text: &str, path: &str) -> Work {
        match (text, text.split_once(':')) {
            ("joint", _) => Work::Joint,
            ("outside", _) => Work::Outside,
            (_, Some(("project", id))) => Work::Project(self.text_id(id, path)),
            _ => {
                self.problem(
                    path,
                    "it is not said what the hours were spent on",
                    text,
                    "`joint`, `outside` or `project:ID`",
                );
                Work::Joint
            }
        }
    }

    pub(super) fn causes(&mut self, texts: &[String], path: &str) -> Vec<Cause> {
        texts.iter().filter_map(|text| self.cause(text, path)).collect()
    }

    pub(super) fn cause(&mut self, text: &str, path: &str) -> Option<Cause> {
        let cause = match text.split_once(':') {
            Some(("issue", id)) => Cause::Issue(self.text_id(id, path)),
            Some(("project", id)) => Cause::Project(self.text_id(id, path)),
            Some(("clause", id)) => Cause::Clause(self.text_id(id, path)),
            Some(("interest", id)) => Cause::Interest(self.text_id(id, path)),
            Some(("control_point", id)) => Cause::ControlPoint(self.text_id(id, path)),
            _ => {
                let expected = "`issue:ID`, `project:ID`, `clause:ID`, `interest:ID` or `control_point:ID`";
                self.problem(path, "it is not said what led to it", text, expected);
                return None;
            }
        };
        Some(cause)
    }

    pub(super) fn problem(&mut self, path: &str, message: &str, found: &str, expected: &str) {
        self.problems.push(Problem {
            path: path.to_owned(),
            message: message.to_owned(),
            found: Some(found.to_owned()),
            expected: Some(expected.to_owned()),
            hint: None,
        });
    }
}

/// Turns a word of the file into the word of the record.
macro_rules! words {
    ($($from:ident => $to:ident { $($variant:ident),* $(,)? })*) => {$(
        impl From<crate::case::format::$from> for rowlock_core::fact::$to {
            fn from(word: crate::case::format::$from) -> Self {
                match word { $(crate::case::format::$from::$variant => Self::$variant,)* }
            }
        }
    )*};
}

words! {
    AllianceFormWord => AllianceForm { Contract, Entity, Informal }
    StageWord => Stage { Considering, Forming, Running, Ending, Ended }
    PartyKindWord => PartyKind { Person, Firm }
    AbsenceWord => Absence { Left, Silent }
    PartyRoleWord => PartyRole { Lead, Partner, Candidate, Left }
    PaidByWord => PaidBy { Hour, FixedPrice, Margin, Commission, Retainer, Result }
    FindingWord => Finding { Clear, Flag, RedFlag }
    RoundFormWord => RoundForm { Full, Short, Pulse, Debrief }
    ReleaseScopeWord => ReleaseScope { Items, Sensitive }
    TagWord => TagKind { Offer, Market, Capability, Exclusion }
    AdmissionWord => Admission { Admit, Refuse, Refer, Outside, AmendScope }
    SeverityWord => Severity { Minor, Serious, Grave }
    LeverWord => Lever { Bank, Domain, KeyContract, ClientLead, Brand, KnowHow, ReservedMatter, Information }
    WorksWord => Works { Yes, No, Unknown }
    MissedForWord => MissedFor { OwnWork, ThirdParty, Illness, Other }
    UnderSealWord => UnderSeal { GoesAlong, Stays }
    StructureWord => Structure { Clauses, SmallerScope, OtherForm, FewerPartners, NewSplit, RestoredControl }
    CourseWord => Course { GoAhead, SettleFirst, DoNotStart, Proceed, Repair, Restructure, Separate }
    TogetherWord => Together { Apart, Chafe, Neutral, Well }
    AgainWord => Again { Yes, Differently, No }
    EndingWord => Ending { AimReached, InOrder, BoughtOut, NeverBegan, BrokeDown }
    OutcomeWord => Outcome { Succeeded, Mixed, Failed, Ongoing }
}
