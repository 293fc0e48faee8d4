//! Facts on rounds: questions, sealed answers, release by consent, gaps confirmed by people.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::id::{AreaId, ClauseId, ItemId, OptionId, PartyId, PersonId, QuestionId, RoundId};
use crate::seal::Sealed;

/// The form of a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoundForm {
    /// All items.
    Full,
    /// The short form, shown by clusters of areas.
    Short,
    /// A few items, often.
    Pulse,
    /// Looking back, in words: what was meant, what happened, why, what to change.
    Debrief,
}

impl RoundForm {
    /// Its name, as ids and files spell it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Short => "short",
            Self::Pulse => "pulse",
            Self::Debrief => "debrief",
        }
    }

    /// Whether its answers are compared item by item, so that areas and gaps are read from it.
    pub fn aligns(self) -> bool {
        matches!(self, Self::Full | Self::Short)
    }
}

/// A person asked, and the party they speak for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Respondent {
    /// The person.
    pub person: PersonId,
    /// The party.
    pub party: PartyId,
}

/// A round was prepared.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RoundDrafted {
    /// Its id.
    pub round: RoundId,
    /// Its form.
    pub form: RoundForm,
    /// Who is asked.
    pub respondents: Vec<Respondent>,
    /// Who asks.
    pub asked_by: String,
    /// Why.
    pub why: String,
}

/// The rule of confidentiality that was shown to each respondent, frozen at opening.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FrozenRule {
    /// The fewest items behind a band.
    pub min_items_behind_a_band: u32,
    /// The adviser who may read items before their release, named to all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adviser: Option<PersonId>,
    /// The rule in the words that were shown.
    pub shown: String,
}

/// A round was opened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RoundOpened {
    /// Which.
    pub round: RoundId,
    /// Its rule from now on.
    pub rule: FrozenRule,
}

/// The value of one answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerValue {
    /// A point on a scale, from 1.
    Likert(u8),
    /// One option.
    Choice(OptionId),
    /// Several options.
    Multi(Vec<OptionId>),
    /// Points shared out, summing to 100.
    Allocation(BTreeMap<OptionId, f64>),
    /// A number in the item's unit.
    Number(f64),
    /// A point for each row.
    Matrix(BTreeMap<OptionId, u8>),
    /// An option for each row.
    MatrixChoice(BTreeMap<OptionId, OptionId>),
    /// The respondent does not know.
    DontKnow,
}

/// What a respondent could not live with.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RedLine {
    /// An option of a choice.
    Option(OptionId),
    /// An option in one row of a matrix.
    Cell(OptionId, OptionId),
    /// The low end of a scale: the two lowest points.
    Low,
    /// The high end of a scale: the two highest points.
    High,
}

/// One respondent's answer to one item.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ItemAnswer {
    /// The own answer, where the item asks for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own: Option<AnswerValue>,
    /// The answer about each partner, where the item asks about partners.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub about: BTreeMap<PartyId, AnswerValue>,
    /// What this respondent thinks each partner will answer.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub predicted: BTreeMap<PartyId, AnswerValue>,
    /// What this respondent could not live with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub red_lines: Vec<RedLine>,
    /// How much it matters to this respondent, 1 to 5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub importance: Option<u8>,
}

/// All that one respondent answered in one round. It never stands in a fact: facts hold it sealed.
#[derive(Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Sheet {
    /// Answers to items.
    pub items: BTreeMap<ItemId, ItemAnswer>,
    /// Answers to open questions.
    pub open: BTreeMap<QuestionId, String>,
}

/// One respondent submitted sealed answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AnswersSubmitted {
    /// In which round.
    pub round: RoundId,
    /// Who.
    pub person: PersonId,
    /// The answers, sealed.
    pub sheet: Sealed<Sheet>,
    /// Answers for the named adviser alone, sealed under a key of their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adviser_only: Option<Sealed<Sheet>>,
}

/// One respondent withdrew from a round.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RespondentWithdrew {
    /// Which round.
    pub round: RoundId,
    /// Who.
    pub person: PersonId,
}

/// A round was locked: no answer changes any more, and words may be shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RoundLocked {
    /// Which.
    pub round: RoundId,
}

/// What is said of an area, or of a group of areas, before single answers are released. There is chance in it, so that
/// nobody can read an answer out of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AreaWord {
    /// Too much of it is not known.
    NotKnown,
    /// No further apart than is usual.
    AsUsual,
    /// Worth a talk.
    Talk,
}

/// The words for the areas of a round, as they were drawn at its lock.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct KeptWords {
    /// The word for each area that has one; areas of one group have the same.
    pub areas: BTreeMap<AreaId, AreaWord>,
}

/// The result of a locked round was kept, sealed: it is shown from here and never drawn again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ResultKept {
    /// Which round.
    pub round: RoundId,
    /// The words.
    pub result: Sealed<KeptWords>,
}

/// What a release speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReleaseScope {
    /// All items but the sensitive ones.
    Items,
    /// The sensitive items too.
    Sensitive,
}

/// Somebody who answered agrees, for their party, to the release of items to all parties of the round.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReleaseConsented {
    /// Which round.
    pub round: RoundId,
    /// Which party.
    pub party: PartyId,
    /// Whose answers it is about; none: everybody's who answered for the party, as a case file says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// What it agrees to.
    pub scope: ReleaseScope,
}

/// Items were released, to all parties at one moment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ItemsReleased {
    /// Which round.
    pub round: RoundId,
    /// What was released.
    pub scope: ReleaseScope,
}

/// A party says: yes, we differ.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GapConfirmed {
    /// Which round suspected it.
    pub round: RoundId,
    /// In which area.
    pub area: AreaId,
    /// On which item; none: on the area as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<ItemId>,
    /// Who says so.
    pub by: PartyId,
}

/// A party says: I misread it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GapMisread {
    /// Which round suspected it.
    pub round: RoundId,
    /// In which area.
    pub area: AreaId,
    /// On which item; none: on the area as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<ItemId>,
    /// Who says so.
    pub by: PartyId,
}

/// How a gap came to rest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Settlement {
    /// A clause of the charter closes it.
    Clause(ClauseId),
    /// The parties accept the difference, in these words.
    AcceptedDifference(String),
}

/// A gap was closed by a clause or accepted as a difference.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GapSettled {
    /// In which area.
    pub area: AreaId,
    /// On which item; none: the area as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<ItemId>,
    /// How.
    pub how: Settlement,
}
