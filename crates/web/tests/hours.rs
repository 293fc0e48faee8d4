//! Hours from a file: shown first, put on the record whole, and not twice.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod inside;

use axum::body::Body;
use axum::http::Request;
use inside::{Answer, House, TWO};

const SHEET: &str = "Person,Project,Date,Hours\n\
                     Maker,Dairy,2026-02-10,3.5\n\
                     Maker,Dairy,2026-02-11,2\n\
                     Server,Something else,2026-02-11,4\n";

async fn upload(house: &House, who: &str, name: &str, bytes: &[u8]) -> Answer {
    let mut body = format!(
        "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         content-type: application/octet-stream\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--b--\r\n");
    let request = Request::builder()
        .method("POST")
        .uri(format!("/a/{}/hours/import", house.alliance))
        .header("host", "inside")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "multipart/form-data; boundary=b")
        .header("cookie", format!("__Host-rowlock={who:0>64}"))
        .body(Body::from(body))
        .unwrap();
    house.knock(request).await
}

/// The fields of the form on a page: hidden ones and what is chosen in lists.
fn fields(page: &str) -> Vec<(String, String)> {
    let value = |tag: &str, name: &str| {
        let (_, rest) = tag.split_once(&format!("{name}=\""))?;
        Some(rest.split_once('"')?.0.to_owned())
    };
    let mut fields = Vec::new();
    for tag in page.split('<') {
        if tag.starts_with("input type=\"hidden\"") {
            fields.push((value(tag, "name").unwrap(), value(tag, "value").unwrap()));
        } else if tag.starts_with("select") {
            fields.push((value(tag, "name").unwrap(), String::new()));
        } else if tag.starts_with("option") && tag.contains(" selected") {
            fields.last_mut().unwrap().1 = value(tag, "value").unwrap();
        }
    }
    fields
}

async fn send(house: &House, fields: &[(String, String)], go: &str) -> Answer {
    let pairs =
        fields.iter().map(|(name, value)| format!("{name}={}", value.replace(' ', "+").replace('&', "%26")));
    let form = format!("{}&go={go}", pairs.collect::<Vec<_>>().join("&"));
    house.post("lead", &format!("/a/{}/hours/import/plan", house.alliance), &form).await
}

#[tokio::test]
async fn hours_are_shown_first_and_recorded_once() {
    let house = House::with(TWO).await;
    let at = |path: &str| format!("/a/{}{path}", house.alliance);
    let proposal = "name=Dairy&description=A+filling+line+for+a+dairy";
    assert_eq!(house.post("partner", &at("/projects/new"), proposal).await.status, 303);
    let page = upload(&house, "lead", "march.csv", SHEET.as_bytes()).await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(
        page.body.contains("a plain sheet") && page.body.contains("This stands in the way"),
        "{}",
        page.body
    );
    // What is called the same is known; what is not has to be said.
    let mut chosen = fields(&page.body);
    let open = chosen.iter_mut().find(|(name, value)| name == "project-1" && value.is_empty()).unwrap();
    open.1 = "outside".to_owned();
    let early = send(&house, &chosen, "look").await;
    assert!(early.body.contains("9.5 hours") && early.body.contains("Maker, Dairy"), "{}", early.body);
    assert!(!house.get("lead", &at("/hours.csv")).await.body.contains("Dairy"), "looking records nothing");
    let done = send(&house, &fields(&early.body), "record").await;
    assert_eq!(done.status, 303, "{}", done.body);
    let csv = house.get("viewer", &at("/hours.csv")).await.body;
    assert_eq!(csv.lines().count(), 3, "{csv}");
    assert!(csv.contains("Maker,Dairy,2026-02-09,2026-02-15,5.5"), "{csv}");
    // What was said once need not be said again, and the same hours are not taken twice.
    let again = upload(&house, "lead", "march.csv", SHEET.as_bytes()).await.body;
    assert!(again.contains("they are on the record already"), "{again}");
    let chosen = fields(&again);
    assert!(chosen.contains(&("project-1".to_owned(), "outside".to_owned())), "{chosen:?}");
    let again = send(&house, &chosen, "record").await;
    assert!(again.status == 200 && again.body.contains("they are on the record already"), "{}", again.body);
    let april = SHEET.replace("2026-02", "2026-01");
    let april = upload(&house, "lead", "april.csv", april.as_bytes()).await.body;
    assert!(april.contains("Put these hours on the record"), "{april}");
    // It is kept for whoever said it.
    let partner = upload(&house, "partner", "april.csv", SHEET.as_bytes()).await.body;
    assert!(fields(&partner).contains(&("project-1".to_owned(), String::new())), "{partner}");
    let about = house.get("lead", "/you/export").await.body;
    assert!(about.contains("kept_from_files_of_hours") && about.contains("Something else"), "{about}");
}

#[tokio::test]
async fn what_cannot_be_read_is_said_and_leaves_nothing() {
    let house = House::with(TWO).await;
    let before = house.get("lead", &format!("/a/{}/record/export", house.alliance)).await.body;
    for (name, bytes, told) in [
        ("empty.csv", &b""[..], "Choose a file first"),
        ("heads.csv", b"Person,Project,Date,Hours\n", "no rows"),
        ("bad.csv", b"Person,Project,Date,Hours\nMaker,Dairy,soon,3\n", "this is no day"),
        ("no.xlsx", b"PK\x03\x04 nothing", "no.xlsx"),
    ] {
        let page = upload(&house, "lead", name, bytes).await;
        assert!(page.status == 200 && page.body.contains(told), "{name}: {}", page.body);
    }
    assert_eq!(upload(&house, "viewer", "a.csv", SHEET.as_bytes()).await.status, 404);
    let large = upload(&house, "lead", "large.csv", &vec![b'a'; (2 << 20) + 1]).await;
    assert!(large.body.contains("2,048 kB is the most"), "{}", large.body);
    let after = house.get("lead", &format!("/a/{}/record/export", house.alliance)).await.body;
    assert_eq!(before, after);
}
