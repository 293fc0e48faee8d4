//! Issues: raised, closed, growing out of each other.

use jiff::civil::Date;
use rowlock_core::fact::{Cause, IssueClosed, IssueRaised, Severity};
use rowlock_core::id::IssueId;

use super::{Week, id};
use crate::chance::Chance;
use crate::kind::Kind;
use crate::pressure::Side;
use crate::rates;
use crate::scribe::{Scribe, weekday};
use crate::words::ISSUES;

impl Week<'_> {
    pub(super) fn issues(
        &mut self,
        scribe: &mut Scribe<'_>,
        number: usize,
        monday: Date,
        chance: &mut Chance,
    ) {
        let quarrel = self.bears(Side::Quarrel, number);
        self.close(scribe, quarrel, monday, chance);
        let (calm, busy, full) = rates::ISSUES;
        let often = if self.plan.kind == Kind::Busy { busy } else { calm };
        let new: Vec<IssueId> = (0..chance.times(often * self.plan.noise + full * quarrel))
            .map(|_| self.raise(scribe, quarrel, monday, chance))
            .collect();
        self.open_issues.extend(new);
    }

    fn raise(&mut self, scribe: &mut Scribe<'_>, quarrel: f64, monday: Date, chance: &mut Chance) -> IssueId {
        let issue: IssueId = id(&format!("issue-{}", self.new_number()));
        let (calm, full) = rates::CASCADE;
        let grows = !self.open_issues.is_empty() && chance.happens(calm + (full - calm) * quarrel);
        let caused_by =
            if grows { vec![Cause::Issue(chance.pick(&self.open_issues).clone())] } else { Vec::new() };
        let (light, heavy) = rates::SERIOUS;
        let serious = chance.happens(light + (heavy - light) * quarrel);
        let by = self.someone(chance);
        let other = (by + 1 + chance.place(self.parties.len() - 1)) % self.parties.len();
        let root = self.plan.kind.root_area().filter(|_| chance.happens(quarrel));
        let drawn = *chance.pick(&ISSUES);
        let (area, summary) = ISSUES.into_iter().find(|(area, _)| Some(*area) == root).unwrap_or(drawn);
        let party = self.parties[by].clone();
        let raised = IssueRaised {
            issue: issue.clone(),
            by: party.clone(),
            between: vec![party.clone(), self.parties[other].clone()],
            area: id(area),
            severity: if serious { Severity::Serious } else { Severity::Minor },
            summary: summary.into(),
            caused_by,
            answer_by: None,
        };
        scribe.hears(weekday(monday, chance.place(5)), &party, raised);
        issue
    }

    fn close(&mut self, scribe: &mut Scribe<'_>, quarrel: f64, monday: Date, chance: &mut Chance) {
        let (soon, late) = rates::WEEKS_TO_CLOSE;
        let each_week = 1.0 / (soon + (late - soon) * quarrel);
        let (closed, open): (Vec<IssueId>, Vec<IssueId>) =
            std::mem::take(&mut self.open_issues).into_iter().partition(|_| chance.happens(each_week));
        for issue in closed {
            let how = "talked over, and written down".into();
            scribe.hears(weekday(monday, 6), &self.parties[0], IssueClosed { issue, how });
        }
        self.open_issues = open;
    }
}
