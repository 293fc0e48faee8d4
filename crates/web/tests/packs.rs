//! Diligence packs: nothing of one is in any page, list, file, mail or in the database before the exchange; after it
//! those of the exchange read it, and nobody else.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod inside;

use inside::{Answer, House, TWO};
use rowlock_core::pack::sha256;
use rowlock_web::{Post, ROUTES};

const CANDIDATE: &str = r#"
[[party]]
id = "dora"
name = "Dora and Sons"
kind = "firm"
role = "candidate"
on = 2026-01-20
people = []
"#;

const EXCHANGE: &str = "packs-2026-03-02";
const NOTE: &str = "The broker is called Thistledown";
const REASON: &str = "No quarrel ever reached a court";
const NAME: &str = "quillfeather-certificate";
const INSIDE: &str = "%PDF-1.7 cover of marmalade risks";
const OURS: &str = "Our cover is with Moonbank";
const THEIRS: [&str; 4] = [NOTE, REASON, NAME, INSIDE];

fn at(house: &House, path: &str) -> String {
    format!("/a/{}{path}", house.alliance)
}

fn case() -> String {
    format!("{TWO}{CANDIDATE}")
}

/// Opens an exchange between the lead and the candidate, and answers with the path of the candidate's link.
async fn opened(house: &House) -> String {
    let form =
        "parties=maker&parties=dora&checks=insurance&checks=litigation&due=2026-03-20&why=Before+we+sign";
    let answer = house.post("lead", &at(house, "/diligence/new"), form).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    link(house).await
}

async fn link(house: &House) -> String {
    let path = at(house, &format!("/diligence/{EXCHANGE}/invite/dora"));
    let answer = house.post("lead", &path, "by=link&name=Dora").await;
    let (_, rest) = answer.body.split_once("http://inside/p/").unwrap_or_else(|| panic!("{}", answer.body));
    let path = format!("/p/{}", rest.split(['<', '"']).next().unwrap());
    // Dora opens it, and locks it with a word of her own.
    assert!(house.set_word(&path, "thistle").await);
    path
}

/// Fills a pack under a path, and answers with the path of its file.
async fn fill(house: &House, who: &str, base: &str, note: &str) -> String {
    let note = format!("how=given&consent=yes&note={}&note_on=2026-02-20&go=stay", note.replace(' ', "+"));
    let saved = house.post(who, &format!("{base}/checks/insurance"), &note).await;
    assert_eq!(saved.status, 303, "{}", saved.body);
    let file = [(format!("../../{NAME}.exe"), INSIDE.as_bytes())];
    let file: Vec<(&str, &[u8])> = file.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    let put = house.upload(who, &format!("{base}/checks/insurance/files"), &file).await;
    assert_eq!(put.status, 303, "{}", put.body);
    let reason = format!("how=nothing&why={}&go=next", REASON.replace(' ', "+"));
    let saved = house.post(who, &format!("{base}/checks/litigation"), &reason).await;
    assert_eq!(saved.location, format!("{base}/review"), "{}", saved.body);
    let page = house.get(who, &format!("{base}/checks/insurance")).await.body;
    let (_, rest) = page.split_once(&format!("{base}/files/")).unwrap();
    format!("{base}/files/{}", rest.split('"').next().unwrap())
}

async fn hand_in(house: &House, who: &str, base: &str) {
    let answer = house.post(who, &format!("{base}/review"), "").await;
    assert_eq!((answer.status, answer.location.as_str()), (303, base), "{}", answer.body);
}

fn own(house: &House) -> String {
    at(house, &format!("/diligence/{EXCHANGE}/pack"))
}

/// Fills and hands in the lead's pack.
async fn lead_hands_in(house: &House) {
    fill(house, "lead", &own(house), OURS).await;
    hand_in(house, "lead", &own(house)).await;
}

/// Every page and file that somebody may get.
async fn everything(house: &House, who: &str, file: &str) -> Vec<(String, Answer)> {
    let facts = house.app.store.lines(&house.alliance, 0).await.unwrap().len();
    let mut seen = Vec::new();
    let paths = ROUTES
        .iter()
        .filter(|route| route.method == "get" && !route.path.starts_with("/r/"))
        .flat_map(|route| {
            let path = route.path.replace("{alliance}", &house.alliance).replace("{exchange}", EXCHANGE);
            let path =
                path.replace("{party}", "dora").replace("{check}", "insurance").replace("{file}", file);
            let many = path.contains("{fact}");
            (1..=if many { facts } else { 1 }).map(move |fact| path.replace("{fact}", &fact.to_string()))
        });
    for path in paths.filter(|path| !path.contains('{')) {
        let answer = house.get(who, &path).await;
        seen.push((path, answer));
    }
    seen
}

fn file_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap()
}

const EVERYBODY: [&str; 7] =
    ["lead", "partner", "adviser", "adviser-without-consent", "viewer", "stranger", "nobody"];

#[tokio::test]
async fn before_the_exchange_nobody_reads_a_word_and_after_it_those_of_the_exchange_do() {
    let letters = tempfile::tempdir().unwrap();
    let house = House::sending(&case(), Post::Folder(letters.path().to_owned())).await;
    let base = opened(&house).await;
    let file = fill(&house, "nobody", &base, NOTE).await;
    assert!(house.get("nobody", &file).await.body.contains(INSIDE));
    hand_in(&house, "nobody", &base).await;
    for who in EVERYBODY {
        for (path, answer) in everything(&house, who, file_of(&file)).await {
            for words in THEIRS {
                assert!(!answer.body.contains(words), "{who} reads \u{201c}{words}\u{201d} at {path}");
            }
        }
    }
    // Whoever made the link may know it, so it shows nothing of what was handed in.
    for page in ["", "/packs", "/review", "/checks/insurance"] {
        let answer = house.get("nobody", &format!("{base}{page}")).await;
        assert!(THEIRS.iter().all(|words| !answer.body.contains(words)), "{page}");
    }
    assert_eq!(house.get("nobody", &file).await.status, 404);
    for folder in [house.folder(), letters.path()] {
        for file in std::fs::read_dir(folder).unwrap() {
            let bytes = std::fs::read(file.unwrap().path()).unwrap();
            for words in THEIRS {
                assert!(!bytes.windows(words.len()).any(|seen| seen == words.as_bytes()), "{words}");
            }
        }
    }
    let page = house.get("lead", &at(&house, &format!("/diligence/{EXCHANGE}"))).await.body;
    assert!(page.contains("1 of 2 packs in") && page.contains("handed in on"), "{page}");

    lead_hands_in(&house).await;
    let packs = at(&house, &format!("/diligence/{EXCHANGE}"));
    let their_file = at(&house, &format!("/diligence/{EXCHANGE}/packs/dora/files/{}", file_of(&file)));
    for (who, reads) in EVERYBODY.map(|who| (who, matches!(who, "lead" | "adviser"))) {
        let page = house.get(who, &packs).await.body;
        for words in [NOTE, REASON, NAME, OURS] {
            assert_eq!(page.contains(words), reads, "{who}: {words}");
        }
        let answer = house.get(who, &their_file).await;
        assert_eq!(answer.status == 200 && answer.body == INSIDE, reads, "{who}: {}", answer.status);
        if !reads {
            for (path, answer) in everything(&house, who, file_of(&file)).await {
                assert!(THEIRS.iter().all(|words| !answer.body.contains(words)), "{who}: {path}");
            }
        }
    }
    let page = house.get("nobody", &format!("{base}/packs")).await.body;
    assert!(
        page.contains(OURS) && page.contains(NOTE) && page.contains(&sha256(INSIDE.as_bytes())),
        "{page}"
    );
    let saved = house.get("lead", &their_file).await.headers;
    assert!(
        saved["content-disposition"].starts_with(&format!("attachment; filename=\"{NAME}.pdf\"")),
        "{saved:?}"
    );
    assert_eq!(
        (saved["content-type"].as_str(), saved["x-content-type-options"].as_str()),
        ("application/pdf", "nosniff")
    );
    let record = house.get("lead", &at(&house, "/record/export")).await.body;
    assert!(record.contains("diligence_consented") && !record.contains(NOTE));
}

#[tokio::test]
async fn each_side_says_what_it_found_and_a_flag_is_cleared_by_a_later_word() {
    let house = House::with(&case()).await;
    let base = opened(&house).await;
    fill(&house, "nobody", &base, NOTE).await;
    let early = format!("{base}/findings/maker/insurance");
    assert_eq!(house.get("nobody", &early).await.status, 404);
    hand_in(&house, "nobody", &base).await;
    lead_hands_in(&house).await;

    let flag = "finding=flag&evidence=It+ends+in+two+months&stale_on=2026-05-01";
    let of_dora = at(&house, "/parties/dora/diligence/insurance");
    assert_eq!(house.post("lead", &of_dora, flag).await.status, 303);
    assert_eq!(house.post("nobody", &early, "finding=clear&evidence=Seen").await.status, 303);
    let table = house.get("lead", &at(&house, "/diligence")).await.body;
    assert!(
        table.contains("Flag, seen on 2\u{a0}March\u{a0}2026") && table.contains("Clear, seen on"),
        "{table}"
    );
    assert!(house.get("nobody", &format!("{base}/packs")).await.body.contains("It ends in two months"));
    assert_eq!(house.post("lead", &of_dora, "finding=clear&evidence=Renewed").await.status, 303);
    let page = house.get("lead", &of_dora).await.body;
    assert!(page.contains("It ends in two months") && page.contains("Renewed"));
    assert!(!house.get("lead", &at(&house, "/diligence")).await.body.contains("Flag, seen"));

    let empty = house.post("lead", &of_dora, "finding=sure").await;
    assert!(empty.body.contains("Choose what it came to") && empty.body.contains("Write what you saw"));
    // Of oneself nobody says anything, and by a link nothing of those outside the exchange.
    assert_eq!(house.post("lead", &at(&house, "/parties/maker/diligence/insurance"), flag).await.status, 400);
    for party in ["dora", "server", "zoe"] {
        let path = format!("{base}/findings/{party}/insurance");
        assert_eq!(house.post("nobody", &path, flag).await.status, 404, "{party}");
    }
    let csv = house.get("partner", &at(&house, "/diligence.csv")).await.body;
    assert!(csv.contains("Insurance in force,Dora and Sons") && csv.contains("Renewed"), "{csv}");
}

#[tokio::test]
async fn what_does_not_fit_is_said_and_the_rest_is_kept() {
    let house = House::with(&case()).await;
    let base = opened(&house).await;
    let check = format!("{base}/checks/insurance");
    let large = vec![b'a'; (5 << 20) + 1];
    let bomb = [b"PK\x03\x04 [Content_Types].xml xl/workbook.xml ".as_slice(), &[0; 4096]].concat();
    let tried: [(&str, &[u8]); 6] = [
        ("large.txt", &large),
        ("invoice.pdf", b"MZ\x90\x00 not a PDF"),
        ("page.html.png", b"\x00\x01\x02"),
        ("bomb.xlsx", &bomb),
        ("..\\..\\notes.txt", b"plain words"),
        ("empty.txt", b""),
    ];
    let answer = house.upload("nobody", &format!("{check}/files"), &tried).await;
    assert_eq!(answer.status, 200);
    for told in [
        "large.txt\u{201d} is larger than 5 MB",
        "invoice.pdf\u{201d} is not a file",
        "page.html.png\u{201d} is not",
        "empty.txt\u{201d} is not",
    ] {
        assert!(answer.body.contains(told), "{told}: {}", answer.body);
    }
    assert!(
        answer.body.contains(">notes.txt</a>") && answer.body.contains(">bomb.xlsx</a>"),
        "{}",
        answer.body
    );

    let many: Vec<(&str, &[u8])> = (0..40).map(|_| ("note.txt", b"words".as_slice())).collect();
    let answer = house.upload("nobody", &format!("{check}/files"), &many).await;
    assert!(answer.body.contains("A pack holds 30 files"), "{}", answer.body);
    assert_eq!(answer.body.matches(">note.txt</a>").count(), 28);

    let flood = vec![b'a'; 17 << 20];
    let answer = house.upload("nobody", &format!("{check}/files"), &[("flood.txt", &flood)]).await;
    assert!(answer.body.contains("more than 16 MB at once"), "{} {}", answer.status, answer.body);
    let answer = house.upload("nobody", &format!("{check}/files"), &[]).await;
    assert!(answer.body.contains("Choose a file first"), "{}", answer.body);

    let both = house.post("nobody", &check, "how=declined&why=No").await;
    assert!(both.body.contains("Take them away first"), "{}", both.body);
    let early = house.post("nobody", &format!("{base}/review"), "").await;
    assert!(early.status == 200 && early.body.contains("Nothing was handed in yet"));
    assert!(early.body.contains("Give your consent in writing"), "{}", early.body);
    let later = house.post("nobody", &check, "how=given&note=Soon&note_on=2026-03-03").await;
    assert!(later.body.contains("This day is still to come"));
}

#[tokio::test]
async fn a_pack_is_taken_back_by_a_link_that_was_handed_over_without_being_read() {
    let house = House::with(&case()).await;
    let base = opened(&house).await;
    fill(&house, "nobody", &base, NOTE).await;
    hand_in(&house, "nobody", &base).await;
    // A new link would read what was handed in.
    let anew = at(&house, &format!("/diligence/{EXCHANGE}/invite/dora"));
    assert!(house.post("lead", &anew, "by=link").await.body.contains("This pack is in and sealed"));
    assert_eq!(house.post("nobody", &format!("{base}/take-back"), "").await.status, 303);
    let page = house.get("nobody", &format!("{base}/checks/insurance")).await.body;
    assert!(!page.contains(NOTE) && !page.contains(NAME));

    fill(&house, "lead", &own(&house), OURS).await;
    hand_in(&house, "lead", &own(&house)).await;
    assert_eq!(house.post("lead", &format!("{}/take-back", own(&house)), "").await.status, 303);
    assert!(house.get("lead", &format!("{}/checks/insurance", own(&house))).await.body.contains(OURS));
    hand_in(&house, "lead", &own(&house)).await;
    fill(&house, "nobody", &base, NOTE).await;
    hand_in(&house, "nobody", &base).await;
    assert!(house.get("nobody", &format!("{base}/packs")).await.body.contains(OURS));
}

#[tokio::test]
async fn a_new_link_reads_nothing_that_was_saved_under_the_old_one() {
    let house = House::with(&case()).await;
    let old = opened(&house).await;
    let file = fill(&house, "nobody", &old, NOTE).await;
    let new = link(&house).await;
    assert_eq!(house.get("nobody", &old).await.status, 410);
    let page = house.get("nobody", &format!("{new}/checks/insurance")).await.body;
    assert!(!page.contains(NOTE) && !page.contains(NAME));
    assert_eq!(house.get("nobody", &format!("{new}/files/{}", file_of(&file))).await.status, 404);
}

#[tokio::test]
async fn what_ends_without_an_exchange_is_erased_and_so_is_what_its_party_erases() {
    let house = House::with(&case()).await;
    let base = opened(&house).await;
    fill(&house, "nobody", &base, NOTE).await;
    hand_in(&house, "nobody", &base).await;
    let keys = async || house.app.store.keys(&house.alliance).await.unwrap().len();
    let before = keys().await;
    let end = at(&house, &format!("/diligence/{EXCHANGE}/close"));
    assert!(house.post("lead", &end, "").await.body.contains("Say why"));
    assert_eq!(house.post("partner", &end, "why=I+want").await.status, 400, "not in it");
    assert_eq!(house.post("lead", &end, "why=We+found+another").await.status, 303);
    assert_eq!(keys().await, before - 1);
    assert!(house.get("nobody", &base).await.body.contains("We found another"));
    assert_eq!(house.get("nobody", &format!("{base}/checks/insurance")).await.status, 303);

    let house = House::with(&case()).await;
    let base = opened(&house).await;
    let file = fill(&house, "nobody", &base, NOTE).await;
    hand_in(&house, "nobody", &base).await;
    lead_hands_in(&house).await;
    assert_eq!(house.post("nobody", &format!("{base}/erase"), "").await.status, 400);
    assert_eq!(house.post("nobody", &format!("{base}/erase"), "sure=yes").await.status, 303);
    let page = house.get("lead", &at(&house, &format!("/diligence/{EXCHANGE}"))).await.body;
    assert!(page.contains("This was erased by its party") && !page.contains(NOTE) && page.contains(OURS));
    let their_file = at(&house, &format!("/diligence/{EXCHANGE}/packs/dora/files/{}", file_of(&file)));
    assert_eq!(house.get("lead", &their_file).await.status, 404);

    let about = house.get("lead", "/you/export").await.body;
    assert!(about.contains(OURS) && about.contains(NAME), "{about}");
    // Whoever brought the alliance in has a seat of the same party; with the last one its packs go.
    house.app.store.unseat(&house.alliance, "founder").await.unwrap();
    assert_eq!(house.post("lead", "/you/delete", "sure=lead@inside.example").await.status, 303);
    let page = house.get("nobody", &format!("{base}/packs")).await.body;
    assert!(!page.contains(OURS), "{page}");
}

#[tokio::test]
async fn who_leaves_by_a_link_ends_it_for_all() {
    let house = House::with(&case()).await;
    let base = opened(&house).await;
    fill(&house, "lead", &own(&house), OURS).await;
    assert_eq!(house.post("nobody", &format!("{base}/leave"), "").await.status, 303);
    let page = house.get("lead", &at(&house, &format!("/diligence/{EXCHANGE}"))).await.body;
    assert!(page.contains("Dora and Sons takes no part in it"), "{page}");
    assert_eq!(house.get("lead", &format!("{}/checks/insurance", own(&house))).await.status, 303);
}

#[tokio::test]
async fn what_is_due_and_what_goes_stale_is_on_the_agenda_and_in_the_calendar_as_a_day() {
    let stale = case().replacen(
        "people = [\"sam\"]",
        "people = [\"sam\"]\ndiligence = [{ check = \"license\", asked = 2026-01-06, result = [{ on = 2026-01-07, \
         finding = \"clear\", evidence = \"Seen at Thistledown\", stale_on = 2026-03-20 }] }]",
        1,
    );
    let house = House::with(&stale).await;
    opened(&house).await;
    let due = house.get("lead", &at(&house, "/diligence")).await.body;
    assert!(
        due.contains("Clear, goes stale on 20\u{a0}March\u{a0}2026") && due.contains("One finding is stale"),
        "{due}"
    );
    let plan = house.post("lead", &at(&house, "/meetings"), "about=Review&due=2026-03-09").await;
    let agenda = house.get("lead", &plan.location).await.body;
    assert!(agenda.contains("Server: Professional license"), "{agenda}");
    let calendar = house.get("lead", &at(&house, "/calendar.ics")).await.body;
    let calendar = calendar.replace("\r\n ", "");
    assert!(
        calendar.contains("diligence packs are due") && calendar.contains("evidence goes stale"),
        "{calendar}"
    );
    assert!(!calendar.contains("Professional license") && !calendar.contains("Thistledown"));
    let focus = house.get("lead", &at(&house, "/focus")).await.body;
    assert!(focus.contains("One exchange open and one check stale or going stale"), "{focus}");
    assert!(!house.get("viewer", &at(&house, "/focus")).await.body.contains("Due diligence"));
    let party = house.get("lead", &at(&house, "/parties/server")).await.body;
    assert!(party.contains("One check clear"), "{party}");
}
