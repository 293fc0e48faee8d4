//! Where the walk takes place: a case of three parties with somebody in every role, and something on every page.

use rowlock_core::fact::RoundForm;
use rowlock_core::seal::{HouseKey, Seed};
use rowlock_web::Post;

use crate::cluster::Cluster;
use crate::inside::round::case;
use crate::inside::work::WORK;
use crate::inside::{Answer, House, Seated};

/// Where mail reaches those who are asked.
pub const ADDRESSES: [(&str, &str); 3] =
    [("mia", "mia@maker.example"), ("sam", "sam@server.example"), ("tom", "tom@carrier.example")];

/// Who has a seat: two speak for the party whose answers are exchanged, one for a third, one for a party that left.
const SEATED: [Seated; 8] = [
    ("lead", "lead", Some("maker"), Some("mia")),
    ("partner", "partner", Some("server"), Some("sam")),
    ("colleague", "partner", Some("server"), Some("sue")),
    ("third", "partner", Some("carrier"), Some("tom")),
    ("left", "partner", Some("former"), Some("eve")),
    ("adviser", "adviser", None, Some("ada")),
    ("adviser-without-consent", "adviser", None, Some("abe")),
    ("viewer", "viewer", None, None),
];

/// The parties beside the two of every case: one more partner, and one that has left.
const MORE: &str = r#"
[[party]]
id = "carrier"
name = "Carrier"
kind = "firm"
role = "partner"
on = 2026-01-05
people = ["tom"]

[[party]]
id = "former"
name = "Former"
kind = "firm"
role = "partner"
on = 2026-01-05
people = ["eve"]
role_change = [{ on = 2026-01-25, role = "left", why = "Sold" }]

[[adviser]]"#;

/// An exchange of packs between the three.
const EXCHANGE: &str = r#"
[[pack_exchange]]
id = "x1"
opened = 2026-02-10
parties = ["maker", "server", "carrier"]
checks = ["insurance", "license"]
due = 2026-03-20
why = "Before we go on"
"#;

/// The case with a round of a form open, which asks one person of each party.
pub fn open(form: RoundForm) -> String {
    let consent = "{ on = 2026-01-07, party = \"server\" }";
    let asked = "{ person = \"sam\", party = \"server\" }";
    let tom = "{ person = \"tom\", party = \"carrier\" }";
    let text = case(form, &[])
        .replacen("\n[[adviser]]", MORE, 1)
        .replace("people = [\"sam\"]", "people = [\"sam\", \"sue\"]")
        .replace(consent, &format!("{consent}, {{ on = 2026-01-07, party = \"carrier\" }}"));
    format!("{text}{WORK}{EXCHANGE}").replace(asked, &format!("{asked}, {tom}"))
}

/// The database on which a walk takes place.
#[derive(Clone, Copy)]
pub enum Base {
    /// A file of SQLite.
    File,
    /// A PostgreSQL of this process.
    Cluster(&'static Cluster),
}

impl Base {
    /// A house with a case in it, whose mail goes to a folder.
    pub async fn house(self, case: &str, letters: &std::path::Path) -> House {
        let database = match self {
            Self::File => None,
            Self::Cluster(cluster) => Some(cluster.database().await),
        };
        let house = House::on(database, case, Post::Folder(letters.to_owned()), &SEATED).await;
        house.keep_playbook("lead", "lines").await;
        house
    }
}

/// Has a walk take place on SQLite, and on PostgreSQL where that is installed.
macro_rules! on_both {
    ($($walk:ident)*) => {$(
        mod $walk {
            use crate::scene::Base;

            #[tokio::test]
            async fn on_sqlite() {
                super::$walk(Base::File).await;
            }

            #[tokio::test]
            async fn on_postgresql() {
                let Some(cluster) = crate::cluster::cluster() else { return };
                super::$walk(Base::Cluster(cluster)).await;
            }
        }
    )*};
}

pub(crate) use on_both;

/// A path within the alliance.
pub fn at(house: &House, path: &str) -> String {
    format!("/a/{}{path}", house.alliance)
}

/// Sends a form that has to be taken.
pub async fn post(house: &House, who: &str, path: &str, form: &str) -> Answer {
    let answer = house.post(who, path, form).await;
    assert_eq!(answer.status, 303, "{path}: {}", answer.body);
    assert!(!answer.location.starts_with("/sign-in"), "{who} is not signed in");
    answer
}

/// The path of the last link that a person, or a party, got to a round or an exchange.
pub async fn link(house: &House, door: &str, place: &str, person: &str) -> String {
    let known = house.app.store.invitations(&house.alliance, place).await.unwrap();
    let last = known.iter().find(|one| one.person == person && one.revoked_at.is_none()).unwrap();
    let token = HouseKey::new(&Seed([7; 32])).token(&format!("invitation {}", last.id));
    format!("/{door}/{token}")
}

/// Asks one person to the round by mail, and opens the link: whoever has it speaks for their party.
pub async fn ask(house: &House, person: &str) -> String {
    let (_, address) = ADDRESSES.iter().find(|(id, _)| *id == person).unwrap();
    let form = format!("by=mail&name={person}&address={address}");
    post(house, "lead", &at(house, &format!("/rounds/r1/invite/{person}")), &form).await;
    let path = link(house, "r", "r1", person).await;
    assert_eq!(house.get("nobody", &path).await.status, 200);
    path
}

/// Asks a party for its pack by mail.
pub async fn ask_for_pack(house: &House, party: &str) {
    let asked = at(house, &format!("/diligence/x1/invite/{party}"));
    post(house, "lead", &asked, &format!("by=mail&name={party}&address=pack@{party}.example")).await;
}
