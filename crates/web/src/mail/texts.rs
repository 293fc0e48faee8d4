//! What mails say: one letter each, as text and as HTML from the same paragraphs.

use askama::Template;

use super::Mail;
use crate::oops::Oops;

#[derive(Template)]
#[template(path = "mail/letter.html")]
struct LetterHtml<'a> {
    title: &'a str,
    before: &'a [String],
    link: &'a str,
    label: &'a str,
    after: &'a [String],
}

fn letter(
    to: &str,
    subject: &str,
    before: &[String],
    (link, label): (&str, &str),
    after: &[String],
) -> Result<Mail, Oops> {
    let html = LetterHtml { title: subject, before, link, label, after }.render()?;
    let paragraphs = before.iter().cloned().chain([format!("{label}:\n{link}")]).chain(after.iter().cloned());
    let text = paragraphs.collect::<Vec<_>>().join("\n\n");
    Ok(Mail { to: to.to_owned(), subject: subject.to_owned(), text: format!("{text}\n\nRowlock\n"), html })
}

/// A link that signs in.
pub(crate) fn sign_in(to: &str, link: &str) -> Result<Mail, Oops> {
    let before = ["You asked for a link to sign in to Rowlock.".to_owned()];
    let after =
        ["It works once, for an hour. If you did not ask, do nothing: nobody gets in without it.".to_owned()];
    letter(to, "Your link to sign in", &before, (link, "Sign in"), &after)
}

/// A seat in an alliance.
pub(crate) fn seat(to: &str, from: &str, alliance: &str, link: &str) -> Result<Mail, Oops> {
    let before = [format!("{from} has given you a seat in \u{201c}{alliance}\u{201d} on Rowlock.")];
    let after = [
        "The link works once, for a week; after that, ask for a new one on the page to sign in, with this address."
            .to_owned(),
    ];
    letter(to, &format!("Your seat in {alliance}"), &before, (link, "Sign in"), &after)
}

/// Something to read that was told in confidence.
pub(crate) fn confidence(to: &str, alliance: &str, link: &str) -> Result<Mail, Oops> {
    let before =
        [format!("There is something for you alone to read in \u{201c}{alliance}\u{201d} on Rowlock.")];
    let after = ["Sign in to read it. No mail says what it is.".to_owned()];
    letter(to, &format!("Something to read in {alliance}"), &before, (link, "Read it"), &after)
}

/// Scores of candidates are asked for.
pub(crate) fn scores(to: &str, alliance: &str, link: &str) -> Result<Mail, Oops> {
    let before = [
        format!("Your scores are asked for in \u{201c}{alliance}\u{201d} on Rowlock."),
        "Each of you scores alone. Nobody sees any score before all have handed theirs in.".to_owned(),
    ];
    let after = ["No mail says who is scored.".to_owned()];
    letter(
        to,
        &format!("Your scores are asked for in {alliance}"),
        &before,
        (link, "Give your scores"),
        &after,
    )
}

/// What an invitation to a round says of itself.
pub(crate) struct Asking<'a> {
    /// The name of whoever is asked; may be empty.
    pub name: &'a str,
    /// The alliance.
    pub alliance: &'a str,
    /// Who asks.
    pub asked_by: &'a str,
    /// Why.
    pub why: &'a str,
    /// How long it takes.
    pub minutes: u32,
    /// Until when the link is good.
    pub until: &'a str,
}

fn greeting(name: &str) -> String {
    if name.is_empty() { "Hello,".to_owned() } else { format!("Hello {name},") }
}

/// An invitation to a round.
pub(crate) fn invitation(to: &str, asking: &Asking<'_>, link: &str) -> Result<Mail, Oops> {
    let Asking { name, alliance, asked_by, why, minutes, until } = asking;
    let before = [
        greeting(name),
        format!(
            "{asked_by} asks you, and everybody else in \u{201c}{alliance}\u{201d}, the same questions, each alone."
        ),
        format!("Why: {why}"),
        format!("It takes about {minutes} minutes, and you may stop and go on later."),
    ];
    let after = [
        "Before the first question you read who will see what, and when. Until all have answered, or the round is \
         locked, nobody sees any answer."
            .to_owned(),
        format!("The link is yours alone and good until {until}. Do not pass it on: whoever has it answers as you."),
    ];
    letter(to, &format!("{alliance}: questions for you alone"), &before, (link, "Open the questions"), &after)
}

/// A reminder of a round.
pub(crate) fn reminder(to: &str, asking: &Asking<'_>, link: &str) -> Result<Mail, Oops> {
    let Asking { name, alliance, minutes, until, .. } = asking;
    let before = [
        greeting(name),
        format!(
            "your answers on \u{201c}{alliance}\u{201d} are still missing. It takes about {minutes} minutes; what you \
             saved is kept."
        ),
    ];
    let after = [format!(
        "The link is good until {until}. On its first page you can turn reminders off, or withdraw."
    )];
    letter(to, &format!("{alliance}: your answers are still missing"), &before, (link, "Go on"), &after)
}

/// That a round was locked.
pub(crate) fn locked(to: &str, name: &str, alliance: &str, link: &str) -> Result<Mail, Oops> {
    let before = [
        greeting(name),
        format!(
            "everybody has answered the questions on \u{201c}{alliance}\u{201d}, and the round is locked."
        ),
    ];
    let after =
        ["What you see, and what you do not see yet, follows the rule you read before answering.".to_owned()];
    letter(to, &format!("{alliance}: all have answered"), &before, (link, "See the result"), &after)
}

const OFF: &str = "You can turn these letters off on the page about you.";

/// What waits in a week, counted.
pub(crate) fn digest(to: &str, name: &str, lines: &[String], link: &str) -> Result<Mail, Oops> {
    let mut before = vec![greeting(name), "this waits in the week that begins:".to_owned()];
    before.extend_from_slice(lines);
    letter(to, "Your week", &before, (link, "Open your desk"), &[OFF.to_owned()])
}

/// What is due tomorrow, counted.
pub(crate) fn tomorrow(to: &str, name: &str, lines: &[String], link: &str) -> Result<Mail, Oops> {
    let mut before = vec![greeting(name), "this is due tomorrow:".to_owned()];
    before.extend_from_slice(lines);
    letter(to, "Due tomorrow", &before, (link, "Open your desk"), &[OFF.to_owned()])
}

/// What a letter about a diligence pack says of it.
pub(crate) struct PackAsking {
    /// The name of whoever is asked; may be empty.
    pub name: String,
    /// The alliance.
    pub alliance: String,
    /// The parties on the other side.
    pub others: String,
    /// Why.
    pub why: String,
    /// How many checks there are.
    pub checks: usize,
    /// By when packs should be in.
    pub due: String,
    /// Until when the link is good.
    pub until: String,
}

/// An invitation to fill a diligence pack.
pub(crate) fn pack(to: &str, asking: &PackAsking, link: &str) -> Result<Mail, Oops> {
    let PackAsking { name, alliance, others, why, checks, due, until } = asking;
    let before = [
        greeting(name),
        format!(
            "for \u{201c}{alliance}\u{201d}, you and {others} show each other the same {checks} things, and see them at \
             the same moment: when all are in."
        ),
        format!("Why: {why}"),
        format!("The packs should be in by {due}."),
    ];
    let after = [
        "Before you show anything you read who will see what, and when.".to_owned(),
        format!(
            "The link is yours alone and good until {until}. Do not pass it on: whoever has it acts as you."
        ),
    ];
    letter(to, &format!("{alliance}: what you show each other"), &before, (link, "See what is asked"), &after)
}

/// A reminder of a diligence pack.
pub(crate) fn pack_missing(to: &str, asking: &PackAsking, link: &str) -> Result<Mail, Oops> {
    let PackAsking { name, alliance, due, until, .. } = asking;
    let before = [
        greeting(name),
        format!(
            "your pack for \u{201c}{alliance}\u{201d} is still missing. It should be in by {due}; what you saved is kept, \
             sealed."
        ),
    ];
    let after =
        [format!("The link is good until {until}. On its first page you can turn reminders off, or leave.")];
    letter(to, &format!("{alliance}: your pack is still missing"), &before, (link, "Go on"), &after)
}

/// That packs were exchanged.
pub(crate) fn packs_exchanged(to: &str, asking: &PackAsking, link: &str) -> Result<Mail, Oops> {
    let PackAsking { name, alliance, until, .. } = asking;
    let before =
        [greeting(name), format!("all packs for \u{201c}{alliance}\u{201d} are in, and were exchanged.")];
    let after = [format!("You can read them, and say what you found, until {until}.")];
    letter(to, &format!("{alliance}: the packs were exchanged"), &before, (link, "Read them"), &after)
}

/// An address with its middle left out, as others may see it: "b…n@e…".
pub(crate) fn masked(address: &str) -> String {
    let (name, host) = address.split_once('@').unwrap_or((address, ""));
    let first = |text: &str| text.chars().next().map(String::from).unwrap_or_default();
    format!("{}\u{2026}@{}\u{2026}", first(name), first(host))
}

/// That links which came here go elsewhere from now on.
pub(crate) fn moved(to: &str, alliance: &str, now: Option<&str>, about: &str) -> Result<Mail, Oops> {
    let goes = match now {
        Some(masked) => format!("to another address, {masked}"),
        None => "by hand to somebody".to_owned(),
    };
    let before = [
        "Hello,".to_owned(),
        format!(
            "a new link in \u{201c}{alliance}\u{201d} on Rowlock went {goes}, in place of one that came to you."
        ),
        "Nobody reads by it what you have saved or sealed by your own link.".to_owned(),
    ];
    let after = ["If this is not right, tell whoever leads the alliance, and the others.".to_owned()];
    letter(to, &format!("{alliance}: a link went elsewhere"), &before, (about, "What Rowlock is"), &after)
}

/// That answers came in, in somebody's name, from a file that another took in.
pub(crate) fn answered_for(to: &str, alliance: &str, by: &str, about: &str) -> Result<Mail, Oops> {
    let before = [
        "Hello,".to_owned(),
        format!("{by} took in a file with your answers in \u{201c}{alliance}\u{201d} on Rowlock."),
        "Your own link takes no answers in that round any more.".to_owned(),
    ];
    let after = ["If you gave nobody such a file, tell the others: the answers are not yours.".to_owned()];
    letter(to, &format!("{alliance}: answers in your name"), &before, (about, "What Rowlock is"), &after)
}

/// That somebody consented, for a party, to something that was sealed.
pub(crate) fn consented(to: &str, alliance: &str, party: &str, what: &str, link: &str) -> Result<Mail, Oops> {
    let before = [
        "Hello,".to_owned(),
        format!("for {party}, consent was given in \u{201c}{alliance}\u{201d} on Rowlock to {what}."),
    ];
    let after = [
        "You are told because you speak for that party. If this is not right, tell the others, and whoever runs the \
         installation."
            .to_owned(),
    ];
    letter(to, &format!("{alliance}: consent was given"), &before, (link, "Open it"), &after)
}

/// That somebody is to speak for a party, and asks those who do.
pub(crate) fn seat_asked(
    to: &str,
    (alliance, party): (&str, &str),
    (name, address): (&str, &str),
    (link, begins): (&str, Option<i64>),
) -> Result<Mail, Oops> {
    let before = [
        "Hello,".to_owned(),
        format!(
            "in \u{201c}{alliance}\u{201d} on Rowlock somebody is to speak for {party}, for whom you speak: {name}, at \
             {address}."
        ),
        match begins {
            None => "They see nothing before you, or somebody else who speaks for that party, let them in."
                .to_owned(),
            Some(days) => format!(
                "All other parties say that nobody can be reached who speaks for {party}. If nobody answers, it begins in \
                 {}.",
                crate::words::count(days.max(0) as usize, "day", "days")
            ),
        },
    ];
    let after = [
        "What was sealed by you stays sealed, also to them. If you do not know them, say no: nothing else is needed."
            .to_owned(),
    ];
    letter(
        to,
        &format!("{alliance}: somebody is to speak for {party}"),
        &before,
        (link, "Let them in, or say no"),
        &after,
    )
}

/// That a seat which was asked for begins.
pub(crate) fn seat_begins(to: &str, alliance: &str, link: &str) -> Result<Mail, Oops> {
    let before =
        ["Hello,".to_owned(), format!("your seat in \u{201c}{alliance}\u{201d} on Rowlock has begun.")];
    let after = ["Sign in with this address to see it.".to_owned()];
    letter(to, &format!("Your seat in {alliance}"), &before, (link, "Open it"), &after)
}
