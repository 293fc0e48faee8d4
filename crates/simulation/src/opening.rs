//! The opening: who comes in, what is described, what is settled before the start.

use jiff::civil::Date;
use rowlock_core::fact::{
    Actor, AllianceForm, AllianceFounded, BusinessModelDescribed, CapabilityClaimed, ClauseApproved,
    ClauseDrafted, ClientRecorded, ControlPointNamed, Decider, DecisionRightAgreed, FrameworkRef, Holder,
    JointBusinessDescribed, Lever, Need, PaidBy, PartyJoined, PartyKind, PartyRole, PledgeMade,
    PulseScheduled, Respondent, Sale, Stage, StageMoved,
};
use rowlock_core::framework::Area;

use crate::cast::{Cast, Seat};
use crate::chance::Chance;
use crate::kind::Kind;
use crate::plan::{End, Plan};
use crate::rates;
use crate::scribe::{Refused, Scribe, weekday};
use crate::week::{POINTS, id};

/// Weeks between two pulses of the first year.
const PULSE_WEEKS: u32 = 4;

/// The first weeks, in which everything is described and some of it settled.
pub(crate) fn open(scribe: &mut Scribe<'_>, plan: &Plan<'_>, chance: &mut Chance) -> Result<(), Refused> {
    let cast = plan.cast;
    let begun = plan.begins;
    let framework =
        FrameworkRef { id: scribe.framework.id.clone(), version: scribe.framework.version.as_str().into() };
    let lead = id(cast.seats[0].id);
    let founded = AllianceFounded {
        name: cast.name.into(),
        form: AllianceForm::Contract,
        stage: Stage::Considering,
        lead,
        framework,
        from_playbook: None,
        recalled: false,
    };
    scribe.write(begun, &Actor::Rowlock, founded)?;
    for (number, seat) in cast.seats.iter().enumerate() {
        comes_in(scribe, plan, number, seat)?;
    }
    scribe.write(weekday(begun, 1), &Actor::Party(id(cast.seats[0].id)), joint_business(cast))?;
    claims(scribe, plan, chance)?;
    if plan.end == End::Considering {
        return settle(scribe, plan, weekday(begun, 12), chance);
    }
    settle(scribe, plan, weekday(begun, 21), chance)
}

fn comes_in(scribe: &mut Scribe<'_>, plan: &Plan<'_>, number: usize, seat: &Seat) -> Result<(), Refused> {
    let considering = plan.end == End::Considering;
    let role = match number {
        0 => PartyRole::Lead,
        _ if considering => PartyRole::Candidate,
        _ => PartyRole::Partner,
    };
    let joined = PartyJoined {
        party: id(seat.id),
        name: seat.name.into(),
        party_kind: PartyKind::Firm,
        role,
        people: vec![id(seat.person)],
        brings: Some(seat.brings.into()),
    };
    scribe.write(plan.begins, &Actor::Rowlock, joined)?;
    let cast = plan.cast;
    let model = BusinessModelDescribed {
        party: id(seat.id),
        sells: vec![Sale {
            activity: id(seat.id),
            segments: cast.segments.iter().map(|segment| id(segment)).collect(),
            revenue_share: Some(1.0),
        }],
        excludes: Vec::new(),
        segments: cast.segments.iter().map(|segment| id(segment)).collect(),
        rivals: seat.rivals.iter().map(|rival| (*rival).into()).collect(),
        paid_by: vec![PaidBy::FixedPrice],
        ties: Vec::new(),
        pulls: Vec::new(),
    };
    scribe.write(weekday(plan.begins, 1), &Actor::Party(id(seat.id)), model)
}

fn joint_business(cast: &Cast) -> JointBusinessDescribed {
    let all = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    JointBusinessDescribed {
        purpose: cast.purpose.into(),
        offers: all(cast.offers),
        activities: Vec::new(),
        segments: cast.segments.iter().map(|segment| id(segment)).collect(),
        foe: Some(cast.foe.into()),
        in_scope: all(cast.in_scope),
        out_of_scope: all(cast.out_of_scope),
        edge: Vec::new(),
        needs: cast
            .skills
            .iter()
            .map(|skill| Need {
                capability: id(skill),
                level: 5,
                cover: 1,
                hours_a_month: None,
                must_have: true,
            })
            .collect(),
        revenue_aim: None,
    }
}

/// Who can do what. In a failure of the kind "one person" the key ability stands on the last seat alone.
fn claims(scribe: &mut Scribe<'_>, plan: &Plan<'_>, chance: &mut Chance) -> Result<(), Refused> {
    let seats = plan.cast.seats;
    let [common, key] = plan.cast.skills;
    let alone = plan.kind == Kind::OnePerson || chance.happens(rates::SINGLE_COVER);
    let mut held: Vec<(&Seat, &str)> = seats.iter().take(2).map(|seat| (seat, common)).collect();
    held.push((&seats[seats.len() - 1], key));
    if !alone {
        held.push((&seats[0], key));
    }
    for (seat, skill) in held {
        let claimed = CapabilityClaimed {
            party: id(seat.id),
            person: id(seat.person),
            capability: id(skill),
            level: 6,
            peer_level: None,
            evidence: None,
        };
        scribe.write(weekday(plan.begins, 2), &Actor::Party(id(seat.id)), claimed)?;
    }
    Ok(())
}

/// What is settled before the start: area by area, a clause that all sign.
fn settle(scribe: &mut Scribe<'_>, plan: &Plan<'_>, on: Date, chance: &mut Chance) -> Result<(), Refused> {
    let (behind, other) = rates::SETTLED;
    let framework = scribe.framework;
    let mut drafted = Vec::new();
    for area in &framework.areas {
        let is_root = plan.kind.root_area() == Some(area.id.as_str());
        let Some(clause) = first_clause(area, &drafted) else { continue };
        if chance.happens(if is_root { behind } else { other }) {
            drafted.push(clause.clone());
            let text = format!(
                "{}: we do it as we said on {on}, and tell each other before we do otherwise.",
                area.name
            );
            scribe.write(
                on,
                &Actor::Party(id(plan.cast.seats[0].id)),
                ClauseDrafted { clause: clause.clone(), text },
            )?;
            if plan.end == End::Considering {
                continue;
            }
            for seat in plan.cast.seats {
                let approved = ClauseApproved {
                    clause: clause.clone(),
                    version: 1,
                    party: id(seat.id),
                    typed_name: seat.name.into(),
                    method: "on paper".into(),
                };
                scribe.write(on, &Actor::Party(id(seat.id)), approved)?;
            }
        }
    }
    Ok(())
}

fn first_clause<'f>(
    area: &'f Area,
    drafted: &[rowlock_core::id::ClauseId],
) -> Option<&'f rowlock_core::id::ClauseId> {
    area.clauses.iter().find(|clause| !drafted.contains(clause))
}

/// The day on which the joint business begins to run.
pub(crate) fn begin_to_run(
    scribe: &mut Scribe<'_>,
    plan: &Plan<'_>,
    on: Date,
    chance: &mut Chance,
) -> Result<(), Refused> {
    let cast = plan.cast;
    let lead = id(cast.seats[0].id);
    let moved = StageMoved { stage: Stage::Running, why: "the first job is there".into() };
    scribe.write(on, &Actor::Party(lead), moved)?;
    for seat in cast.seats {
        let pledge = PledgeMade { party: id(seat.id), hours_a_week: chance.between(rates::PLEDGE).round() };
        scribe.write(on, &Actor::Party(id(seat.id)), pledge)?;
    }
    for (point, lever) in POINTS {
        let named = ControlPointNamed {
            point: id(point),
            lever,
            what: format!("{} of {}", sentence(lever), cast.name),
            should_hold: Holder::Joint,
        };
        scribe.write(on, &Actor::Rowlock, named)?;
    }
    scribe.write(on, &Actor::Rowlock, spending(cast))?;
    clients(scribe, cast, on, chance)?;
    if chance.happens(rates::ASKS_PULSES) {
        let asked = PulseScheduled {
            every_weeks: PULSE_WEEKS,
            respondents: cast.seats.iter().map(respondent).collect(),
            answer_within_days: 6,
        };
        scribe.write(on, &Actor::Rowlock, asked)?;
    }
    Ok(())
}

pub(crate) fn respondent(seat: &Seat) -> Respondent {
    Respondent { person: id(seat.person), party: id(seat.id) }
}

fn sentence(lever: Lever) -> String {
    let mut words = lever.words().to_owned();
    words[..1].make_ascii_uppercase();
    words
}

/// Money above a limit needs all of them.
fn spending(cast: &Cast) -> DecisionRightAgreed {
    let all: Vec<_> = cast.seats.iter().map(|seat| id(seat.id)).collect();
    DecisionRightAgreed {
        decision_kind: id("spending"),
        name: "Spending above the limit".into(),
        proposes: all.clone(),
        must_agree: all.clone(),
        heard: Vec::new(),
        decides: Decider::All,
        carries_out: all,
        limit: Some(1_000.0),
        reserved: false,
    }
}

fn clients(scribe: &mut Scribe<'_>, cast: &Cast, on: Date, chance: &mut Chance) -> Result<(), Refused> {
    let seats = cast.seats;
    for (number, name) in cast.clients.iter().enumerate() {
        let contact = chance.place(seats.len());
        let second = (contact + 1) % seats.len();
        let recorded = ClientRecorded {
            client: id(&format!("client-{number}")),
            name: (*name).into(),
            contact: id(seats[contact].id),
            second: chance.happens(rates::SECOND_CONTACT).then(|| id(seats[second].id)),
            revenue: (chance.between((2.0, 20.0)) * 1_000.0).round(),
        };
        scribe.write(on, &Actor::Party(id(seats[contact].id)), recorded)?;
    }
    Ok(())
}
