//! A round with its answers: cases with sheets, and other answers to put in their place.

use rowlock_core::decide::option_ids;
use rowlock_core::fact::RoundForm;
use rowlock_core::framework::{Item, Kind, Options, Target};

use super::{House, TWO};

/// The case with the round open and answered by those whose sheets are given.
pub fn case(form: RoundForm, sheets: &[(&str, String)]) -> String {
    let opened = format!("form = \"{}\"\nopened = 2026-02-02", form.word());
    let mut text = TWO.replace("form = \"full\"", &opened);
    for (person, answers) in sheets {
        text.push_str(&format!(
            "\n[[round.sheet]]\nperson = \"{person}\"\non = 2026-02-05\n[round.sheet.answers]\n{answers}"
        ));
    }
    text
}

/// Some answers to an item, as case files write them.
fn answers(item: &Item, options: &dyn Fn(&Options) -> Vec<String>) -> Vec<String> {
    let quoted = |options: Vec<String>| options.into_iter().map(|id| format!("\"{id}\"")).collect::<Vec<_>>();
    match &item.kind {
        Kind::Likert { .. } => (1..=7).map(|point| point.to_string()).collect(),
        Kind::Choice { options: listed, .. } => quoted(options(listed)),
        Kind::Multi { options: listed } => {
            quoted(options(listed)).into_iter().map(|one| format!("[{one}]")).collect()
        }
        Kind::Number { min, max, .. } => {
            vec![min.to_string(), f64::midpoint(*min, *max).to_string(), max.to_string()]
        }
        Kind::Allocation { options: listed } => {
            options(listed).into_iter().map(|id| format!("{{ {id} = 100 }}")).collect()
        }
        Kind::Matrix { rows, .. } => {
            let rows = options(rows);
            let all =
                |point: u8| rows.iter().map(|row| format!("{row} = {point}")).collect::<Vec<_>>().join(", ");
            [1, 4, 7].map(|point| format!("{{ {} }}", all(point))).to_vec()
        }
        Kind::MatrixChoice { rows, options: listed } => {
            let rows = options(rows);
            let all =
                |id: &str| rows.iter().map(|row| format!("{row} = {id}")).collect::<Vec<_>>().join(", ");
            quoted(options(listed)).iter().map(|id| format!("{{ {} }}", all(id))).collect()
        }
    }
}

/// Every item with some answers to it.
pub async fn items(form: RoundForm) -> Vec<(String, bool, Vec<String>)> {
    let house = House::with(TWO).await;
    let record = rowlock_files::case::read_case("case.toml", TWO).unwrap();
    let (record, _) = record.record(house.framework(), &rowlock_core::seal::Seed([1; 32])).unwrap();
    let (on, ever) = (jiff::civil::date(2026, 2, 5), jiff::civil::Date::MAX);
    let alliance = record.alliance(ever, ever);
    let options = |listed: &Options| -> Vec<String> {
        option_ids(listed, &alliance, on).iter().map(ToString::to_string).collect()
    };
    let items = house.framework().items_of(form);
    items
        .map(|(_, item)| (item.id.to_string(), item.target == Target::Own, answers(item, &options)))
        .collect()
}

/// A sheet that answers every item alike, but one item by the answer that is given.
pub fn sheet(items: &[(String, bool, Vec<String>)], other: &str, exchanged: Option<(&str, &str)>) -> String {
    let mut text = String::new();
    for (id, own, answers) in items {
        let answer = match exchanged {
            Some((item, answer)) if item == id => answer,
            _ => answers[answers.len() / 2].as_str(),
        };
        if *own {
            text.push_str(&format!("{id} = {{ own = {answer} }}\n"));
        } else {
            text.push_str(&format!("{id} = {{ about = {{ {other} = {answer} }} }}\n"));
        }
    }
    text
}

/// A page without what is chance: cipher text, hashes and the ids of alliances.
pub fn plain(body: &str, alliance: &str) -> String {
    let mut text = String::new();
    let mut digits = String::new();
    for c in body.replace(alliance, "…").chars() {
        if c.is_ascii_hexdigit() {
            digits.push(c);
            continue;
        }
        // Long runs of hexadecimal digits are cipher text, hashes and tokens.
        if digits.len() < 12 {
            text.push_str(&digits);
        }
        digits.clear();
        text.push(c);
    }
    if digits.len() < 12 {
        text.push_str(&digits);
    }
    text
}
