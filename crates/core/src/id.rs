//! Ids: short names in lower case, one type for each kind of thing, so that a project can never be
//! passed where an issue is meant.

use smol_str::SmolStr;

/// An id that is empty, too long, or holds a character that ids may not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an id has 1 to 64 characters from a-z, 0-9, '-' and '_', beginning with a letter or digit")]
pub struct BadId;

/// Whether `text` may stand as an id.
pub fn is_id(text: &str) -> bool {
    let mut bytes = text.bytes();
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    text.len() <= 64 && bytes.next().is_some_and(plain) && bytes.all(|b| plain(b) || b == b'-' || b == b'_')
}

fn parse(text: &str) -> Result<SmolStr, BadId> {
    if is_id(text) { Ok(SmolStr::new(text)) } else { Err(BadId) }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "SmolStr", into = "SmolStr")]
        pub struct $name(SmolStr);

        impl $name {
            /// Reads an id; refuses text that is not one.
            pub fn parse(text: &str) -> Result<Self, BadId> {
                parse(text).map(Self)
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl TryFrom<SmolStr> for $name {
            type Error = BadId;
            fn try_from(text: SmolStr) -> Result<Self, BadId> {
                Self::parse(&text)
            }
        }

        impl From<$name> for SmolStr {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = BadId;
            fn from_str(text: &str) -> Result<Self, BadId> {
                Self::parse(text)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    )*};
}

ids! {
    /// A party: a person or a firm in the alliance, or a candidate for it.
    PartyId;
    /// A person who speaks for a party. The record knows people by id alone.
    PersonId;
    /// A capability that the joint business needs.
    CapabilityId;
    /// A market segment.
    SegmentId;
    /// An activity that a party sells, or says it will not sell.
    ActivityId;
    /// A round of questions.
    RoundId;
    /// A project, proposed or running.
    ProjectId;
    /// A lead: a possible client.
    LeadId;
    /// A client of the joint business.
    ClientId;
    /// An outside interest of a party.
    InterestId;
    /// An issue between parties.
    IssueId;
    /// A decision that was taken.
    DecisionId;
    /// A kind of decision, a row of the decision table.
    DecisionKindId;
    /// A control point: bank, domain, key contract and the like.
    ControlPointId;
    /// An obligation with a due date.
    ObligationId;
    /// A meeting or a review.
    MeetingId;
    /// A stop rule.
    StopRuleId;
    /// A structured attempt to settle what is open.
    AttemptId;
    /// A playbook made from an alliance.
    PlaybookId;
    /// A framework of areas, items, clauses and signals.
    FrameworkId;
    /// An area of alignment.
    AreaId;
    /// An item: one question.
    ItemId;
    /// An option of an item, or a row of a matrix item.
    OptionId;
    /// A question without a score.
    QuestionId;
    /// A clause of the charter.
    ClauseId;
    /// A signal of the watch.
    SignalId;
    /// A check of due diligence.
    CheckId;
    /// A scoring of candidates by several people.
    ScoringId;
    /// A criterion by which candidates are scored.
    CriterionId;
    /// A trial project with a candidate.
    TrialId;
    /// An exchange of diligence packs.
    ExchangeId;
    /// A file of evidence in a diligence pack.
    EvidenceId;
    /// A hand-over of the whole case.
    HandOverId;
    /// A source in the literature.
    SourceId;
    /// A cluster of areas, the unit of the short form.
    ClusterId;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_short_lower_case_names() {
        for good in ["a", "7", "hvac-partner", "off_scope", &"x".repeat(64)] {
            assert!(PartyId::parse(good).is_ok(), "{good}");
        }
        for bad in ["", "-a", "A", "a b", "ä", "a/b", &"x".repeat(65)] {
            assert_eq!(PartyId::parse(bad), Err(BadId), "{bad}");
        }
    }
}
