//! Diligence packs and their files, between three parties.

use rowlock_core::fact::RoundForm;
use rowlock_store::PackPlace;

use crate::inside::House;
use crate::pair::Pair;
use crate::scene::{Base, at, link, on_both, open, post};

on_both! { pack }

const PLACE: &str = "diligence/x1";

/// What the party `server` shows: words, and the bytes of a file.
struct Shown {
    note: &'static str,
    why: &'static str,
    name: &'static str,
    bytes: Vec<u8>,
}

/// Fills a pack under a path.
async fn fill(house: &House, who: &str, base: &str, shown: &Shown) {
    let note =
        format!("how=given&consent=yes&note={}&note_on=2026-02-20&go=stay", shown.note.replace(' ', "+"));
    post(house, who, &format!("{base}/checks/insurance"), &note).await;
    let files = [(shown.name, shown.bytes.as_slice())];
    let put = house.upload(who, &format!("{base}/checks/insurance/files"), &files).await;
    assert_eq!(put.status, 303, "{}", put.body);
    let why = format!("how=nothing&why={}&go=next", shown.why.replace(' ', "+"));
    post(house, who, &format!("{base}/checks/license"), &why).await;
}

async fn hand_in(house: &House, who: &str, base: &str) {
    assert_eq!(post(house, who, &format!("{base}/review"), "").await.location, base);
}

async fn pack(base: Base) {
    let pair = Pair::of(base, &open(RoundForm::Full)).await;
    let little = Shown { note: "Moonbank", why: "None", name: "a.txt", bytes: b"cover".to_vec() };
    let much = Shown {
        note: "The broker is called Thistledown and has not answered since the fire in the spring",
        why: "Nobody ever asked us for one in either country",
        name: "certificate-of-the-cover-of-last-year.pdf",
        bytes: [b"%PDF-1.7 ".as_slice(), &[b'x'; 3000]].concat(),
    };
    pair.each([&little, &much], async |house, shown| {
        fill(house, "nobody", &link(house, "p", PLACE, "party/server").await, shown).await;
    })
    .await;
    pair.are_alike_so_far("packs, saved", &[]).await;
    pair.both(async |house| {
        hand_in(house, "nobody", &link(house, "p", PLACE, "party/server").await).await;
    })
    .await;
    pair.are_alike("packs, handed in", &[]).await;
    pair.a_week_later("packs, a week later").await;
    pair.both(async |house| {
        let theirs = link(house, "p", PLACE, "party/carrier").await;
        for (who, base) in [("lead", at(house, "/diligence/x1/pack")), ("nobody", theirs)] {
            fill(
                house,
                who,
                &base,
                &Shown { note: "Ours", why: "None", name: "b.txt", bytes: b"ours".to_vec() },
            )
            .await;
            hand_in(house, who, &base).await;
        }
        let pack = PackPlace { alliance: &house.alliance, exchange: "x1", party: "server" };
        assert_eq!(house.app.store.evidence_of(pack).await.unwrap().len(), 1);
    })
    .await;
    // They are exchanged: those who read them read them.
    let [one, other] = &pair.houses;
    for who in ["lead", "third", "colleague"] {
        let path = "/diligence/x1";
        let pages = [one.get(who, &at(one, path)).await.body, other.get(who, &at(other, path)).await.body];
        assert!(pages[0].contains("Moonbank") && pages[1].contains("Thistledown"), "{who}");
    }
    let readers = [
        ("lead", "it speaks for a party of the exchange"),
        ("partner", "it speaks for the party whose pack it is"),
        ("colleague", "it speaks for the party whose pack it is"),
        ("third", "it speaks for a party of the exchange"),
        ("the pack link of carrier", "it speaks for a party of the exchange"),
        ("adviser", "all parties let her see the case"),
    ];
    pair.are_alike("packs, exchanged", &readers).await;
}
