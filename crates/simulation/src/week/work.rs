//! Work: projects and strays, hours, leads, outside interests.

use jiff::civil::Date;
use rowlock_core::fact::{
    Admission, Disclosure, EffortRecorded, InterestNoted, LeadFound, LeadKept, LeadPassed, ProjectDecided,
    ProjectEnded, ProjectProposed, ProjectStarted, ScopeJudged, Work,
};

use super::{Week, id};
use crate::chance::Chance;
use crate::pressure::Side;
use crate::rates;
use crate::scribe::{Scribe, weekday};

/// How many admitted projects run beside each other before the oldest ends.
const BESIDE: usize = 4;

impl Week<'_> {
    pub(super) fn proposals(
        &mut self,
        scribe: &mut Scribe<'_>,
        number: usize,
        monday: Date,
        chance: &mut Chance,
    ) {
        let own = self.bears(Side::Own, number);
        let (rate, stray, more) = rates::PROPOSALS;
        let strays = chance.times(rate * stray * self.plan.noise + more * own);
        for _ in 0..strays {
            self.stray(scribe, own, monday, chance);
        }
        for _ in 0..chance.times(rate * (1.0 - stray)) {
            self.job(scribe, monday, chance);
        }
    }

    fn job(&mut self, scribe: &mut Scribe<'_>, monday: Date, chance: &mut Chance) {
        let (job, client) = (chance.pick(self.plan.cast.jobs), chance.pick(self.plan.cast.clients));
        let name = format!("{job} for {client}");
        let project = self.propose(scribe, &name, job, monday, chance);
        self.decide_on(scribe, project, Admission::Admit, monday);
        scribe.hears(weekday(monday, 3), &self.parties[0], ProjectStarted { project: id(&named(project)) });
        self.running.push(project);
        if self.running.len() > BESIDE {
            let oldest = self.running.remove(0);
            let ended = ProjectEnded { project: id(&named(oldest)), how: "handed over".into() };
            scribe.hears(weekday(monday, 4), &self.parties[0], ended);
        }
    }

    /// Something that is not what they set out to do. Most are refused; some are begun without asking.
    fn stray(&mut self, scribe: &mut Scribe<'_>, own: f64, monday: Date, chance: &mut Chance) {
        let (lapse, full) = rates::SKIPPED;
        let what = chance.pick(self.plan.cast.strays);
        let project = self.propose(scribe, what, what, monday, chance);
        for party in &self.parties {
            let judged = ScopeJudged {
                project: id(&named(project)),
                party: party.clone(),
                in_scope: chance.happens(0.2),
            };
            scribe.hears(weekday(monday, 2), party, judged);
        }
        if chance.happens(self.likely(lapse, full, own)) {
            scribe.hears(
                weekday(monday, 3),
                &self.parties[self.weak],
                ProjectStarted { project: id(&named(project)) },
            );
            self.strays.push(project);
        } else {
            let admission = if chance.happens(0.6) { Admission::Refuse } else { Admission::Outside };
            self.decide_on(scribe, project, admission, monday);
        }
    }

    fn propose(
        &mut self,
        scribe: &mut Scribe<'_>,
        name: &str,
        what: &str,
        monday: Date,
        chance: &mut Chance,
    ) -> usize {
        let project = self.new_number();
        let proposer = self.parties[self.someone(chance)].clone();
        let proposed = ProjectProposed {
            project: id(&named(project)),
            name: name.to_owned(),
            description: what.to_owned(),
            client: None,
            proposer: proposer.clone(),
            tags: Vec::new(),
        };
        scribe.hears(monday, &proposer, proposed);
        project
    }

    fn decide_on(&self, scribe: &mut Scribe<'_>, project: usize, admission: Admission, monday: Date) {
        let decided = ProjectDecided {
            project: id(&named(project)),
            admission,
            by: self.parties.clone(),
            why: if admission == Admission::Admit {
                "it is what we set out to do"
            } else {
                "it is not what we set out to do"
            }
            .to_owned(),
            answers: Vec::new(),
        };
        scribe.hears(weekday(monday, 2), &self.parties[0], decided);
    }

    pub(super) fn hours(
        &mut self,
        scribe: &mut Scribe<'_>,
        number: usize,
        monday: Date,
        chance: &mut Chance,
    ) {
        let own = self.bears(Side::Own, number);
        if !chance.happens(self.diligence) {
            return;
        }
        for party in 0..self.parties.len() {
            let spread = (rates::HOURS_SPREAD * chance.normal()).exp();
            let given = self.habit[party] * spread * (1.0 - rates::HOURS_LOST * self.lacks(party, number));
            let astray =
                if self.strays.is_empty() { 0.0 } else { (0.05 + rates::OWN_SHARE * own).min(1.0) * given };
            let on_jobs = if self.running.is_empty() { 0.0 } else { 0.7 * (given - astray) };
            if astray > 0.0 {
                let project = *chance.pick(&self.strays);
                self.worked(scribe, party, Work::Project(id(&named(project))), astray, monday);
            }
            if on_jobs > 0.0 {
                let project = *chance.pick(&self.running);
                self.worked(scribe, party, Work::Project(id(&named(project))), on_jobs, monday);
            }
            self.worked(scribe, party, Work::Joint, given - astray - on_jobs, monday);
        }
        if self.strays.len() > 3 || (own == 0.0 && chance.happens(0.1) && !self.strays.is_empty()) {
            let ended = ProjectEnded { project: id(&named(self.strays.remove(0))), how: "done".into() };
            scribe.hears(weekday(monday, 5), &self.parties[self.weak], ended);
        }
    }

    fn worked(&self, scribe: &mut Scribe<'_>, party: usize, work: Work, hours: f64, monday: Date) {
        let hours = (hours * 4.0).round() / 4.0;
        if hours > 0.0 {
            let party = self.parties[party].clone();
            let worked =
                EffortRecorded { party: party.clone(), work, hours, from: monday, to: weekday(monday, 4) };
            scribe.hears(weekday(monday, 4), &party, worked);
        }
    }

    pub(super) fn leads(
        &mut self,
        scribe: &mut Scribe<'_>,
        number: usize,
        monday: Date,
        chance: &mut Chance,
    ) {
        let (rate, lapse, full) = rates::LEADS;
        let own = self.bears(Side::Own, number);
        for _ in 0..chance.times(rate) {
            let lead = format!("lead-{}", self.new_number());
            let by = self.parties[self.someone(chance)].clone();
            let what = format!("{} asked for a price", chance.pick(self.plan.cast.clients));
            scribe.hears(monday, &by, LeadFound { lead: id(&lead), what, by: by.clone(), in_scope: true });
            if chance.happens(self.likely(lapse, full, own)) {
                scribe.hears(weekday(monday, 2), &by, LeadKept { lead: id(&lead), by: by.clone() });
            } else {
                scribe.hears(weekday(monday, 2), &by, LeadPassed { lead: id(&lead) });
            }
        }
    }

    pub(super) fn interests(
        &mut self,
        scribe: &mut Scribe<'_>,
        number: usize,
        monday: Date,
        chance: &mut Chance,
    ) {
        let (declared, found) = rates::INTERESTS;
        let own = self.bears(Side::Own, number);
        let (party, other) = (self.parties[self.weak].clone(), self.parties[0].clone());
        for (often, disclosure) in
            [(declared, Disclosure::Declared), (found * own, Disclosure::FoundBy(other))]
        {
            if chance.happens(often) {
                let interest = id(&format!("interest-{}", self.new_number()));
                let what = format!("Work of its own: {}", chance.pick(self.plan.cast.strays));
                scribe.hears(
                    weekday(monday, 1),
                    &party,
                    InterestNoted { interest, party: party.clone(), what, disclosure },
                );
            }
        }
    }
}

fn named(project: usize) -> String {
    format!("project-{project}")
}
