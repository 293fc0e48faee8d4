//! A record unfolding day by day: the alliance as it was known on each of a row of days, without folding the
//! whole record anew for each.

use jiff::civil::Date;

use crate::alliance::Alliance;
use crate::fact::{Event, Fact, Seq};
use crate::record::{Record, known_on};

/// An alliance that moves forward through its record.
pub struct Unfolding<'a> {
    record: &'a Record,
    /// The facts by the day from which they are seen: the later of holding and being written down.
    seen: Vec<(Date, &'a Fact)>,
    next: usize,
    alliance: Alliance,
    last: Option<(Date, Seq)>,
}

impl<'a> Unfolding<'a> {
    /// Before the first fact.
    pub fn new(record: &'a Record) -> Self {
        // What is remembered was known to nobody's record on its day: then the days alone put it in order.
        let recalled = record.is_recalled();
        let day = |fact: &Fact| {
            if recalled { fact.effective_on } else { fact.effective_on.max(known_on(fact)) }
        };
        let mut seen: Vec<_> = record.facts().iter().map(|fact| (day(fact), fact)).collect();
        seen.sort_by_key(|(day, fact)| (*day, fact.effective_on, fact.seq));
        Self { record, seen, next: 0, alliance: Alliance::default(), last: None }
    }

    /// The alliance on `on` as known on that day; `on` may not lie before the day asked for last.
    pub fn on(&mut self, on: Date) -> &Alliance {
        let from = self.next;
        self.next += self.seen[from..].iter().take_while(|(day, _)| *day <= on).count();
        let mut fresh: Vec<&Fact> = self.seen[from..self.next].iter().map(|(_, fact)| *fact).collect();
        fresh.sort_by_key(|fact| (fact.effective_on, fact.seq));
        // A fact that was written down late goes between those folded already, and a withdrawal takes one out:
        // then the fold begins anew.
        let late = fresh.first().is_some_and(|fact| Some((fact.effective_on, fact.seq)) < self.last);
        if late || fresh.iter().any(|fact| matches!(fact.event, Event::FactWithdrawn(_))) {
            self.alliance = self.record.as_of(on);
        } else {
            for fact in &fresh {
                self.alliance.apply(fact);
            }
        }
        self.last = fresh.last().map(|fact| (fact.effective_on, fact.seq)).max(self.last);
        &self.alliance
    }
}
