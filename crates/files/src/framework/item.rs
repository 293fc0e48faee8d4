//! What must hold within an item: the fields of its type, its options, its numbers.

use rowlock_core::framework::{Choice, Item, Kind, Options, Target};

use super::check::Checks;
use super::format::{
    ChoiceTable, FromRecordWord, ItemTable, KindWord, LikertTable, RoleWord, TargetWord, ToleranceWord,
};

/// The fields that belong to some types only.
const SPECIAL: [&str; 13] = [
    "low",
    "high",
    "options",
    "options_from",
    "rows",
    "rows_from",
    "ordinal",
    "near",
    "unit",
    "min",
    "max",
    "tol_kind",
    "tol",
];

/// Reports what is wrong with an item.
pub(super) fn check(checks: &mut Checks<'_>, table: &ItemTable, pointer: &str) {
    fields(checks, table, pointer);
    options(checks, table, pointer);
    numbers(checks, table, pointer);
    for (name, empty) in [("stages", table.stages.is_empty()), ("forms", table.forms.is_empty())] {
        if empty {
            let problem = checks.wrong(&format!("{pointer}/{name}"), "this item would never be asked");
            checks.report(problem.expected("at least 1"));
        }
    }
}

/// The fields that a type must have and those it may have.
fn fitting(kind: KindWord) -> (&'static [&'static str], &'static [&'static str]) {
    match kind {
        KindWord::Likert => (&[], &["low", "high"]),
        KindWord::Choice => (&[], &["options", "options_from", "ordinal", "near"]),
        KindWord::Multi | KindWord::Allocation => (&[], &["options", "options_from"]),
        KindWord::Number => (&["unit", "min", "max", "tol_kind", "tol", "far"], &[]),
        KindWord::Matrix => (&[], &["rows", "rows_from", "low", "high"]),
        KindWord::MatrixChoice => (&[], &["rows", "rows_from", "options", "options_from"]),
    }
}

fn fields(checks: &mut Checks<'_>, table: &ItemTable, pointer: &str) {
    let (must, may) = fitting(table.r#type);
    let node = checks.locator.root().pointer(pointer);
    let stands = |name: &str| node.is_some_and(|node| node.get(name).is_some());
    let word = word(table.r#type);
    for name in SPECIAL.iter().chain(&["far"]) {
        let place = format!("{pointer}/{name}");
        if must.contains(name) && !stands(name) {
            let message = format!("this field is missing; an item of type `{word}` has it");
            checks.report(checks.wrong(&place, message));
        } else if stands(name) && !must.contains(name) && !may.contains(name) {
            checks.report(checks.wrong(&place, format!("an item of type `{word}` has no such field")));
        }
    }
    // A scale of its own needs its words; a level may use those of [scale.likert7].
    if table.r#type == KindWord::Likert && table.role != RoleWord::Level {
        for name in ["low", "high"].into_iter().filter(|name| !stands(name)) {
            let problem = checks.wrong(&format!("{pointer}/{name}"), "this field is missing");
            checks.report(problem.hint("only items of role `level` may leave the words of the scale out"));
        }
    }
}

fn options(checks: &mut Checks<'_>, table: &ItemTable, pointer: &str) {
    let (_, may) = fitting(table.r#type);
    let lists = [("options", &table.options, table.options_from), ("rows", &table.rows, table.rows_from)];
    for (name, list, from) in lists.into_iter().filter(|(name, ..)| may.contains(name)) {
        if list.len() < 2 && from.is_none() || list.len() == 1 {
            let problem = checks.wrong(&format!("{pointer}/{name}"), format!("there are too few {name}"));
            checks.report(problem.expected("at least 2"));
        }
        let places = list
            .iter()
            .enumerate()
            .map(|(i, choice)| (choice.id.as_str(), format!("{pointer}/{name}/{i}/id")));
        checks.once("one in this list", places);
    }
    let known: Vec<&str> = table.options.iter().map(|choice| choice.id.as_str()).collect();
    for (index, (one, other)) in table.near.iter().enumerate() {
        checks.one_known("option", &known, one.as_str(), &format!("{pointer}/near/{index}/0"));
        checks.one_known("option", &known, other.as_str(), &format!("{pointer}/near/{index}/1"));
    }
}

fn numbers(checks: &mut Checks<'_>, table: &ItemTable, pointer: &str) {
    if let (Some(min), Some(max)) = (table.min, table.max)
        && max <= min
    {
        let problem = checks.wrong(&format!("{pointer}/max"), "no number lies between `min` and `max`");
        checks.report(problem.expected(format!("more than {min}")));
    }
    if let (Some(tol), Some(far)) = (table.tol, table.far)
        && far <= tol
    {
        let problem = checks.wrong(&format!("{pointer}/far"), "`far` must lie beyond `tol`");
        checks.report(problem.expected(format!("more than {tol}")));
    }
    let least = if table.tol_kind == Some(ToleranceWord::Ratio) { 1.0 } else { 0.0 };
    if table.tol.is_some_and(|tol| tol < least) {
        let problem = checks.wrong(&format!("{pointer}/tol"), "this number is too small");
        checks.report(problem.expected(format!("{least} or more")));
    }
}

fn word(kind: KindWord) -> &'static str {
    match kind {
        KindWord::Likert => "likert",
        KindWord::Choice => "choice",
        KindWord::Multi => "multi",
        KindWord::Allocation => "allocation",
        KindWord::Number => "number",
        KindWord::Matrix => "matrix",
        KindWord::MatrixChoice => "matrix_choice",
    }
}

/// The item that a checked table describes.
pub(super) fn lower(table: ItemTable, scale: &LikertTable) -> Item {
    let low = table.low.unwrap_or_else(|| scale.level_low.clone());
    let high = table.high.unwrap_or_else(|| scale.level_high.clone());
    let options = choices(table.options, table.options_from);
    let rows = choices(table.rows, table.rows_from);
    let kind = match table.r#type {
        KindWord::Likert => Kind::Likert { low, high },
        KindWord::Choice => {
            Kind::Choice { options, ordinal: table.ordinal.unwrap_or_default(), near: table.near }
        }
        KindWord::Multi => Kind::Multi { options },
        KindWord::Allocation => Kind::Allocation { options },
        KindWord::Number => Kind::Number {
            unit: table.unit.unwrap_or_default(),
            min: table.min.unwrap_or_default(),
            max: table.max.unwrap_or_default(),
            kind: table.tol_kind.unwrap_or(ToleranceWord::Abs).into(),
            tol: table.tol.unwrap_or_default(),
            far: table.far.unwrap_or_default(),
        },
        KindWord::Matrix => Kind::Matrix { rows, low, high },
        KindWord::MatrixChoice => Kind::MatrixChoice { rows, options },
    };
    Item {
        id: table.id,
        kind,
        role: table.role.into(),
        text: table.text,
        predict: table.predict,
        redline: table.redline,
        reverse: table.reverse,
        sensitive: table.sensitive,
        target: match table.target {
            TargetWord::Own => Target::Own,
            TargetWord::EachPartner => Target::EachPartner,
        },
        score: table.score.into(),
        stages: table.stages.into_iter().map(Into::into).collect(),
        forms: table.forms.into_iter().map(Into::into).collect(),
        gap_says: table.gap_says,
    }
}

fn choices(fixed: Vec<ChoiceTable>, from: Option<FromRecordWord>) -> Options {
    let fixed = fixed.into_iter().map(|choice| Choice { id: choice.id, text: choice.text }).collect();
    Options { from: from.map(Into::into), fixed }
}
