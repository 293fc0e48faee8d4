//! Contributions and shares: how shares are held, the ledger of what each party contributed, and what it holds by it.

use std::collections::BTreeMap;

use askama::Template;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use rowlock_core::access::{Action, Resource};
use rowlock_core::alliance::until;
use rowlock_core::fact::{ContributionKind, ContributionMade, Split, SplitAgreed, capital, number};
use rowlock_core::id::PartyId;
use rowlock_core::ledger::holdings;
use rowlock_documents::Kind;

use super::who::parties;
use crate::case::Scene;
use crate::form::{Fields, Form};
use crate::list::{self, Format};
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::words::day;

#[derive(Template)]
#[template(path = "pages/shares.html")]
struct SharesPage<'a> {
    frame: Frame,
    scene: &'a Scene,
    /// How shares are held, in a sentence; none where nothing is agreed.
    says: Option<String>,
    held: Vec<Held>,
    ledger: Vec<Entry>,
    parties: Vec<(String, String)>,
    kinds: Vec<(String, String)>,
    split: Form,
    form: Form,
    may_agree: bool,
    may_write: bool,
}

/// What one party holds.
struct Held {
    name: String,
    weighted: String,
    share: String,
}

/// A contribution in the ledger.
struct Entry {
    on: Date,
    party: String,
    kind: &'static str,
    what: String,
    amount: f64,
}

impl SharesPage<'_> {
    fn share(&self, id: &str, name: &str) -> String {
        self.split.input(&format!("share-{id}"), &format!("Share of {name}, in percent"), "", "text")
    }

    fn weight(&self, id: &str, words: &str) -> String {
        self.split.input(&format!("weight-{id}"), &format!("{words}: weight"), "", "text")
    }

    fn hows(&self) -> String {
        let options = [
            ("fixed", "Fixed, in percent"),
            ("dynamic", "They follow what each contributes, until a point that we name"),
        ];
        self.split.choices("how", "How are shares held?", "", &options, false)
    }
}

const KINDS: [(&str, ContributionKind); 4] = [
    ("money", ContributionKind::Money),
    ("work", ContributionKind::Work),
    ("thing", ContributionKind::Thing),
    ("name", ContributionKind::Name),
];

/// What a first dynamic split is offered with: money weighs 4 and unpaid work 2, as Moyer (2012) proposes.
fn usual_weight(kind: ContributionKind) -> f64 {
    match kind {
        ContributionKind::Money => 4.0,
        ContributionKind::Work => 2.0,
        ContributionKind::Thing | ContributionKind::Name => 1.0,
    }
}

/// Shows them.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    let mut fields = Fields::default();
    let agreed = scene.alliance.split(scene.on).map(|split| &split.value.split);
    let mut weights: BTreeMap<ContributionKind, f64> =
        ContributionKind::ALL.into_iter().map(|kind| (kind, usual_weight(kind))).collect();
    match agreed {
        None => {}
        Some(Split::Fixed { shares }) => {
            fields.put("how", "fixed");
            for (party, share) in shares {
                fields.put(format!("share-{party}"), number(*share));
            }
        }
        Some(Split::Dynamic { weights: agreed, freeze }) => {
            fields.put("how", "dynamic");
            fields.put("freeze", freeze.clone());
            weights = ContributionKind::ALL.into_iter().map(|kind| (kind, 1.0)).collect();
            weights.extend(agreed);
        }
    }
    for (word, kind) in KINDS {
        fields.put(format!("weight-{word}"), number(weights[&kind]));
    }
    page(&scene, Form::new(fields), Form::default())
}

fn page(scene: &Scene, split: Form, form: Form) -> Result<Page, Oops> {
    let held = holdings(&scene.alliance, scene.on).unwrap_or_default();
    let wrong = if split.is_wrong() { &split } else { &form };
    Page::of(&SharesPage {
        frame: scene.frame(&wrong.title("Contributions and shares"), "control", "charter"),
        says: says(scene),
        held: held
            .iter()
            .map(|held| Held {
                name: scene.alliance.party_name(&held.party).to_owned(),
                weighted: number(held.weighted),
                share: format!("{:.1}\u{a0}%", 100.0 * held.share),
            })
            .collect(),
        ledger: ledger(scene),
        parties: parties(scene),
        kinds: KINDS.map(|(word, kind)| (word.to_owned(), capital(kind.words()))).to_vec(),
        split,
        form,
        may_agree: scene.may(Action::Write, Resource::Charter),
        may_write: scene.may(Action::Write, Resource::Work),
        scene,
    })
}

fn says(scene: &Scene) -> Option<String> {
    let agreed = scene.alliance.split(scene.on)?;
    let since = day(agreed.on);
    Some(match &agreed.value.split {
        Split::Fixed { .. } => format!("Since {since} shares are fixed."),
        Split::Dynamic { weights, freeze } => {
            let weighs = |(_, kind): &(&str, ContributionKind)| {
                format!("{} weighs {}", kind.words(), number(weights.get(kind).copied().unwrap_or(1.0)))
            };
            let told: Vec<String> = KINDS.iter().map(weighs).collect();
            format!(
                "Since {since} shares follow what each contributes: {}. They are fixed at this point: {}.",
                told.join(", "),
                freeze.trim_end_matches('.')
            )
        }
    })
}

fn ledger(scene: &Scene) -> Vec<Entry> {
    let made = until(&scene.alliance.contributions, scene.on).rev().map(|made| Entry {
        on: made.on,
        party: scene.alliance.party_name(&made.value.party).to_owned(),
        kind: made.value.contribution.words(),
        what: made.value.what.clone(),
        amount: made.value.amount,
    });
    made.collect()
}

/// Puts on record how shares are held.
pub(crate) async fn agree(scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let split = match form.fields.text("how") {
        "fixed" => Some(fixed(&scene, &mut form)),
        "dynamic" => Some(dynamic(&mut form)),
        _ => {
            form.say("how", "Choose how shares are held.");
            None
        }
    };
    let (Some(split), false) = (split, form.is_wrong()) else {
        return page(&scene, form, Form::default()).map(IntoResponse::into_response);
    };
    match scene.put(SplitAgreed { split }, "/shares", "saved").await {
        Ok(done) => Ok(done),
        Err(failed) => {
            form.refuse(&failed.refusal()?, &[("shares", "how"), ("weights", "how"), ("freeze", "freeze")]);
            page(&scene, form, Form::default()).map(IntoResponse::into_response)
        }
    }
}

fn fixed(scene: &Scene, form: &mut Form) -> Split {
    let mut shares = BTreeMap::new();
    for (id, name) in parties(scene) {
        let field = format!("share-{id}");
        match (form.number(&field, 0.0, 100.0), PartyId::parse(&id)) {
            (Some(share), Ok(party)) => {
                shares.insert(party, share);
            }
            _ => form.say(&field, format!("Write the share of {name}.")),
        }
    }
    Split::Fixed { shares }
}

fn dynamic(form: &mut Form) -> Split {
    let mut weights = BTreeMap::new();
    for (word, kind) in KINDS {
        let field = format!("weight-{word}");
        match form.number(&field, 0.01, 20.0) {
            Some(weight) => {
                weights.insert(kind, weight);
            }
            None => form.say(&field, "Write a weight above 0, and at most 20."),
        }
    }
    let freeze = form.required("freeze", "the point at which shares are fixed", 300);
    Split::Dynamic { weights, freeze }
}

/// Puts a contribution on the record.
pub(crate) async fn contribute(scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let party = PartyId::parse(form.fields.text("party")).ok();
    let kind = KINDS.iter().find(|(word, _)| *word == form.fields.text("contribution"));
    if party.is_none() {
        form.say("party", "Choose whose it is.");
    }
    if kind.is_none() {
        form.say("contribution", "Choose what kind it is.");
    }
    let what = form.required("what", "what it is", 300);
    let amount = form.number("amount", 0.01, 1e12);
    if amount.is_none() {
        form.say("amount", "Write what it is worth, as you both see it.");
    }
    let (Some(party), Some((_, contribution)), Some(amount), false) = (party, kind, amount, form.is_wrong())
    else {
        return page(&scene, Form::default(), form).map(IntoResponse::into_response);
    };
    let made = ContributionMade { party, contribution: *contribution, amount, what };
    match scene.put(made, "/shares", "saved").await {
        Ok(done) => Ok(done),
        Err(failed) => {
            form.refuse(&failed.refusal()?, &[("party", "party"), ("amount", "amount"), ("what", "what")]);
            page(&scene, Form::default(), form).map(IntoResponse::into_response)
        }
    }
}

/// The ledger as a file.
pub(crate) async fn list(scene: Scene, format: Format) -> Result<Response, Oops> {
    let columns = [
        ("on", Kind::Day),
        ("party", Kind::Text),
        ("kind", Kind::Text),
        ("what", Kind::Text),
        ("worth", Kind::Number),
    ];
    let cells = |entry: Entry| {
        let Entry { on, party, kind, what, amount } = entry;
        vec![on.into(), party.into(), kind.into(), what.into(), amount.into()]
    };
    let sheet = list::sheet("Contributions", &columns, ledger(&scene).into_iter().map(cells));
    list::file(&sheet, format, scene.on)
}
