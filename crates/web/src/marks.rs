//! One's own marks on alliances: when one means to look again and what for, and until when one has put it aside and
//! why. Days lie open in the store, as the desk is sorted by them; words are sealed under a key of one's own.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rowlock_store::Mark;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::oops::Oops;
use crate::own::Own;

/// The marks of one account on one alliance, opened.
#[derive(Clone, Default)]
pub(crate) struct Marks {
    /// The day of the next look, and what for.
    pub look: Option<(Date, String)>,
    /// The day on which it is back, and why it was put aside.
    pub pause: Option<(Date, String)>,
}

/// The words beside the days.
#[derive(Serialize, Deserialize)]
struct Words {
    look: String,
    pause: String,
}

impl Marks {
    /// The pause, where it is put aside on that day.
    pub fn paused(&self, today: Date) -> Option<&(Date, String)> {
        self.pause.as_ref().filter(|(until, _)| *until > today)
    }

    /// The next look, where it is due on that day.
    pub fn due(&self, today: Date) -> Option<&(Date, String)> {
        self.look.as_ref().filter(|(on, _)| *on <= today)
    }

    /// The next look, where it is still to come.
    pub fn coming(&self, today: Date) -> Option<&(Date, String)> {
        self.look.as_ref().filter(|(on, _)| *on > today)
    }
}

fn place(alliance: &str) -> String {
    format!("mark {alliance}")
}

/// All marks of an account, by alliance.
pub(crate) async fn all(app: &App, account: &str) -> Result<BTreeMap<String, Marks>, Oops> {
    let sealed = app.store.marks(account).await?;
    let own = if sealed.is_empty() { None } else { Own::of(app, account).await? };
    let Some(own) = own else { return Ok(BTreeMap::new()) };
    let mut marks = BTreeMap::new();
    for (alliance, mark) in sealed {
        let opened = opened(&own, &alliance, mark)?;
        marks.insert(alliance, opened);
    }
    Ok(marks)
}

/// The marks of an account on one alliance.
pub(crate) async fn of(app: &App, account: &str, alliance: &str) -> Result<Marks, Oops> {
    let Some(mark) = app.store.mark(account, alliance).await? else { return Ok(Marks::default()) };
    let Some(own) = Own::of(app, account).await? else { return Ok(Marks::default()) };
    opened(&own, alliance, mark)
}

fn opened(own: &Own, alliance: &str, mark: Mark) -> Result<Marks, Oops> {
    let words: Words = own.open(&place(alliance), &mark.sealed)?;
    let day = |text: Option<String>| text.and_then(|text| text.parse().ok());
    Ok(Marks {
        look: day(mark.look_on).map(|on| (on, words.look)),
        pause: day(mark.paused_until).map(|until| (until, words.pause)),
    })
}

/// Puts marks in the place of what an account had there.
pub(crate) async fn set(app: &App, account: &str, alliance: &str, marks: Marks) -> Result<(), Oops> {
    let own = Own::made(app, account).await?;
    let ((look_on, look), (paused_until, pause)) = (parted(marks.look), parted(marks.pause));
    let sealed = own.seal(&place(alliance), &Words { look, pause }, &app.world.seed())?;
    let mark = Mark { look_on, paused_until, sealed };
    Ok(app.store.set_mark(account, alliance, &mark).await?)
}

fn parted(mark: Option<(Date, String)>) -> (Option<String>, String) {
    mark.map_or_else(Default::default, |(day, words)| (Some(day.to_string()), words))
}
