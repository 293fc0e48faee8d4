//! The desk: what an account sees of its alliances, and who has a seat in one.

use rowlock_store::{Beyond, Store, Summary, Write};

use crate::place::{Place, account, at, change, named, notes, seat};

/// The day on which the desk is looked at.
pub const TODAY: &str = "2026-03-02";

/// Begins an alliance in which `ana` has a seat.
async fn begin(store: &Store, alliance: &str, summary: &Summary) {
    let lines = notes(&["one", "two"]);
    let seat = Write::Member(seat("ana", "lead", Some("ana-1")));
    store.commit(&change(alliance, None, lines.lines(), summary, vec![seat])).await.unwrap();
}

fn full(name: &str, attention: u32) -> Summary {
    Summary {
        name: name.into(),
        stage: "running".into(),
        parties: 3,
        attention,
        next_step: "Ask everybody alone".into(),
        next_path: "/rounds".into(),
        verdict: "Repair".into(),
        alarms: 2,
        watches: 5,
        looked_on: "2026-03-02".into(),
        beyond: Beyond::default(),
        given: None,
    }
}

async fn page(store: &Store, account: &str, limit: u32, offset: u32) -> (Vec<String>, u64) {
    let (rows, count) = store.desk(account, TODAY, limit, offset).await.unwrap();
    (rows.into_iter().map(|row| row.alliance).collect(), count)
}

pub async fn the_desk_shows_first_what_needs_a_person(place: &Place) {
    let store = place.open().await;
    store.open_account(&account("ana")).await.unwrap();
    store.open_account(&account("ben")).await.unwrap();
    for (id, name, attention) in
        [("a", "Birch", 10), ("b", "Birch", 90), ("c", "Alder", 10), ("d", "Cedar", 50), ("e", "Birch", 10)]
    {
        begin(&store, id, &full(name, attention)).await;
    }
    store.seat("d", &seat("ben", "viewer", None), at(0)).await.unwrap();

    let ids = |ids: &[&str]| -> Vec<String> { ids.iter().map(ToString::to_string).collect() };
    assert_eq!(page(&store, "ana", 9, 0).await, (ids(&["b", "d", "c", "a", "e"]), 5));
    assert_eq!(page(&store, "ana", 2, 0).await, (ids(&["b", "d"]), 5));
    assert_eq!(page(&store, "ana", 2, 2).await, (ids(&["c", "a"]), 5));
    assert_eq!(page(&store, "ana", 2, 4).await, (ids(&["e"]), 5));
    assert_eq!(page(&store, "ana", 2, 6).await, (vec![], 5));
    assert_eq!(page(&store, "nobody", 9, 0).await, (vec![], 0));

    let (rows, _) = store.desk("ben", TODAY, 9, 0).await.unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].head, rows[0].role.as_str(), &rows[0].person), (2, "viewer", &None));
    assert_eq!(rows[0].summary, full("Cedar", 50));
}

pub async fn a_reading_is_noted_unless_facts_came_in_between(place: &Place) {
    let store = place.open().await;
    store.open_account(&account("ana")).await.unwrap();
    begin(&store, "a", &full("Birch", 10)).await;
    let summary = async || store.desk("ana", TODAY, 9, 0).await.unwrap().0.remove(0).summary;

    let later = Summary {
        attention: 70,
        next_step: "Talk".into(),
        next_path: String::new(),
        verdict: "Separate".into(),
        alarms: 9,
        watches: 0,
        looked_on: "2026-03-03".into(),
        ..full("Birch", 10)
    };
    for stale in [0, 1, 3] {
        store.summarise("a", stale, &later).await.unwrap();
        assert_eq!(summary().await, full("Birch", 10));
    }
    store.summarise("a", 2, &later).await.unwrap();
    assert_eq!(summary().await, later);
}

pub async fn the_daily_look_finds_what_was_not_read_since(place: &Place) {
    let store = place.open().await;
    store.open_account(&account("ana")).await.unwrap();
    for (id, day) in [("a", "2026-03-01"), ("b", ""), ("c", "2026-03-02"), ("d", "2025-12-31")] {
        begin(&store, id, &Summary { looked_on: day.into(), ..named(id) }).await;
    }
    let due = |ids: &[&str]| -> Vec<(String, u64, String)> {
        ids.iter().map(|id| (id.to_string(), 2, String::new())).collect()
    };
    assert_eq!(store.read_before("2026-03-02", 9).await.unwrap(), due(&["a", "b", "d"]));
    assert_eq!(store.read_before("2026-03-02", 2).await.unwrap(), due(&["a", "b"]));
    store.summarise("a", 2, &Summary { looked_on: "2026-03-02".into(), ..named("a") }).await.unwrap();
    assert_eq!(store.read_before("2026-03-02", 2).await.unwrap(), due(&["b", "d"]));
}

pub async fn the_portfolio_has_all_that_is_kept_of_an_alliance(place: &Place) {
    let store = place.open().await;
    store.open_account(&account("ana")).await.unwrap();
    let beyond = |outcome: &str, history: Option<&str>| Beyond {
        outcome: outcome.into(),
        next_on: "2026-04-01".into(),
        let_in: "[\"ada\"]".into(),
        facets: "{}".into(),
        history: history.map(str::to_owned),
    };
    let first = Summary { beyond: beyond("", Some("weeks")), ..full("Birch", 10) };
    begin(&store, "a", &first).await;
    begin(&store, "b", &full("Alder", 90)).await;
    let rows = store.portfolio("ana", "2026-03-02").await.unwrap();
    assert_eq!(rows.iter().map(|row| row.alliance.as_str()).collect::<Vec<_>>(), ["b", "a"]);
    assert_eq!(rows[1].summary, first);
    assert_eq!(store.portfolio("nobody", "2026-03-02").await.unwrap(), []);

    // A reading that says nothing of the weeks leaves them as they are.
    let later = Summary { beyond: beyond("failed", None), ..full("Birch", 10) };
    store.summarise("a", 2, &later).await.unwrap();
    assert_eq!(
        store.portfolio("ana", "2026-03-02").await.unwrap()[1].summary.beyond,
        beyond("failed", Some("weeks"))
    );
    let again = Summary { beyond: beyond("failed", Some("more")), ..full("Birch", 10) };
    store.summarise("a", 2, &again).await.unwrap();
    assert_eq!(
        store.portfolio("ana", "2026-03-02").await.unwrap()[1].summary.beyond,
        beyond("failed", Some("more"))
    );
}

pub async fn a_view_is_saved_by_its_name_for_one_account(place: &Place) {
    let store = place.open().await;
    for id in ["ana", "ben"] {
        store.open_account(&account(id)).await.unwrap();
    }
    let view = |name: &str, query: &str| (name.to_owned(), query.to_owned());
    store.save_view("ana", "Mondays", "stage=running").await.unwrap();
    store.save_view("ana", "Mondays", "alarms=yes").await.unwrap();
    store.save_view("ana", "Ended", "stage=ended").await.unwrap();
    store.save_view("ben", "Mondays", "").await.unwrap();
    let both = [view("Ended", "stage=ended"), view("Mondays", "alarms=yes")];
    assert_eq!(store.views("ana").await.unwrap(), both);
    store.forget_view("ana", "Mondays").await.unwrap();
    assert_eq!(store.views("ana").await.unwrap(), both[..1]);
    store.delete_account("ana").await.unwrap();
    assert_eq!(store.views("ana").await.unwrap(), []);
    assert_eq!(store.views("ben").await.unwrap(), [view("Mondays", "")]);
}

pub async fn a_seat_is_given_once_and_taken_back(place: &Place) {
    let store = place.open().await;
    for id in ["ana", "ben", "cem"] {
        store.open_account(&account(id)).await.unwrap();
    }
    begin(&store, "a", &named("A")).await;
    begin(&store, "b", &named("B")).await;
    store.seat("a", &seat("cem", "viewer", None), at(2)).await.unwrap();
    store.seat("a", &seat("ben", "viewer", None), at(2)).await.unwrap();
    // A seat that is there stays as it is, whatever is given after it.
    assert!(!store.seat("a", &seat("cem", "partner", Some("cem-1")), at(9)).await.unwrap());
    assert!(!store.seat("a", &seat("ana", "adviser", None), at(9)).await.unwrap());

    // In the order in which they came.
    let members = store.members("a").await.unwrap();
    let expected = [
        (seat("ana", "lead", Some("ana-1")), "ANA".to_owned(), "ana@example.com".to_owned()),
        (seat("ben", "viewer", None), "BEN".to_owned(), "ben@example.com".to_owned()),
        (seat("cem", "viewer", None), "CEM".to_owned(), "cem@example.com".to_owned()),
    ];
    assert_eq!(members, expected);
    let mut seats = store.seats("ana").await.unwrap();
    seats.sort_by(|one, other| one.0.cmp(&other.0));
    let own = seat("ana", "lead", Some("ana-1"));
    assert_eq!(seats, [("a".to_owned(), own.clone()), ("b".to_owned(), own)]);

    store.unseat("a", "ana").await.unwrap();
    assert_eq!(store.members("a").await.unwrap().len(), 2);
    assert_eq!(page(&store, "ana", 9, 0).await, (vec!["b".to_owned()], 1));
    store.seat("no-such-alliance", &seat("ana", "viewer", None), at(0)).await.unwrap_err();
}
