//! Two houses that are alike but for what somebody sealed, and all the ways to tell them apart.

use rowlock_store::Target;
use tempfile::TempDir;

use crate::inside::House;
use crate::scene::{Base, ask, ask_for_pack};
use crate::{post, rows, walk};

/// The two houses.
pub struct Pair {
    pub houses: [House; 2],
    letters: [TempDir; 2],
}

/// Somebody who may lawfully read what differs, and why.
pub type Reader = (&'static str, &'static str);

impl Pair {
    /// Two houses with the same case, who is asked in its round and its exchange has a link by mail.
    pub async fn of(base: Base, case: &str) -> Self {
        let letters = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
        let one = base.house(case, letters[0].path()).await;
        let other = base.house(case, letters[1].path()).await;
        for house in [&one, &other] {
            for person in ["mia", "sam", "tom"] {
                ask(house, person).await;
            }
            for party in ["server", "carrier"] {
                ask_for_pack(house, party).await;
            }
        }
        Self { houses: [one, other], letters }
    }

    /// Does the same in both.
    pub async fn both(&self, act: impl AsyncFn(&House)) {
        for house in &self.houses {
            act(house).await;
        }
    }

    /// Does in each what is given for it.
    pub async fn each<T: ?Sized>(&self, [one, other]: [&T; 2], act: impl AsyncFn(&House, &T)) {
        act(&self.houses[0], one).await;
        act(&self.houses[1], other).await;
    }

    /// Nothing tells them apart: no page, no file, no mail and no row; but for those who may read what differs.
    pub async fn are_alike(&self, when: &str, readers: &[Reader]) {
        let everybody = walk::EVERYBODY.iter().filter(|who| readers.iter().all(|(reader, _)| reader != *who));
        self.look_alike(when, &everybody.copied().collect::<Vec<_>>()).await;
        self.keep_alike(when).await;
    }

    /// The same while something is only saved. Its pages are walked on SQLite alone: on PostgreSQL those of the steps that
    /// come after it are.
    pub async fn are_alike_so_far(&self, when: &str, readers: &[Reader]) {
        match self.houses[0].target() {
            Target::File(_) => self.are_alike(when, readers).await,
            Target::Postgres(_) => self.keep_alike(when).await,
        }
    }

    /// To these they look alike, page by page.
    pub async fn look_alike(&self, when: &str, people: &[&str]) {
        let [one, other] = &self.houses;
        for who in people {
            let (seen, also) = (walk::everything(one, who).await, walk::everything(other, who).await);
            assert_eq!(seen.len(), also.len(), "{when}: {who} sees more in one house");
            let pages = seen.values().filter(|page| page.status == 200).count();
            assert!(
                pages >= walk::fewest_pages(who),
                "{when}: {who} sees {pages} pages, so there is little to compare"
            );
            for (path, page) in &seen {
                let same = &also[path];
                assert_eq!(page.body, same.body, "{when}: {who} {path}");
                assert_eq!(page, same, "{when}: {who} {path}");
            }
        }
    }

    /// Everybody sends every form empty, and is answered alike; what that did is alike as well.
    pub async fn answer_alike(&self, when: &str, readers: &[Reader]) {
        let [one, other] = &self.houses;
        for who in walk::EVERYBODY.iter().filter(|who| readers.iter().all(|(reader, _)| reader != *who)) {
            let (heard, also) = (walk::knocks(one, who).await, walk::knocks(other, who).await);
            for (path, answer) in &heard {
                assert_eq!(*answer, also[path], "{when}: {who} is answered by {path}");
            }
        }
        self.keep_alike(when).await;
    }

    /// The rows and the mails of both are alike, in number, words and length.
    pub async fn keep_alike(&self, when: &str) {
        let [one, other] = &self.houses;
        let (rows, also) = (rows::everything(one).await, rows::everything(other).await);
        for (table, rows) in &rows {
            assert_eq!(*rows, also[table], "{when}: the table {table}");
        }
        let [one, other] = self.mails().await;
        assert_eq!(one, other, "{when}: the mails");
        assert!(!one.is_empty(), "{when}: there are mails to compare");
    }

    async fn mails(&self) -> [Vec<String>; 2] {
        let [one, other] = &self.houses;
        let [here, there] = &self.letters;
        [post::everything(one, here.path()).await, post::everything(other, there.path()).await]
    }

    /// A week goes by, in which the worker does what recurs: letters, reminders, the daily look.
    pub async fn a_week_later(&self, when: &str) {
        self.both(async |house| post::work(house, 7).await).await;
        self.keep_alike(when).await;
        let [letters, _] = self.mails().await;
        assert!(letters.iter().any(|mail| mail.contains("Subject: Your week")), "{when}: {letters:?}");
    }
}
