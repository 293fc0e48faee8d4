//! What an alliance has to talk about: everything on its record that waits for a word, a deed or a decision. The
//! agenda of a meeting is made of it, and so are the digest and the calendar.

use jiff::ToSpan;
use jiff::civil::Date;
use rowlock_core::access::{Action, Resource};
use rowlock_core::alliance::{AttemptOutcome, Obligation, by_then};
use rowlock_core::charter::party_names;
use rowlock_core::id::ObligationId;

use crate::case::Scene;
use crate::pages::diligence;
use crate::words::{count, day};

/// One matter.
pub(crate) struct Matter {
    /// In a sentence.
    pub text: String,
    /// Its page, as a path within the alliance.
    pub path: String,
    /// The day that it is about, where it has one.
    pub due: Option<Date>,
    /// Whether that day is over.
    pub is_late: bool,
}

/// Matters of one kind.
pub(crate) struct Topic {
    /// What they have in common.
    pub title: &'static str,
    /// One of them, and many.
    nouns: [&'static str; 2],
    /// The matters, the most pressing first.
    pub matters: Vec<Matter>,
}

impl Topic {
    /// How many there are, in words.
    pub fn counted(&self) -> String {
        count(self.matters.len(), self.nouns[0], self.nouns[1])
    }
}

/// How many days ahead an agenda looks.
const AHEAD: i64 = 14;

/// Everything that waits, by kind, as far as whoever looks may see it.
pub(crate) fn agenda(scene: &Scene) -> Vec<Topic> {
    let mut topics = Vec::new();
    let mut add = |title, nouns, resource, matters: fn(&Scene) -> Vec<Matter>| {
        if scene.seat.may(Action::See, resource) {
            let mut matters = matters(scene);
            matters.sort_by_key(|matter| (!matter.is_late, matter.due.is_none(), matter.due));
            if !matters.is_empty() {
                topics.push(Topic { title, nouns, matters });
            }
        }
    };
    add("Issues that are open", ["open issue", "open issues"], Resource::Issue, issues);
    add(
        "Stop rules that ask for a decision",
        ["stop rule that asks for a decision", "stop rules that ask for a decision"],
        Resource::Charter,
        stop_rules,
    );
    add(
        "Proposals that wait for an answer",
        ["proposal that waits for an answer", "proposals that wait for an answer"],
        Resource::Attempt,
        attempts,
    );
    add(
        "Projects that nobody has decided on",
        ["project that nobody has decided on", "projects that nobody has decided on"],
        Resource::Work,
        projects,
    );
    add(
        "Promises that are due",
        ["promise that is due", "promises that are due"],
        Resource::Meeting,
        obligations,
    );
    add(
        "Clauses that wait for approval",
        ["clause that waits for approval", "clauses that wait for approval"],
        Resource::Charter,
        clauses,
    );
    add(
        "Gaps that nobody has settled",
        ["gap that nobody has settled", "gaps that nobody has settled"],
        Resource::Gap,
        gaps,
    );
    add(
        "Scores that are missing",
        ["scoring that waits for scores", "scorings that wait for scores"],
        Resource::Candidate,
        scores,
    );
    add(
        "Trials that are to be debriefed",
        ["trial to be debriefed", "trials to be debriefed"],
        Resource::Candidate,
        trials,
    );
    add(
        "A hand-over that waits for consent",
        ["hand-over that waits for consent", "hand-overs that wait for consent"],
        Resource::HandOver,
        hand_overs,
    );
    add(
        "Diligence packs that are due",
        ["exchange of packs that is due", "exchanges of packs that are due"],
        Resource::Diligence,
        packs,
    );
    add(
        "Evidence that goes stale",
        ["piece of evidence that goes stale", "pieces of evidence that go stale"],
        Resource::Diligence,
        evidence,
    );
    add(
        "Control points to look at",
        ["control point to look at", "control points to look at"],
        Resource::ControlPoint,
        control_points,
    );
    topics
}

fn scores(scene: &Scene) -> Vec<Matter> {
    let open = scene
        .alliance
        .scorings
        .iter()
        .filter(|(_, scoring)| scoring.opened.on <= scene.on && !scoring.is_locked(scene.on));
    let seen = open.filter(|(_, scoring)| {
        let viewer = scene.seat.viewer();
        let seen = rowlock_core::gate::scores(scoring, &viewer, &scene.alliance, &scene.case.ring, scene.on);
        matches!(seen, rowlock_core::gate::ScoresSeen::Count { .. })
    });
    let missing = seen.map(|(id, scoring)| {
        let waits =
            scoring.reviewers(scene.on).filter(|one| scoring.waits_for(&one.person, scene.on)).count();
        let text = format!("Candidates are being scored: {} missing", count(waits, "sheet is", "sheets are"));
        matter(scene, text, format!("/scorings/{id}"), None)
    });
    missing.collect()
}

fn trials(scene: &Scene) -> Vec<Matter> {
    let ahead = scene.on.checked_add(AHEAD.days()).unwrap_or(scene.on);
    let due = scene.alliance.trials.values().filter(|trial| {
        let agreed = &trial.agreed;
        let unheard = !trial.debriefs.iter().any(|debrief| debrief.on <= scene.on);
        agreed.on <= scene.on && agreed.value.until <= ahead && unheard
    });
    due.map(|trial| {
        let agreed = &trial.agreed.value;
        let name = scene.alliance.party_name(&agreed.party);
        let text = format!("The trial with {name} ends on {}: say what both sides saw", day(agreed.until));
        matter(scene, text, format!("/candidates/{}", agreed.party), Some(agreed.until))
    })
    .collect()
}

fn matter(scene: &Scene, text: String, path: String, due: Option<Date>) -> Matter {
    Matter { text, path, due, is_late: due.is_some_and(|due| due < scene.on) }
}

fn soon(scene: &Scene) -> Date {
    scene.on.checked_add(AHEAD.days()).unwrap_or(scene.on)
}

fn issues(scene: &Scene) -> Vec<Matter> {
    let open = scene.alliance.issues.iter().filter(|(_, issue)| issue.is_open(scene.on));
    let told = open.map(|(id, issue)| {
        let text = issue.raised.value.summary.clone();
        matter(scene, text, format!("/issues/{id}"), issue.answer_by(scene.on))
    });
    told.collect()
}

fn stop_rules(scene: &Scene) -> Vec<Matter> {
    let rules = scene.alliance.stop_rules.values().filter(|rule| {
        let due =
            rule.agreed.value.by_date <= soon(scene) || by_then(rule.reached.as_ref(), scene.on).is_some();
        rule.agreed.on <= scene.on && by_then(rule.answered.as_ref(), scene.on).is_none() && due
    });
    let told = rules.map(|rule| {
        let due = Some(rule.agreed.value.by_date);
        matter(scene, rule.agreed.value.sign.clone(), "/stop-rules".to_owned(), due)
    });
    told.collect()
}

fn attempts(scene: &Scene) -> Vec<Matter> {
    let parties = scene.alliance.signers(scene.on);
    let open = scene.alliance.attempts.iter().filter(|(_, attempt)| {
        attempt.begun.on <= scene.on && attempt.outcome(&parties, scene.on) == AttemptOutcome::Open
    });
    let told = open.map(|(id, attempt)| {
        let begun = &attempt.begun.value;
        let who = scene.alliance.party_name(&begun.by);
        let text = format!("{who} proposes: {}", begun.proposal);
        matter(scene, text, format!("/attempts/{id}"), Some(begun.decide_by))
    });
    told.collect()
}

fn projects(scene: &Scene) -> Vec<Matter> {
    let open = scene.alliance.projects_on(scene.on).filter(|(_, project)| {
        project.decision(scene.on).is_none() && by_then(project.ended.as_ref(), scene.on).is_none()
    });
    let told = open.map(|(id, project)| {
        let begun = by_then(project.started.as_ref(), scene.on);
        let name = &project.proposed.value.name;
        let text = match begun {
            Some(begun) => format!("{name}; work on it began on {}", day(begun.on)),
            None => name.clone(),
        };
        matter(scene, text, format!("/projects/{id}"), None)
    });
    told.collect()
}

/// Promises that are neither done nor noted as missed.
pub(crate) fn open_obligations(scene: &Scene) -> impl Iterator<Item = (&ObligationId, &Obligation)> {
    scene.alliance.obligations.iter().filter(|(_, obligation)| {
        obligation.taken.on <= scene.on
            && !obligation.is_done(scene.on)
            && by_then(obligation.missed.as_ref(), scene.on).is_none()
    })
}

fn obligations(scene: &Scene) -> Vec<Matter> {
    let due = open_obligations(scene).filter(|(_, obligation)| obligation.taken.value.due <= soon(scene));
    let told = due.map(|(_, obligation)| {
        let taken = &obligation.taken.value;
        let text = format!("{}: {}", scene.alliance.party_name(&taken.who), taken.what);
        matter(scene, text, "/obligations".to_owned(), Some(taken.due))
    });
    told.collect()
}

fn clauses(scene: &Scene) -> Vec<Matter> {
    let signers = scene.alliance.signers(scene.on);
    let mut told = Vec::new();
    for (id, clause) in &scene.alliance.clauses {
        let Some(version) = clause.latest(scene.on) else { continue };
        if by_then(version.value.agreed.as_ref(), scene.on).is_some() {
            continue;
        }
        let approved = |party: &&&rowlock_core::id::PartyId| {
            !version.value.approvals.iter().any(|given| given.on <= scene.on && given.value.party == ***party)
        };
        let missing: Vec<_> = signers.iter().filter(approved).map(|party| (*party).clone()).collect();
        let name = scene.app.framework.clauses.iter().find(|known| known.id == *id);
        let name = name.map_or_else(|| id.to_string(), |known| known.name.clone());
        let text = format!("{name}: waits for {}", party_names(&scene.alliance, &missing));
        told.push(matter(scene, text, format!("/charter/{id}"), None));
    }
    told
}

fn gaps(scene: &Scene) -> Vec<Matter> {
    let open = scene.alliance.gaps.iter().filter(|(_, gap)| {
        gap.confirmed.iter().any(|said| said.on <= scene.on)
            && by_then(gap.settled.as_ref(), scene.on).is_none()
    });
    let told = open.map(|(key, gap)| {
        let area = scene.app.framework.area(&key.area);
        let name = area.map_or_else(|| key.area.to_string(), |area| area.name.clone());
        let since =
            gap.confirmed.first().map_or(String::new(), |said| format!(", confirmed on {}", day(said.on)));
        matter(scene, format!("{name}{since}"), "/charter".to_owned(), None)
    });
    told.collect()
}

fn packs(scene: &Scene) -> Vec<Matter> {
    let due = diligence::open_exchanges(scene).filter(|exchange| exchange.opened.value.due <= soon(scene));
    let told = due.map(|exchange| {
        let opened = &exchange.opened.value;
        let missing: Vec<_> = exchange.missing(scene.on).into_iter().cloned().collect();
        let text = format!("Packs missing of {}", party_names(&scene.alliance, &missing));
        matter(scene, text, format!("/diligence/{}", opened.exchange), Some(opened.due))
    });
    told.collect()
}

fn hand_overs(scene: &Scene) -> Vec<Matter> {
    let Some(asked) = scene.alliance.hand_over_asked() else { return Vec::new() };
    let missing: Vec<_> = scene.alliance.not_yet_consented(asked, scene.on).into_iter().cloned().collect();
    if missing.is_empty() {
        return Vec::new();
    }
    let text = format!("Waits for the consent of {}", party_names(&scene.alliance, &missing));
    vec![matter(scene, text, "/hand-over".to_owned(), None)]
}

fn evidence(scene: &Scene) -> Vec<Matter> {
    let stale = diligence::going_stale(scene).into_iter();
    stale.map(|(text, path, until)| matter(scene, text, path, Some(until))).collect()
}

fn control_points(scene: &Scene) -> Vec<Matter> {
    let named = scene.alliance.control_points.iter().filter(|(_, point)| point.named.on <= scene.on);
    let told = named.filter_map(|(id, point)| {
        let row = crate::pages::control_points::row(scene, id, point);
        let text = format!("{}: {}", row.what, row.word.to_lowercase());
        (row.mark != "clear").then(|| matter(scene, text, format!("/control-points/{id}"), None))
    });
    told.collect()
}
