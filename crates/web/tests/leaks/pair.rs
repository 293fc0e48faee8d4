//! Two houses that are alike but for what somebody sealed, and all the ways to tell them apart.

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

    /// To these they look alike, by what they see and are told.
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

    /// The mails and the rows of both are alike, in number, words and length.
    pub async fn keep_alike(&self, when: &str) {
        let [one, other] = &self.houses;
        for (table, rows) in rows::everything(one).await {
            let also = rows::everything(other).await.remove(&table).unwrap();
            assert_eq!(rows, also, "{when}: the table {table}");
        }
        let mut mails = Vec::new();
        for (house, folder) in self.houses.iter().zip(&self.letters) {
            mails.push(post::everything(house, folder.path()).await);
        }
        assert_eq!(mails[0], mails[1], "{when}: the mails");
        assert!(!mails[0].is_empty(), "{when}: there are mails to compare");
    }

    /// A week goes by, in which the worker does what recurs: letters, reminders, the daily look.
    pub async fn a_week_later(&self, when: &str) {
        self.both(async |house| {
            post::work(house, 7).await;
        })
        .await;
        self.keep_alike(when).await;
    }
}
