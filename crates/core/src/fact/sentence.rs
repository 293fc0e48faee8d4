//! Each fact as one plain sentence, for lists of evidence and the time line.

use std::fmt::Write;

use crate::alliance::Alliance;
use crate::fact::{Absence, ReleaseScope, RoundForm, Settlement, Work};
use crate::fact::{
    Admission, Again, Cause, Course, Decider, Disclosure, Event, Finding, Holder, Outcome, PartyRole, Split,
    Together, UnderSeal, Weighting, Works,
};
use crate::id::PartyId;

/// An id in words: `hvac-engineering` becomes "hvac engineering".
pub fn words(id: &str) -> String {
    id.replace(['-', '_'], " ")
}

/// An amount with its thousands set apart: 38000 becomes "38,000".
pub fn amount(value: f64) -> String {
    let digits = format!("{:.0}", value.abs());
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    if value < 0.0 && digits != "0" { format!("-{text}") } else { text }
}

/// A number with at most one decimal; from 100 on whole, with its thousands set apart.
pub fn number(value: f64) -> String {
    if value.abs() >= 100.0 || (value - value.round()).abs() < 0.05 {
        // Also a sum of nothing, which is -0 to a machine.
        amount(value)
    } else {
        format!("{value:.1}")
    }
}

/// Names in a row: "a", "a and b", "a, b and c".
pub fn list<S: AsRef<str>>(names: &[S]) -> String {
    let mut text = String::new();
    for (place, name) in names.iter().enumerate() {
        if place > 0 {
            text.push_str(if place + 1 == names.len() { " and " } else { ", " });
        }
        text.push_str(name.as_ref());
    }
    text
}

/// The same text, beginning with a capital letter.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn clip(text: &str) -> String {
    let first = text.lines().next().unwrap_or_default().trim();
    if first.chars().count() <= 140 {
        return first.trim_end_matches('.').to_owned();
    }
    let cut: String = first.chars().take(137).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{} …", &cut[..end])
}

struct Names<'a>(&'a Alliance);

impl Names<'_> {
    fn one(&self, party: &PartyId) -> String {
        self.0.party_name(party).to_owned()
    }

    fn all(&self, parties: &[PartyId]) -> String {
        list(&parties.iter().map(|party| self.one(party)).collect::<Vec<_>>())
    }

    fn holder(&self, holder: &Holder) -> String {
        match holder {
            Holder::Joint => "the joint business".to_owned(),
            Holder::Party(party) => self.one(party),
            Holder::Outside => "somebody outside".to_owned(),
            Holder::Unknown => "nobody knows".to_owned(),
        }
    }

    fn decider(&self, decider: &Decider) -> String {
        match decider {
            Decider::Lead => "the lead party".to_owned(),
            Decider::Party(party) => self.one(party),
            Decider::Majority => "a majority".to_owned(),
            Decider::All => "all parties".to_owned(),
        }
    }

    fn project(&self, project: &crate::id::ProjectId) -> String {
        self.0
            .projects
            .get(project)
            .map_or_else(|| words(project.as_str()), |p| p.proposed.value.name.clone())
    }

    fn issue(&self, issue: &crate::id::IssueId) -> String {
        self.0.issues.get(issue).map_or_else(|| words(issue.as_str()), |i| clip(&i.raised.value.summary))
    }

    fn cause(&self, cause: &Cause) -> String {
        match cause {
            Cause::Issue(id) => format!("an earlier issue ({})", self.issue(id)),
            Cause::Project(id) => format!("the project \u{201c}{}\u{201d}", self.project(id)),
            Cause::Clause(id) => format!("the clause \u{201c}{}\u{201d} or its absence", words(id.as_str())),
            Cause::Interest(id) => format!("an outside interest ({})", words(id.as_str())),
            Cause::ControlPoint(id) => format!("a control point ({})", words(id.as_str())),
        }
    }
}

/// Says in one sentence, without a full stop, what `event` puts on the record of `alliance`.
#[expect(clippy::too_many_lines, reason = "one arm for each kind of fact: it reads as a table")]
pub fn sentence(event: &Event, alliance: &Alliance) -> String {
    let name = Names(alliance);
    match event {
        Event::AllianceFounded(data) => {
            format!("The record of {} begins; stage: {}", data.name, data.stage.word())
        }
        Event::StageMoved(data) => format!("Stage: {}. {}", data.stage.word(), clip(&data.why)),
        Event::FormChanged(data) => {
            format!("Another form: {:?}. {}", data.form, clip(&data.why)).to_lowercase()
        }
        Event::JointBusinessDescribed(data) => format!("Joint business: {}", clip(&data.purpose)),
        Event::PartyJoined(data) => match data.role {
            PartyRole::Candidate => format!("{} is considered as a partner", data.name),
            PartyRole::Lead => format!("{} leads", data.name),
            _ => format!("{} is in as a partner", data.name),
        },
        Event::PartyRoleChanged(data) => {
            let now = match data.role {
                PartyRole::Lead => "leads from now on",
                PartyRole::Partner => "becomes a partner",
                PartyRole::Candidate => "becomes a candidate",
                PartyRole::Left => "is not, or no longer, in it",
            };
            format!("{} {now}: {}", name.one(&data.party), clip(&data.why))
        }
        Event::AbsenceSaid(data) => {
            let (by, of, why) = (name.one(&data.by), name.one(&data.party), clip(&data.why));
            match data.absence {
                Absence::Left => format!("{by} says that {of} has left: {why}"),
                Absence::Silent => format!("{by} says that nobody speaks for {of} any more: {why}"),
            }
        }
        Event::BusinessModelDescribed(data) => format!("{}: own business described", name.one(&data.party)),
        Event::CapabilityClaimed(data) => {
            let seen = data.peer_level.map_or(String::new(), |level| format!(", peers see {level}"));
            let (party, capability) = (name.one(&data.party), words(data.capability.as_str()));
            format!("{party} brings {capability}, level {} of 7{seen}", data.level)
        }
        Event::CapabilityEnded(data) => {
            let (party, capability) = (name.one(&data.party), words(data.capability.as_str()));
            format!("{party} loses one person for {capability}: {}", clip(&data.why))
        }
        Event::AccountsCompared(data) => format!(
            "Accounts compared: {} common of {} ({}) and {} ({})",
            data.common,
            data.accounts[0],
            name.one(&data.between[0]),
            data.accounts[1],
            name.one(&data.between[1]),
        ),
        Event::DiligenceAsked(data) => {
            format!("Due diligence on {}: {} asked for", name.one(&data.party), words(data.check.as_str()))
        }
        Event::DiligenceFound(data) => {
            let finding = match data.finding {
                Finding::Clear => "clear",
                Finding::Flag => "flag",
                Finding::RedFlag => "red flag",
            };
            let (party, check) = (name.one(&data.party), words(data.check.as_str()));
            format!("Due diligence on {party}: {check}, {finding}. {}", clip(&data.evidence))
        }
        Event::DiligenceExchanged(data) => {
            format!("{} exchange their diligence packs", name.all(&data.parties))
        }
        Event::ExchangeOpened(data) => format!(
            "Due diligence between {}: the same {} checks on each side, packs due on {}",
            name.all(&data.parties),
            data.checks.len(),
            data.due,
        ),
        Event::PackHandedIn(data) => format!("{} hands in its diligence pack, sealed", name.one(&data.party)),
        Event::PackTakenBack(data) => format!("{} takes its diligence pack back", name.one(&data.party)),
        Event::DiligenceConsented(data) => {
            let said = |checks: &[crate::id::CheckId]| {
                list(&checks.iter().map(|check| words(check.as_str())).collect::<Vec<_>>())
            };
            let party = name.one(&data.party);
            match (data.consented.as_slice(), data.declined.as_slice()) {
                ([], []) => format!("{party} was asked for no written consent"),
                ([], declined) => format!("{party} declines {}", said(declined)),
                (given, []) => format!("{party} consents in writing to {}", said(given)),
                (given, declined) => {
                    format!("{party} consents in writing to {} and declines {}", said(given), said(declined))
                }
            }
        }
        Event::ExchangeClosed(data) => {
            let parties = alliance.pack_exchanges.get(&data.exchange);
            let parties = parties.map_or_else(String::new, |known| name.all(&known.opened.value.parties));
            format!("Due diligence between {parties} ends without an exchange: {}", clip(&data.why))
        }
        Event::AdviserInvited(data) => format!("{} asks an adviser in", name.one(&data.by)),
        Event::AdviserConsented(data) => format!("{} lets the adviser see the case", name.one(&data.party)),
        Event::AdviserRevoked(data) => {
            format!("{} takes the consent for the adviser back", name.one(&data.party))
        }
        Event::RoundDrafted(data) => {
            let form = match data.form {
                RoundForm::Full => "full",
                RoundForm::Short => "short",
                RoundForm::Pulse => "pulse",
                RoundForm::Debrief => "debrief",
            };
            format!("A {form} round for {} respondents: {}", data.respondents.len(), clip(&data.why))
        }
        Event::RoundOpened(_) => "The round opens, its rule frozen".to_owned(),
        Event::AnswersSubmitted(_) => "One respondent submits sealed answers".to_owned(),
        Event::RespondentWithdrew(_) => "One respondent withdraws from the round".to_owned(),
        Event::RoundLocked(_) => "The round is locked; a word for each area may be shown".to_owned(),
        Event::ResultKept(_) => "The result of the round is kept, sealed".to_owned(),
        Event::ReleaseConsented(data) => {
            format!("{} agrees to the release of {}", name.one(&data.party), scope(data.scope))
        }
        Event::ItemsReleased(data) => format!("All agree: {} are released", scope(data.scope)),
        Event::GapConfirmed(data) => {
            format!("{} confirms a difference on {}", name.one(&data.by), words(data.area.as_str()))
        }
        Event::GapMisread(data) => {
            format!("{} misread a question on {}", name.one(&data.by), words(data.area.as_str()))
        }
        Event::GapSettled(data) => match &data.how {
            Settlement::Clause(clause) => format!(
                "The gap on {} is closed by the clause \u{201c}{}\u{201d}",
                words(data.area.as_str()),
                words(clause.as_str())
            ),
            Settlement::AcceptedDifference(text) => {
                format!("A difference on {} is accepted: {}", words(data.area.as_str()), clip(text))
            }
        },
        Event::ClauseDrafted(data) => {
            format!("Clause \u{201c}{}\u{201d} drafted", words(data.clause.as_str()))
        }
        Event::ClauseApproved(data) => format!(
            "{} approves clause \u{201c}{}\u{201d}, version {}",
            name.one(&data.party),
            words(data.clause.as_str()),
            data.version
        ),
        Event::ClauseCommented(data) => format!(
            "{} on clause \u{201c}{}\u{201d}, version {}: {}",
            data.by.as_ref().map_or_else(|| "The adviser".to_owned(), |party| name.one(party)),
            words(data.clause.as_str()),
            data.version,
            clip(&data.text)
        ),
        Event::LadderAgreed(data) => {
            let steps: Vec<String> =
                data.steps.iter().map(|step| format!("{} ({} days)", clip(&step.what), step.days)).collect();
            format!("The ladder agreed: {}", steps.join("; "))
        }
        Event::PulseScheduled(data) if data.every_weeks == 0 => "No more pulses are planned".to_owned(),
        Event::PulseScheduled(data) => {
            format!(
                "A pulse is planned every {} weeks, of {} people",
                data.every_weeks,
                data.respondents.len()
            )
        }
        Event::SplitAgreed(data) => match &data.split {
            Split::Fixed { shares } => format!("Shares agreed for {} parties", shares.len()),
            Split::Dynamic { freeze, .. } => {
                format!("Shares follow contributions until they are fixed: {}", clip(freeze))
            }
        },
        Event::ContributionMade(data) => format!(
            "{} contributes {}, worth {}: {}",
            name.one(&data.party),
            data.contribution.words(),
            amount(data.amount),
            clip(&data.what)
        ),
        Event::CandidateProfiled(data) => format!("{} offers {}", name.one(&data.party), offer(data)),
        Event::PairJudged(data) => {
            let how = match data.together {
                Together::Apart => "cannot be on one team",
                Together::Chafe => "would chafe",
                Together::Neutral => "are neither better nor worse together",
                Together::Well => "would work well together",
            };
            format!("{} {how}: {}", name.all(&data.between), clip(&data.why))
        }
        Event::ScoringOpened(data) => format!(
            "A scoring of {} by {} criteria begins, with {} who each score alone",
            name.all(&data.candidates),
            data.criteria.len(),
            people(data.reviewers.len())
        ),
        Event::ScoresSubmitted(data) => format!("{} hands in scores, sealed", data.person),
        Event::ReviewerExcused(data) => format!("{} does not score: {}", data.person, clip(&data.why)),
        Event::ScoringLocked(_) => "All have scored: the scores are open to all who scored".to_owned(),
        Event::CriteriaWeighted(data) => match &data.weighting {
            Weighting::Ranking(order) => format!("{} criteria ranked by how much they matter", order.len()),
            Weighting::Swings(points) => format!("{} criteria weighted by points", points.len()),
        },
        Event::TrialAgreed(data) => {
            format!("A trial with {} until {}: {}", name.one(&data.party), data.until, clip(&data.what))
        }
        Event::TrialDebriefed(data) => {
            let again = match data.again {
                Again::Yes => "would do it again",
                Again::Differently => "would do it again with other arrangements",
                Again::No => "would not do it again",
            };
            format!("After the trial {} {again}: {}", name.one(&data.by), clip(&data.seen))
        }
        Event::SelectionConcluded(data) if data.chosen.is_empty() => {
            format!("The selection ends without a suitable candidate: {}", clip(&data.why))
        }
        Event::SelectionConcluded(data) => {
            format!("The selection ends with {}: {}", name.all(&data.chosen), clip(&data.why))
        }
        Event::DecisionRightAgreed(data) => {
            format!("Decision table: {} is decided by {}", clip(&data.name), name.decider(&data.decides))
        }
        Event::VotingAgreed(data) => {
            format!("Votes agreed for {} parties; {} carry", data.votes.len(), number(data.quota))
        }
        Event::AdmissionTestAgreed(data) => {
            let count = data.questions.len();
            format!("Admission test agreed: {count} questions, decided by {}", name.decider(&data.decides))
        }
        Event::StopRuleAgreed(data) => format!("Stop rule for {}: {}", data.by_date, clip(&data.sign)),
        Event::StopRuleReached(data) => format!("The sign of a stop rule is there: {}", clip(&data.what)),
        Event::StopRuleAnswered(data) => format!("Stop rule answered: {}", clip(&data.decision)),
        Event::ProjectProposed(data) => {
            format!("{} brings the project \u{201c}{}\u{201d}", name.one(&data.proposer), data.name)
        }
        Event::ProjectStarted(data) => {
            format!("Work begins on \u{201c}{}\u{201d}", name.project(&data.project))
        }
        Event::ProjectDecided(data) => {
            let decided = match data.admission {
                Admission::Admit => "is admitted",
                Admission::Refuse => "is refused",
                Admission::Refer => "is referred out",
                Admission::Outside => "is done outside, disclosed",
                Admission::AmendScope => "is admitted by amending the scope",
            };
            let project = name.project(&data.project);
            format!("\u{201c}{project}\u{201d} {decided} by {}: {}", name.all(&data.by), clip(&data.why))
        }
        Event::ScopeJudged(data) => {
            let side = if data.in_scope { "inside" } else { "outside" };
            format!(
                "{} sees \u{201c}{}\u{201d} {side} the scope",
                name.one(&data.party),
                name.project(&data.project)
            )
        }
        Event::ProjectPaid(data) => {
            let (project, to) = (name.project(&data.project), name.holder(&data.to));
            format!("\u{201c}{project}\u{201d} is paid: {} to {to}", amount(data.amount))
        }
        Event::ProjectEnded(data) => {
            format!("\u{201c}{}\u{201d} ends: {}", name.project(&data.project), clip(&data.how))
        }
        Event::PledgeMade(data) => {
            format!("{} pledges {} hours a week", name.one(&data.party), number(data.hours_a_week))
        }
        Event::EffortRecorded(data) => {
            let work = match &data.work {
                Work::Joint => "joint work".to_owned(),
                Work::Outside => "work outside".to_owned(),
                Work::Project(project) => format!("\u{201c}{}\u{201d}", name.project(project)),
            };
            let (party, hours) = (name.one(&data.party), number(data.hours));
            format!("{party}: {hours} hours on {work}, {} to {}", data.from, data.to)
        }
        Event::LeadFound(data) => format!("{} finds a lead: {}", name.one(&data.by), clip(&data.what)),
        Event::LeadPassed(data) => {
            format!("The lead \u{201c}{}\u{201d} is passed to the joint business", words(data.lead.as_str()))
        }
        Event::LeadKept(data) => {
            let what = alliance.leads.get(&data.lead).map(|lead| clip(&lead.found.value.what));
            let what = what.unwrap_or_else(|| words(data.lead.as_str()));
            format!("{} keeps a lead: {what}", name.one(&data.by))
        }
        Event::InterestNoted(data) => {
            let how = match &data.disclosure {
                Disclosure::Declared => "declared".to_owned(),
                Disclosure::DeclaredLate => "declared late".to_owned(),
                Disclosure::FoundBy(party) => format!("found by {}", name.one(party)),
            };
            format!("Outside interest of {}, {how}: {}", name.one(&data.party), clip(&data.what))
        }
        Event::ClientRecorded(data) => {
            let second = data.second.as_ref().map_or("nobody".to_owned(), |party| name.one(party));
            format!("Client {}: main contact {}, second {second}", data.name, name.one(&data.contact))
        }
        Event::IssueRaised(data) => {
            let mut text = format!("Issue between {}: {}", name.all(&data.between), clip(&data.summary));
            if !data.caused_by.is_empty() {
                let causes: Vec<_> = data.caused_by.iter().map(|cause| name.cause(cause)).collect();
                let _ = write!(text, "; led to by {}", list(&causes));
            }
            text
        }
        Event::IssueStepped(data) => {
            format!("Issue \u{201c}{}\u{201d}: {}", name.issue(&data.issue), clip(&data.step))
        }
        Event::IssueCauseNamed(data) => {
            let (issue, by, cause) = (name.issue(&data.issue), name.one(&data.by), name.cause(&data.cause));
            format!("Issue \u{201c}{issue}\u{201d}: {by} names {cause} as what led to it")
        }
        Event::IssueClosed(data) => {
            format!("Issue closed \u{201c}{}\u{201d}: {}", name.issue(&data.issue), clip(&data.how))
        }
        Event::IssueReopened(data) => {
            format!("Issue reopened \u{201c}{}\u{201d}: {}", name.issue(&data.issue), clip(&data.why))
        }
        Event::DecisionTaken(data) => {
            let what = clip(&data.what);
            let sum = data.amount.map_or(String::new(), |sum| format!(" ({})", amount(sum)));
            let against = match data.against.as_slice() {
                [] => String::new(),
                parties => format!(", against {}", name.all(parties)),
            };
            let verb = if data.carried { "Decided" } else { "Not carried" };
            format!("{verb}: {what}{sum}, by {}{against}", name.all(&data.by))
        }
        Event::ControlPointNamed(data) => {
            format!("Control point: {}; should be with {}", clip(&data.what), name.holder(&data.should_hold))
        }
        Event::ControlPointChecked(data) => {
            let works = match data.works_for_lead {
                Works::Yes => "works for the lead party",
                Works::No => "does not work for the lead party",
                Works::Unknown => "nobody has tried",
            };
            let what = alliance.control_points.get(&data.point).map(|point| clip(&point.named.value.what));
            let what = what.unwrap_or_else(|| words(data.point.as_str()));
            format!("Checked: {what}, held by {}; {works}. {}", name.holder(&data.holder), clip(&data.seen))
        }
        Event::ObligationTaken(data) => {
            format!("{} takes on by {}: {}", name.one(&data.who), data.due, clip(&data.what))
        }
        Event::ObligationDone(data) => format!("Done: {}", name.obligation(&data.obligation)),
        Event::ObligationMissed(data) => {
            format!("Missed: {}. {}", name.obligation(&data.obligation), clip(&data.note))
        }
        Event::MeetingPlanned(data) => format!("Meeting planned for {}: {}", data.due, clip(&data.about)),
        Event::MeetingHeld(data) => {
            let absent = match data.absent.as_slice() {
                [] => String::new(),
                parties => format!(", without {}", name.all(parties)),
            };
            format!("Meeting of {}{absent}: {}", name.all(&data.present), clip(&data.minutes))
        }
        Event::MeetingCancelled(data) => {
            format!("Meeting cancelled by {}: {}", name.all(&data.by), clip(&data.why))
        }
        Event::ThresholdChanged(data) => format!(
            "Threshold of \u{201c}{}\u{201d}: {} is now {}. {}",
            words(data.signal.as_str()),
            words(&data.number),
            data.value,
            clip(&data.why)
        ),
        Event::AttemptBegun(data) => {
            let kind = if data.structured { "Structured attempt" } else { "Attempt" };
            format!(
                "{kind} by {}, to be answered by {}: {}",
                name.one(&data.by),
                data.decide_by,
                clip(&data.proposal)
            )
        }
        Event::AttemptAnswered(data) => {
            let verb = if data.accepts { "accepts" } else { "refuses" };
            format!("{} {verb} the proposal: {}", name.one(&data.party), clip(&data.why))
        }
        Event::LeavingEstimated(data) => format!(
            "Leaving now: {} ({}). In six months: {} ({}). Staying: {} ({})",
            amount(data.now.amount),
            clip(&data.now.what),
            amount(data.in_six_months.amount),
            clip(&data.in_six_months.what),
            amount(data.staying.amount),
            clip(&data.staying.what)
        ),
        Event::BreachFound(data) => format!("Breach by {}: {}", name.one(&data.party), clip(&data.what)),
        Event::OwnerDecided(data) => {
            let course = match data.course {
                Course::GoAhead => "go ahead",
                Course::SettleFirst => "settle first",
                Course::DoNotStart => "do not start",
                Course::Proceed => "proceed",
                Course::Repair => "repair",
                Course::Restructure => "restructure",
                Course::Separate => "separate",
            };
            format!("The owner decides to {course}: {}", clip(&data.why))
                .replace("to do not start", "not to start")
        }
        Event::DebriefHeld(data) => {
            let outcome = match data.outcome {
                Outcome::Succeeded => "succeeded",
                Outcome::Mixed => "mixed",
                Outcome::Failed => "failed",
                Outcome::Ongoing => "ongoing",
            };
            format!("Debrief, outcome: {outcome}. {}", clip(&data.happened))
        }
        Event::AllianceEnded(data) => {
            let (how, outcome) = (data.how.words(), data.outcome.words());
            format!("The alliance ended: {how}; {outcome}. {}", clip(&data.why))
        }
        Event::PlaybookMade(data) => format!("A playbook is made: {}", data.name),
        Event::HandOverAsked(data) => {
            format!("The case is to be handed over to {}: {}", clip(&data.to), clip(&data.why))
        }
        Event::HandOverConsented(data) => {
            let under_seal = match data.under_seal {
                UnderSeal::GoesAlong => "what it told under seal goes along",
                UnderSeal::Stays => "what it told under seal stays",
            };
            format!("{} consents to the hand-over; {under_seal}", name.one(&data.party))
        }
        Event::HandOverRefused(data) => {
            format!("{} does not consent to the hand-over: {}", name.one(&data.party), clip(&data.why))
        }
        Event::HandedOver(data) => {
            let known = alliance.hand_overs.get(&data.hand_over);
            let to = known.map_or_else(|| "another installation".to_owned(), |one| clip(&one.asked.value.to));
            format!("The case is handed over to {to} and goes on there")
        }
        Event::TakenOver(data) => match data.without.len() {
            0 => "The case is taken in and goes on here".to_owned(),
            1 => "The case is taken in and goes on here, without the answers to one round".to_owned(),
            some => format!("The case is taken in and goes on here, without the answers to {some} rounds"),
        },
        Event::PlaybookApplied(data) => {
            let playbook = &data.playbook;
            let (name, version) = (&playbook.name, playbook.version);
            format!("Begun from the playbook \u{201c}{name}\u{201d}, version {version}")
        }
        Event::NoteMade(data) => clip(&data.text),
        Event::FactWithdrawn(data) => format!("Fact {} was a mistake: {}", data.fact, clip(&data.why)),
    }
}

impl Names<'_> {
    fn obligation(&self, id: &crate::id::ObligationId) -> String {
        let entry = self.0.obligations.get(id);
        entry.map_or_else(
            || words(id.as_str()),
            |entry| format!("{}, {}", self.one(&entry.taken.value.who), clip(&entry.taken.value.what)),
        )
    }
}

fn people(count: usize) -> String {
    if count == 1 { "one person".to_owned() } else { format!("{count} people") }
}

fn offer(data: &crate::fact::CandidateProfiled) -> String {
    let hours = data.hours_a_month.map(|hours| format!("{} hours a month", number(hours)));
    let cost = data.cost_a_month.map(|cost| format!("at {} a month", amount(cost)));
    let parts: Vec<String> = hours.into_iter().chain(cost).collect();
    if parts.is_empty() { "something, without hours or a cost yet".to_owned() } else { parts.join(" ") }
}

fn scope(scope: ReleaseScope) -> &'static str {
    match scope {
        ReleaseScope::Items => "items",
        ReleaseScope::Sensitive => "sensitive items",
    }
}
