//! What the lead writes down for themselves stays with the lead and the adviser, on every page and in every file.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod inside;

use inside::{House, TWO};
use rowlock_web::ROUTES;

const SECRET: &str = "zanzibar";

/// A house whose lead has weighed leaving and decided, each with a word that stands nowhere else.
async fn house() -> House {
    let house = House::with(TWO).await;
    let at = |path: &str| format!("/a/{}{path}", house.alliance);
    let costs = format!(
        "now=91919&now_what={SECRET}&later=92929&later_what={SECRET}&staying=93939&staying_what={SECRET}"
    );
    assert_eq!(house.post("lead", &at("/verdict/leaving"), &costs).await.status, 303);
    let decision = format!("course=proceed&why={SECRET}");
    assert_eq!(house.post("lead", &at("/verdict/decision"), &decision).await.status, 303);
    house
}

#[tokio::test]
async fn the_lead_and_the_adviser_read_it() {
    let house = house().await;
    for who in ["lead", "adviser"] {
        let page = house.get(who, &format!("/a/{}/verdict", house.alliance)).await.body;
        assert!(page.contains(SECRET) && page.contains("91,919"), "{who}: {page}");
        let export = house.get(who, &format!("/a/{}/record/export", house.alliance)).await;
        assert!(export.status == 200 && export.body.contains(SECRET), "{who}");
    }
}

#[tokio::test]
async fn a_partner_reads_it_nowhere() {
    let house = house().await;
    let facts = 20;
    let mut looked = 0;
    for route in ROUTES.iter().filter(|route| route.method == "get" && route.path.starts_with("/a/")) {
        let path = route.path.replace("{alliance}", &house.alliance).replace("{format}", "md");
        let paths = if path.contains("{fact}") {
            (1..=facts).map(|fact| path.replace("{fact}", &fact.to_string())).collect()
        } else {
            vec![path.replace("{clause}", "purpose").replace("{round}", "r1").replace("{party}", "server")]
        };
        for path in paths.iter().filter(|path| !path.contains('{')) {
            let answer = house.get("partner", path).await;
            for secret in [SECRET, "91919", "91,919", "93939", "93,939"] {
                assert!(!answer.body.contains(secret), "{path} tells {secret}");
            }
            looked += usize::from(answer.status == 200);
        }
    }
    assert!(looked > 40, "only {looked} pages were read");
    let export = house.get("partner", &format!("/a/{}/record/export", house.alliance)).await;
    assert_eq!(export.status, 403);
    let report = house.get("partner", &format!("/a/{}/papers/report/md", house.alliance)).await;
    assert!(report.status == 200 && !report.body.contains("leaving costs"), "{}", report.body);
}
