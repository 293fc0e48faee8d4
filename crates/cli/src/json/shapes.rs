//! The shapes of JSON reports. They are a promise to programs: fields are added, not renamed.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

#[derive(Serialize)]
pub struct FactJson {
    pub seq: u64,
    pub on: Date,
    pub text: String,
}

#[derive(Serialize)]
pub struct ReasonJson {
    pub text: String,
    pub facts: Vec<FactJson>,
}

#[derive(Serialize)]
pub struct FlipJson<'a> {
    pub change: &'a str,
    pub word: &'static str,
}

#[derive(Serialize)]
pub struct VerdictJson<'a> {
    pub word: &'static str,
    pub means: &'static str,
    pub reasons: Vec<ReasonJson>,
    pub would_change: Vec<FlipJson<'a>>,
    pub unknown: &'a [String],
    pub owner_still_controls: &'a [String],
    pub in_other_hands: Vec<ReasonJson>,
    pub leaving: Option<ReasonJson>,
    pub opposite: &'a str,
    pub engines: BTreeMap<&'static str, &'static str>,
}

#[derive(Serialize)]
pub struct AreaJson<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub rule: &'static str,
    pub state: &'static str,
    pub hidden: bool,
    pub by_cluster: bool,
    pub sentence: &'a str,
    pub facts: Vec<FactJson>,
}

#[derive(Serialize)]
pub struct GapJson<'a> {
    pub area: &'a str,
    pub item: Option<&'a str>,
    pub state: &'static str,
    pub must_agree: bool,
    pub hidden: bool,
    pub red_line: bool,
    pub sentence: &'a str,
    pub answers: BTreeMap<&'a str, &'a str>,
    pub means: &'a str,
    pub clauses: Vec<&'a str>,
    pub facts: Vec<FactJson>,
}

#[derive(Serialize)]
pub struct SignalJson<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub area: &'a str,
    pub speaks_for: &'static str,
    pub state: &'static str,
    pub since: Option<Date>,
    pub sentence: &'a str,
    pub facts: Vec<FactJson>,
}

#[derive(Serialize)]
pub struct FitJson<'a> {
    pub parties: Vec<&'a str>,
    pub kind: &'static str,
    pub sentence: &'a str,
    pub facts: Vec<FactJson>,
}

#[derive(Serialize)]
pub struct FamilyJson<'a> {
    pub root: &'a str,
    pub issues: Vec<&'a str>,
    pub depth: usize,
    pub parties: Vec<&'a str>,
}

#[derive(Serialize)]
pub struct ProjectJson<'a> {
    pub id: &'a str,
    pub placing: &'static str,
    pub disputed: bool,
    pub sentence: &'a str,
}

#[derive(Serialize)]
pub struct DriftJson<'a> {
    pub projects: Vec<ProjectJson<'a>>,
    pub hours: Option<f64>,
    pub expected_off: Option<f64>,
    pub interval: Option<[f64; 3]>,
    pub unknown: Option<&'a str>,
    pub movement: Option<&'a str>,
}

#[derive(Serialize)]
pub struct PowerJson<'a> {
    pub party: &'a str,
    pub votes: f64,
    pub banzhaf: f64,
    pub shapley: f64,
    pub can_act_alone: bool,
    pub can_block: bool,
    pub can_be_outvoted: bool,
}

#[derive(Serialize)]
pub struct NameJson<'a> {
    pub name: &'a str,
    pub stage: Option<&'static str>,
}

#[derive(Serialize)]
pub struct FrameworkJson<'a> {
    pub id: &'a str,
    pub version: &'a str,
}

/// The JSON of `check`.
#[derive(Serialize)]
pub struct CheckJson<'a> {
    pub alliance: NameJson<'a>,
    pub on: Date,
    pub as_known: Option<Date>,
    pub week: Option<i32>,
    pub framework: FrameworkJson<'a>,
    pub asking: Option<&'a str>,
    pub verdict: VerdictJson<'a>,
    pub areas: Vec<AreaJson<'a>>,
    pub gaps: Vec<GapJson<'a>>,
    pub signals: Vec<SignalJson<'a>>,
    pub fit: Vec<FitJson<'a>>,
    pub issue_families: Vec<FamilyJson<'a>>,
    pub drift: DriftJson<'a>,
    pub voting: Vec<PowerJson<'a>>,
    pub next: Vec<String>,
}
