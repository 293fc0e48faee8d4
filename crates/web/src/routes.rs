//! Every route of the application, in one list: its method, its path, what it asks of whoever comes, and who
//! answers. There is no other way to add one, so none can be without a guard.

use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::MethodRouter;
use rowlock_core::access::Action::{See, Write};
use rowlock_core::access::Resource::{
    AdviserSeat, Alliance, Approval, Attempt, Candidate, Charter, Confidence, ControlPoint, Decision,
    Diligence, Gap, HandOver, HandOverConsent, Interest, Invitation, Issue, JointBusiness, Learning, Mark,
    Meeting, Note, OwnersPosition, Pack, Party, Record, Release, Round, RoundResult, Scores, Threshold,
    Verdict, Work,
};
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, Predicate};
use tower_http::csrf::CsrfLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;

use crate::apart::{self, Bench};
use crate::app::App;
use crate::guard::{self, Need};
use crate::oops::{self, Oops};
use crate::{assets, auth, packs, pages, paths, respond};

/// One route.
#[derive(Debug, Clone, Copy)]
pub struct Route {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// Its path, with parameters in braces.
    pub path: &'static str,
    /// What it asks of whoever comes.
    pub need: Need,
}

macro_rules! routes {
    ($($method:ident $path:literal, $need:expr => $handler:path;)*) => {
        /// All routes.
        pub const ROUTES: &[Route] = &[
            $(Route { method: stringify!($method), path: $path, need: $need },)*
        ];

        fn table(app: &App) -> Router<App> {
            Router::new()$(.route($path, guarded(axum::routing::$method($handler), app, $need, $path)))*
        }
    };
}

/// One route behind its guard and its bounds.
fn guarded(route: MethodRouter<App>, app: &App, need: Need, path: &str) -> MethodRouter<App> {
    let bench = Bench { app: app.clone(), largest_body: largest_body(path) };
    // The guard lets in first; what it lets in is worked on apart. Pages for anybody compute nothing.
    let route: MethodRouter<App> = match need {
        Need::Nobody => route,
        _ => route.layer(middleware::from_fn_with_state(bench, apart::work)),
    };
    let route: MethodRouter<App> =
        route.layer(middleware::from_fn_with_state((app.clone(), need), guard::check));
    let route: MethodRouter<App> = route.layer(DefaultBodyLimit::max(largest_body(path)));
    route.layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, longest(path)))
}

use Need::{Closed, Feed, Link, May, Nobody, PackLink, SignedIn};

routes! {
    get "/", Nobody => pages::home::show;
    get "/about", Nobody => pages::home::about;
    get "/health", Nobody => pages::home::health;
    get "/assets/{*name}", Nobody => assets::show;

    get "/set-up/{token}", Nobody => auth::set_up::show;
    post "/set-up/{token}", Nobody => auth::set_up::submit;
    get "/sign-in", Nobody => auth::sign_in::show;
    post "/sign-in", Nobody => auth::sign_in::submit;
    get "/sign-in/sent", Nobody => auth::link::sent;
    get "/sign-in/{token}", Nobody => auth::link::show;
    post "/sign-in/{token}", Nobody => auth::link::submit;
    get "/seats/asked/{request}/{token}", Nobody => auth::seat_asked::show;
    post "/seats/asked/{request}/{token}", Nobody => auth::seat_asked::submit;
    post "/sign-out", SignedIn => auth::sign_in::sign_out;

    get "/desk", SignedIn => pages::desk::show;
    get "/portfolio", SignedIn => pages::portfolio::show;
    get "/portfolio.csv", SignedIn => pages::portfolio::list;
    get "/portfolio.xlsx", SignedIn => pages::portfolio::list;
    get "/portfolio/papers/{format}", SignedIn => pages::portfolio::paper;
    post "/portfolio/views", SignedIn => pages::portfolio::save;
    post "/portfolio/views/forget", SignedIn => pages::portfolio::forget;
    get "/portfolio/conflicts", SignedIn => pages::portfolio_conflicts::show;
    get "/portfolio/conflicts.csv", SignedIn => pages::portfolio_conflicts::list;
    get "/portfolio/conflicts.xlsx", SignedIn => pages::portfolio_conflicts::list;
    get "/learning", SignedIn => pages::learning::show;
    get "/learning.csv", SignedIn => pages::learning::list;
    get "/learning.xlsx", SignedIn => pages::learning::list;
    get "/you", SignedIn => pages::you::show;
    post "/you/name", SignedIn => pages::you::rename;
    post "/you/password", SignedIn => pages::you::password;
    post "/you/letters", SignedIn => pages::you::letters;
    post "/you/sessions/end", SignedIn => pages::you::end_sessions;
    post "/you/sessions/{session}/end", SignedIn => pages::you::end_session;
    get "/you/export", SignedIn => pages::you::export;
    get "/you/notes", SignedIn => pages::you_notes::show;
    post "/you/notes/{alliance}/delete", SignedIn => pages::you_notes::delete;
    get "/you/delete", SignedIn => pages::you::ask_to_delete;
    post "/you/delete", SignedIn => pages::you::delete;

    get "/alliances/new", SignedIn => pages::new_alliance::doors;
    get "/alliances/new/considering", SignedIn => pages::new_alliance::considering;
    get "/alliances/new/partners", SignedIn => pages::new_alliance::partners;
    get "/alliances/new/past", SignedIn => pages::new_alliance::past;
    post "/alliances/new", SignedIn => pages::new_alliance::submit;
    get "/alliances/new/file", SignedIn => pages::new_alliance::file;
    post "/alliances/new/file", SignedIn => pages::new_alliance::submit_file;
    get "/alliances/new/hand-over", SignedIn => pages::hand_over_new::show;
    post "/alliances/new/hand-over", SignedIn => pages::hand_over_new::submit;

    get "/playbooks", SignedIn => pages::playbooks::show;
    get "/playbooks.csv", SignedIn => pages::playbooks::list;
    get "/playbooks.xlsx", SignedIn => pages::playbooks::list;
    get "/playbooks/import", SignedIn => pages::playbooks::import;
    post "/playbooks/import", SignedIn => pages::playbooks::take;
    get "/playbooks/{playbook}", SignedIn => pages::playbook::show;
    get "/playbooks/{playbook}/file", SignedIn => pages::playbook::file;
    get "/playbooks/{playbook}/papers/{format}", SignedIn => pages::playbook::paper;
    get "/playbooks/{playbook}/edit", SignedIn => pages::playbook_edit::show;
    post "/playbooks/{playbook}/edit", SignedIn => pages::playbook_edit::submit;
    get "/playbooks/{playbook}/start", SignedIn => pages::playbook_start::show;
    post "/playbooks/{playbook}/start", SignedIn => pages::playbook_start::submit;
    get "/playbooks/{playbook}/delete", SignedIn => pages::playbook::ask_to_delete;
    post "/playbooks/{playbook}/delete", SignedIn => pages::playbook::delete;

    get "/a/{alliance}", May(See, Alliance) => pages::overview::show;
    get "/a/{alliance}/focus", May(See, Alliance) => pages::focus::show;
    get "/a/{alliance}/joint-business", May(See, JointBusiness) => pages::joint_business::show;
    get "/a/{alliance}/joint-business/edit", May(Write, JointBusiness) => pages::joint_business::edit;
    post "/a/{alliance}/joint-business/edit", May(Write, JointBusiness) => pages::joint_business::submit;
    get "/a/{alliance}/parties", May(See, Party) => pages::parties::show;
    get "/a/{alliance}/parties.csv", May(See, Party) => pages::parties::list;
    get "/a/{alliance}/parties.xlsx", May(See, Party) => pages::parties::list;
    get "/a/{alliance}/parties/new", May(Write, Party) => pages::party_new::show;
    post "/a/{alliance}/parties/new", May(Write, Party) => pages::party_new::submit;
    get "/a/{alliance}/parties/{party}", May(See, Party) => pages::party::show;
    get "/a/{alliance}/parties/{party}/model", May(Write, Party) => pages::party_model::show;
    post "/a/{alliance}/parties/{party}/model", May(Write, Party) => pages::party_model::submit;
    get "/a/{alliance}/parties/{party}/capabilities", May(Write, Party) => pages::party_capabilities::show;
    post "/a/{alliance}/parties/{party}/capabilities", May(Write, Party) => pages::party_capabilities::submit;
    get "/a/{alliance}/parties/{party}/role", May(Write, Party) => pages::party_role::show;
    post "/a/{alliance}/parties/{party}/role", May(Write, Party) => pages::party_role::submit;
    get "/a/{alliance}/grow", May(See, Learning) => pages::grow::show;
    get "/a/{alliance}/end", May(Write, Alliance) => pages::end::show;
    post "/a/{alliance}/end", May(Write, Alliance) => pages::end::submit;
    get "/a/{alliance}/debrief", May(See, Learning) => pages::debrief::show;
    get "/a/{alliance}/debrief/hold", May(Write, Learning) => pages::debrief_hold::show;
    post "/a/{alliance}/debrief/hold", May(Write, Learning) => pages::debrief_hold::submit;
    get "/a/{alliance}/look-back", May(See, Learning) => pages::look_back::show;
    get "/a/{alliance}/look-back.csv", May(See, Learning) => pages::look_back::list;
    get "/a/{alliance}/look-back.xlsx", May(See, Learning) => pages::look_back::list;
    get "/a/{alliance}/papers/look-back/{format}", May(See, Learning) => pages::look_back::paper;

    get "/a/{alliance}/stage", May(Write, Alliance) => pages::stage::show;
    post "/a/{alliance}/stage", May(Write, Alliance) => pages::stage::submit;

    get "/a/{alliance}/seats", May(See, AdviserSeat) => pages::seats::show;
    post "/a/{alliance}/seats", May(Write, Alliance) => pages::seats::give;
    post "/a/{alliance}/seats/{account}/end", May(Write, Alliance) => pages::seats::end;
    post "/a/{alliance}/seats/asked/{request}", May(Write, AdviserSeat) => pages::speakers::answer;
    post "/a/{alliance}/parties/{party}/silent", May(Write, AdviserSeat) => pages::speakers::say_absent;
    post "/a/{alliance}/adviser", May(Write, AdviserSeat) => pages::adviser::invite;
    post "/a/{alliance}/adviser/{person}/consent", May(Write, AdviserSeat) => pages::adviser::consent;
    post "/a/{alliance}/adviser/{person}/revoke", May(Write, AdviserSeat) => pages::adviser::revoke;

    get "/a/{alliance}/candidates", May(See, Candidate) => pages::candidates::show;
    get "/a/{alliance}/candidates.csv", May(See, Candidate) => pages::candidates::list;
    get "/a/{alliance}/candidates.xlsx", May(See, Candidate) => pages::candidates::list;
    get "/a/{alliance}/candidates/comparison.xlsx", May(See, Candidate) => pages::comparison::sheet;
    get "/a/{alliance}/papers/comparison/{format}", May(See, Candidate) => pages::comparison::paper;
    get "/a/{alliance}/candidates/import", May(Write, Candidate) => pages::candidates_import::show;
    post "/a/{alliance}/candidates/import", May(Write, Candidate) => pages::candidates_import::take;
    post "/a/{alliance}/candidates/import/plan", May(Write, Candidate) => pages::candidates_import::plan;
    get "/a/{alliance}/candidates/{party}", May(See, Candidate) => pages::candidate::show;
    post "/a/{alliance}/candidates/{party}/offer", May(Write, Candidate) => pages::candidate::offer;
    post "/a/{alliance}/candidates/{party}/pair", May(Write, Candidate) => pages::candidate::pair;
    post "/a/{alliance}/candidates/{party}/trials", May(Write, Candidate) => pages::candidate::trial;
    post "/a/{alliance}/candidates/{party}/trials/{trial}", May(Write, Candidate) => pages::candidate::debrief;
    get "/a/{alliance}/scorings", May(See, Candidate) => pages::scorings::show;
    post "/a/{alliance}/scorings", May(Write, Candidate) => pages::scorings::open;
    get "/a/{alliance}/scorings/{scoring}", May(See, Candidate) => pages::scoring::show;
    get "/a/{alliance}/scorings/{scoring}/table.csv", May(See, Scores) => pages::scoring::list;
    get "/a/{alliance}/scorings/{scoring}/table.xlsx", May(See, Scores) => pages::scoring::list;
    post "/a/{alliance}/scorings/{scoring}/weights", May(Write, Candidate) => pages::scoring::weigh;
    post "/a/{alliance}/scorings/{scoring}/excuse", May(Write, Candidate) => pages::scoring::excuse;
    get "/a/{alliance}/scorings/{scoring}/mine", May(Write, Scores) => pages::score_sheet::show;
    post "/a/{alliance}/scorings/{scoring}/mine", May(Write, Scores) => pages::score_sheet::submit;

    get "/a/{alliance}/selection", May(See, Candidate) => pages::selection::show;
    post "/a/{alliance}/selection/turn", May(See, Candidate) => pages::selection::turn;
    get "/a/{alliance}/selection/end", May(Write, Candidate) => pages::selection_end::show;
    post "/a/{alliance}/selection/end", May(Write, Candidate) => pages::selection_end::submit;

    get "/a/{alliance}/fit", May(See, Party) => pages::fit::show;
    get "/a/{alliance}/fit.csv", May(See, Party) => pages::fit::list;
    get "/a/{alliance}/fit.xlsx", May(See, Party) => pages::fit::list;

    get "/a/{alliance}/diligence", May(See, Diligence) => pages::diligence::show;
    get "/a/{alliance}/diligence.csv", May(See, Diligence) => pages::diligence::list;
    get "/a/{alliance}/diligence.xlsx", May(See, Diligence) => pages::diligence::list;
    get "/a/{alliance}/diligence/new", May(Write, Diligence) => pages::exchange_new::show;
    post "/a/{alliance}/diligence/new", May(Write, Diligence) => pages::exchange_new::submit;
    get "/a/{alliance}/diligence/{exchange}", May(See, Diligence) => pages::exchange::show;
    post "/a/{alliance}/diligence/{exchange}/close", May(Write, Diligence) => pages::exchange::close;
    post "/a/{alliance}/diligence/{exchange}/invite/{party}", May(Write, Invitation) => pages::exchange::invite;
    post "/a/{alliance}/diligence/{exchange}/revoke/{invitation}", May(Write, Invitation) => pages::exchange::revoke;
    get "/a/{alliance}/diligence/{exchange}/packs/{party}/files/{file}", May(See, Pack) => pages::exchange::download;
    get "/a/{alliance}/diligence/{exchange}/pack", May(Write, Pack) => packs::home::show;
    get "/a/{alliance}/diligence/{exchange}/pack/checks/{check}", May(Write, Pack) => packs::check::show;
    post "/a/{alliance}/diligence/{exchange}/pack/checks/{check}", May(Write, Pack) => packs::check::submit;
    post "/a/{alliance}/diligence/{exchange}/pack/checks/{check}/files", May(Write, Pack) => packs::files::put_in;
    post "/a/{alliance}/diligence/{exchange}/pack/checks/{check}/drop", May(Write, Pack) => packs::check::drop_one;
    get "/a/{alliance}/diligence/{exchange}/pack/files/{file}", May(Write, Pack) => packs::files::show;
    get "/a/{alliance}/diligence/{exchange}/pack/review", May(Write, Pack) => packs::review::show;
    post "/a/{alliance}/diligence/{exchange}/pack/review", May(Write, Pack) => packs::review::hand_in;
    post "/a/{alliance}/diligence/{exchange}/pack/take-back", May(Write, Pack) => packs::review::take_back;
    post "/a/{alliance}/diligence/{exchange}/pack/erase", May(Write, Pack) => packs::review::erase;
    get "/a/{alliance}/parties/{party}/diligence/{check}", May(See, Diligence) => pages::finding::show;
    post "/a/{alliance}/parties/{party}/diligence/{check}", May(Write, Diligence) => pages::finding::submit;

    get "/a/{alliance}/rounds", May(See, Round) => pages::rounds::show;
    get "/a/{alliance}/rounds.csv", May(See, Round) => pages::rounds::list;
    get "/a/{alliance}/rounds.xlsx", May(See, Round) => pages::rounds::list;
    get "/a/{alliance}/pulses", May(See, Round) => pages::pulse_plan::show;
    post "/a/{alliance}/pulses", May(Write, Round) => pages::pulse_plan::submit;
    get "/a/{alliance}/rounds/new", May(Write, Round) => pages::round_new::show;
    post "/a/{alliance}/rounds/new", May(Write, Round) => pages::round_new::submit;
    get "/a/{alliance}/rounds/{round}", May(See, Round) => pages::round::show;
    post "/a/{alliance}/rounds/{round}/open", May(Write, Round) => pages::round::open;
    post "/a/{alliance}/rounds/{round}/lock", May(Write, Round) => pages::round::lock;
    post "/a/{alliance}/rounds/{round}/invite/{person}", May(Write, Invitation) => pages::round_invite::invite;
    post "/a/{alliance}/rounds/{round}/revoke/{invitation}", May(Write, Invitation) => pages::round_invite::revoke;
    post "/a/{alliance}/rounds/{round}/remind", May(Write, Invitation) => pages::round_invite::remind;
    get "/a/{alliance}/rounds/{round}/file/{person}", May(Write, Invitation) => pages::round_file::blank;
    post "/a/{alliance}/rounds/{round}/file/{person}", May(Write, Invitation) => pages::round_file::take_in;
    get "/a/{alliance}/rounds/{round}/result", May(See, RoundResult) => pages::result::show;
    get "/a/{alliance}/rounds/{round}/result.csv", May(See, RoundResult) => pages::result::list;
    get "/a/{alliance}/rounds/{round}/result.xlsx", May(See, RoundResult) => pages::result::list;
    get "/a/{alliance}/rounds/{round}/areas/{area}", May(See, RoundResult) => pages::area::show;
    post "/a/{alliance}/rounds/{round}/gaps", May(Write, Gap) => pages::area::say;
    post "/a/{alliance}/rounds/{round}/consent", May(Write, Release) => pages::result::consent;
    get "/a/{alliance}/rounds/{round}/guide", May(See, RoundResult) => pages::guide::show;

    get "/a/{alliance}/charter", May(See, Charter) => pages::charter::show;
    get "/a/{alliance}/charter.csv", May(See, Charter) => pages::charter::list;
    get "/a/{alliance}/charter.xlsx", May(See, Charter) => pages::charter::list;
    post "/a/{alliance}/charter/settle", May(Write, Gap) => pages::charter::settle;
    get "/a/{alliance}/charter/{clause}", May(See, Charter) => pages::clause::show;
    post "/a/{alliance}/charter/{clause}/comment", May(Write, Charter) => pages::clause::comment;
    post "/a/{alliance}/charter/{clause}/approve", May(Write, Approval) => pages::clause::approve;
    get "/a/{alliance}/charter/{clause}/draft", May(Write, Charter) => pages::clause_draft::show;
    post "/a/{alliance}/charter/{clause}/draft", May(Write, Charter) => pages::clause_draft::submit;
    get "/a/{alliance}/decision-table", May(See, Charter) => pages::decision_table::show;
    get "/a/{alliance}/decision-table.csv", May(See, Charter) => pages::decision_table::list;
    get "/a/{alliance}/decision-table.xlsx", May(See, Charter) => pages::decision_table::list;
    get "/a/{alliance}/decision-table/new", May(Write, Charter) => pages::decision_right::new;
    post "/a/{alliance}/decision-table/new", May(Write, Charter) => pages::decision_right::add;
    get "/a/{alliance}/decision-table/{kind}", May(Write, Charter) => pages::decision_right::show;
    post "/a/{alliance}/decision-table/{kind}", May(Write, Charter) => pages::decision_right::change;
    get "/a/{alliance}/ladder", May(See, Charter) => pages::ladder::show;
    post "/a/{alliance}/ladder", May(Write, Charter) => pages::ladder::agree;
    get "/a/{alliance}/shares", May(See, Charter) => pages::shares::show;
    post "/a/{alliance}/shares", May(Write, Charter) => pages::shares::agree;
    get "/a/{alliance}/shares.csv", May(See, Charter) => pages::shares::list;
    get "/a/{alliance}/shares.xlsx", May(See, Charter) => pages::shares::list;
    post "/a/{alliance}/shares/contributions", May(Write, Work) => pages::shares::contribute;
    get "/a/{alliance}/votes", May(See, Charter) => pages::voting::show;
    post "/a/{alliance}/votes", May(Write, Charter) => pages::voting::agree;
    get "/a/{alliance}/admission-test", May(See, Charter) => pages::admission_test::show;
    post "/a/{alliance}/admission-test", May(Write, Charter) => pages::admission_test::submit;
    get "/a/{alliance}/stop-rules", May(See, Charter) => pages::stop_rules::show;
    post "/a/{alliance}/stop-rules", May(Write, Charter) => pages::stop_rules::agree;
    post "/a/{alliance}/stop-rules/{rule}", May(Write, Charter) => pages::stop_rules::turn;

    get "/a/{alliance}/playbook", May(See, Learning) => pages::playbook_against::show;
    post "/a/{alliance}/playbook", May(Write, Learning) => pages::playbook_against::take;
    get "/a/{alliance}/playbook/new", May(Write, Learning) => pages::playbook_new::show;
    post "/a/{alliance}/playbook/new", May(Write, Learning) => pages::playbook_new::submit;

    get "/a/{alliance}/papers/charter/{format}", May(See, Charter) => pages::papers::charter;
    get "/a/{alliance}/papers/counsel/{format}", May(See, Charter) => pages::papers::counsel;
    get "/a/{alliance}/papers/report/{format}", May(See, Verdict) => pages::papers::report;

    get "/a/{alliance}/projects", May(See, Work) => pages::projects::show;
    get "/a/{alliance}/projects.csv", May(See, Work) => pages::projects::list;
    get "/a/{alliance}/projects.xlsx", May(See, Work) => pages::projects::list;
    get "/a/{alliance}/projects/new", May(Write, Work) => pages::project_new::show;
    post "/a/{alliance}/projects/new", May(Write, Work) => pages::project_new::submit;
    get "/a/{alliance}/projects/{project}", May(See, Work) => pages::project::show;
    post "/a/{alliance}/projects/{project}/decide", May(Write, Work) => pages::project::decide;
    post "/a/{alliance}/projects/{project}/turn", May(Write, Work) => pages::project::turn;

    get "/a/{alliance}/hand-over", May(See, HandOver) => pages::hand_over::show;
    post "/a/{alliance}/hand-over", May(Write, HandOver) => pages::hand_over::ask;
    post "/a/{alliance}/hand-over/consent", May(Write, HandOverConsent) => pages::hand_over::consent;
    post "/a/{alliance}/hand-over/refuse", May(Write, HandOverConsent) => pages::hand_over::refuse;
    post "/a/{alliance}/hand-over/file", May(Write, HandOver) => pages::hand_over_file::make;
    post "/a/{alliance}/hand-over/save", May(Write, HandOver) => pages::hand_over_file::save;
    post "/a/{alliance}/hand-over/back", May(Write, HandOver) => pages::hand_over_file::back;
    get "/a/{alliance}/hours", May(See, Work) => pages::hours::show;
    post "/a/{alliance}/hours", May(Write, Work) => pages::hours::record;
    get "/a/{alliance}/hours.csv", May(See, Work) => pages::hours::list;
    get "/a/{alliance}/hours.xlsx", May(See, Work) => pages::hours::list;
    post "/a/{alliance}/hours/pledge", May(Write, Work) => pages::hours::pledge;
    get "/a/{alliance}/hours/import", May(Write, Work) => pages::hours_import::show;
    post "/a/{alliance}/hours/import", May(Write, Work) => pages::hours_import::take;
    post "/a/{alliance}/hours/import/plan", May(Write, Work) => pages::hours_import::plan_it;

    get "/a/{alliance}/leads", May(See, Work) => pages::leads::show;
    post "/a/{alliance}/leads", May(Write, Work) => pages::leads::find;
    get "/a/{alliance}/leads.csv", May(See, Work) => pages::leads::list;
    get "/a/{alliance}/leads.xlsx", May(See, Work) => pages::leads::list;
    post "/a/{alliance}/leads/{lead}", May(Write, Work) => pages::leads::turn;
    get "/a/{alliance}/clients", May(See, Work) => pages::clients::show;
    post "/a/{alliance}/clients", May(Write, Work) => pages::clients::record;
    get "/a/{alliance}/clients.csv", May(See, Work) => pages::clients::list;
    get "/a/{alliance}/clients.xlsx", May(See, Work) => pages::clients::list;
    get "/a/{alliance}/interests", May(See, Interest) => pages::interests::show;
    post "/a/{alliance}/interests", May(Write, Interest) => pages::interests::note;
    get "/a/{alliance}/interests.csv", May(See, Interest) => pages::interests::list;
    get "/a/{alliance}/interests.xlsx", May(See, Interest) => pages::interests::list;
    post "/a/{alliance}/interests/breach", May(Write, Interest) => pages::interests::breach;

    get "/a/{alliance}/issues", May(See, Issue) => pages::issues::show;
    get "/a/{alliance}/issues.csv", May(See, Issue) => pages::issues::list;
    get "/a/{alliance}/issues.xlsx", May(See, Issue) => pages::issues::list;
    get "/a/{alliance}/issues/new", May(Write, Issue) => pages::issue_new::show;
    post "/a/{alliance}/issues/new", May(Write, Issue) => pages::issue_new::submit;
    get "/a/{alliance}/issues/{issue}", May(See, Issue) => pages::issue::show;
    post "/a/{alliance}/issues/{issue}", May(Write, Issue) => pages::issue::turn;

    get "/a/{alliance}/confidences", May(See, Confidence) => pages::confidences::show;
    post "/a/{alliance}/confidences", May(Write, Confidence) => pages::confidences::tell;
    post "/a/{alliance}/confidences/{told}/answer", May(Write, Confidence) => pages::confidences::answer;
    post "/a/{alliance}/confidences/{told}/take-back", May(Write, Confidence) => pages::confidences::take_back;
    get "/a/{alliance}/notes", May(See, Note) => pages::notes::show;
    post "/a/{alliance}/notes", May(Write, Note) => pages::notes::write;
    get "/a/{alliance}/notes/{note}", May(See, Note) => pages::note::show;
    post "/a/{alliance}/notes/{note}", May(Write, Note) => pages::note::submit;
    post "/a/{alliance}/notes/{note}/delete", May(Write, Note) => pages::note::delete;
    get "/a/{alliance}/marks", May(See, Mark) => pages::marks::show;
    post "/a/{alliance}/marks", May(Write, Mark) => pages::marks::submit;

    get "/a/{alliance}/decisions", May(See, Decision) => pages::decisions::show;
    post "/a/{alliance}/decisions", May(Write, Decision) => pages::decisions::take;
    get "/a/{alliance}/decisions.csv", May(See, Decision) => pages::decisions::list;
    get "/a/{alliance}/decisions.xlsx", May(See, Decision) => pages::decisions::list;

    get "/a/{alliance}/control-points", May(See, ControlPoint) => pages::control_points::show;
    post "/a/{alliance}/control-points", May(Write, ControlPoint) => pages::control_points::name;
    get "/a/{alliance}/control-points.csv", May(See, ControlPoint) => pages::control_points::list;
    get "/a/{alliance}/control-points.xlsx", May(See, ControlPoint) => pages::control_points::list;
    get "/a/{alliance}/control-points/{point}", May(See, ControlPoint) => pages::control_point::show;
    post "/a/{alliance}/control-points/{point}", May(Write, ControlPoint) => pages::control_point::check;

    get "/a/{alliance}/meetings", May(See, Meeting) => pages::meetings::show;
    post "/a/{alliance}/meetings", May(Write, Meeting) => pages::meetings::plan;
    get "/a/{alliance}/meetings.csv", May(See, Meeting) => pages::meetings::list;
    get "/a/{alliance}/meetings.xlsx", May(See, Meeting) => pages::meetings::list;
    get "/a/{alliance}/meetings/{meeting}", May(See, Meeting) => pages::meeting::show;
    post "/a/{alliance}/meetings/{meeting}", May(Write, Meeting) => pages::meeting::turn;
    get "/a/{alliance}/obligations", May(See, Meeting) => pages::obligations::show;
    post "/a/{alliance}/obligations", May(Write, Meeting) => pages::obligations::take;
    get "/a/{alliance}/obligations.csv", May(See, Meeting) => pages::obligations::list;
    get "/a/{alliance}/obligations.xlsx", May(See, Meeting) => pages::obligations::list;
    post "/a/{alliance}/obligations/{obligation}", May(Write, Meeting) => pages::obligations::turn;
    get "/a/{alliance}/calendar", May(See, Meeting) => pages::calendar::show;
    post "/a/{alliance}/calendar", May(See, Meeting) => pages::calendar::make;
    post "/a/{alliance}/calendar/end", May(See, Meeting) => pages::calendar::end;
    get "/a/{alliance}/calendar.ics", May(See, Meeting) => pages::calendar::file;
    get "/calendar/{token}", Feed(See, Meeting) => pages::calendar::feed;

    get "/a/{alliance}/signals", May(See, Verdict) => pages::signals::show;
    get "/a/{alliance}/signals/{signal}", May(See, Verdict) => pages::signal::show;
    post "/a/{alliance}/signals/{signal}", May(Write, Threshold) => pages::signal::change;
    get "/a/{alliance}/verdict", May(See, Verdict) => pages::verdict::show;
    post "/a/{alliance}/verdict/decision", May(Write, OwnersPosition) => pages::verdict::decide;
    post "/a/{alliance}/verdict/leaving", May(Write, OwnersPosition) => pages::verdict::estimate_leaving;
    get "/a/{alliance}/attempts", May(See, Attempt) => pages::attempts::show;
    post "/a/{alliance}/attempts", May(Write, Attempt) => pages::attempts::begin;
    get "/a/{alliance}/attempts/{attempt}", May(See, Attempt) => pages::attempt::show;
    post "/a/{alliance}/attempts/{attempt}", May(Write, Attempt) => pages::attempt::answer;
    get "/a/{alliance}/record", May(See, Record) => pages::record::show;
    get "/a/{alliance}/record.csv", May(See, Record) => pages::record::list;
    get "/a/{alliance}/record.xlsx", May(See, Record) => pages::record::list;
    get "/a/{alliance}/record/export", May(See, Record) => pages::record::export;
    post "/a/{alliance}/record/notes", May(Write, Record) => pages::record::note;
    get "/a/{alliance}/record/{fact}", May(See, Record) => pages::fact::show;
    post "/a/{alliance}/record/{fact}/withdraw", May(Write, Record) => pages::fact::withdraw;

    get "/r/{token}", Link => respond::welcome::show;
    post "/r/{token}", Link => respond::welcome::start;
    get "/r/{token}/word", Closed => respond::word::show;
    post "/r/{token}/word", Closed => respond::word::submit;
    get "/r/{token}/questions/{number}", Link => respond::question::show;
    post "/r/{token}/questions/{number}", Link => respond::question::submit;
    get "/r/{token}/review", Link => respond::review::show;
    post "/r/{token}/review", Link => respond::review::submit;
    post "/r/{token}/withdraw", Link => respond::review::withdraw;
    post "/r/{token}/seats/{request}", Link => pages::speakers::answer_by_link;
    post "/r/{token}/reminders", Link => respond::welcome::reminders;
    get "/r/{token}/file", Link => respond::file::blank;
    post "/r/{token}/file", Link => respond::file::take_in;
    get "/r/{token}/result", Link => respond::result::show;
    get "/r/{token}/areas/{area}", Link => respond::result::area;
    post "/r/{token}/gaps", Link => respond::result::say;
    post "/r/{token}/consent", Link => respond::result::consent;

    get "/p/{token}", PackLink => packs::home::show;
    get "/p/{token}/word", Closed => respond::word::show;
    post "/p/{token}/word", Closed => respond::word::submit;
    get "/p/{token}/checks/{check}", PackLink => packs::check::show;
    post "/p/{token}/checks/{check}", PackLink => packs::check::submit;
    post "/p/{token}/checks/{check}/files", PackLink => packs::files::put_in;
    post "/p/{token}/checks/{check}/drop", PackLink => packs::check::drop_one;
    get "/p/{token}/files/{file}", PackLink => packs::files::show;
    get "/p/{token}/review", PackLink => packs::review::show;
    post "/p/{token}/review", PackLink => packs::review::hand_in;
    post "/p/{token}/take-back", PackLink => packs::review::take_back;
    post "/p/{token}/erase", PackLink => packs::review::erase;
    post "/p/{token}/leave", PackLink => packs::review::leave;
    post "/p/{token}/reminders", PackLink => packs::home::reminders;
    get "/p/{token}/packs", PackLink => packs::theirs::show;
    get "/p/{token}/packs/{party}/files/{file}", PackLink => packs::theirs::download;
    get "/p/{token}/findings/{party}/{check}", PackLink => packs::theirs::finding;
    post "/p/{token}/findings/{party}/{check}", PackLink => packs::theirs::find;
}

/// The largest body that is taken: a case file.
const LARGEST_BODY: usize = 4 << 20;
/// The largest answer that is made smaller on its way: that takes time of a thread that answers.
const LARGEST_COMPRESSED: u64 = 1 << 20;
/// The longest that one request may take.
const LONGEST: Duration = Duration::from_secs(20);

/// The largest body that a path takes: evidence comes in files.
fn largest_body(path: &str) -> usize {
    if takes_evidence(path) {
        packs::files::LARGEST_BODY
    } else if takes_case(path) {
        rowlock_files::hand_over::LARGEST as usize + LARGEST_BODY
    } else {
        LARGEST_BODY
    }
}

/// The longest that a request to a path may take: evidence may come from a telephone on the road.
fn longest(path: &str) -> Duration {
    if takes_evidence(path) || takes_case(path) { LONGEST * 9 } else { LONGEST }
}

/// Whether a whole case comes or goes.
fn takes_case(path: &str) -> bool {
    ["/new/hand-over", "/hand-over/back", "/hand-over/save"].iter().any(|end| path.ends_with(end))
}

fn takes_evidence(path: &str) -> bool {
    path.ends_with("/checks/{check}/files")
}

const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The application as one service.
pub fn router(app: App) -> Router {
    let header = |name: HeaderName, value: &'static str| {
        SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
    };
    table(&app)
        .fallback(|| async { Oops::NotFound })
        .method_not_allowed_fallback(|| async { Oops::NotFound })
        .layer(
            ServiceBuilder::new()
                .layer(middleware::from_fn(log))
                .layer(header(header::CONTENT_SECURITY_POLICY, POLICY))
                .layer(header(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
                .layer(header(header::REFERRER_POLICY, "no-referrer"))
                .layer(header(HeaderName::from_static("cross-origin-opener-policy"), "same-origin"))
                .layer(header(HeaderName::from_static("cross-origin-resource-policy"), "same-origin"))
                .layer(header(
                    HeaderName::from_static("permissions-policy"),
                    "camera=(), microphone=(), geolocation=()",
                ))
                .layer(header(header::CACHE_CONTROL, "no-store"))
                .layer(CompressionLayer::new().compress_when(DefaultPredicate::new().and(Small)))
                .layer(middleware::from_fn(paths::stay))
                .layer(middleware::from_fn(paths::bare))
                .layer(middleware::from_fn(oops::calm))
                .layer(CatchPanicLayer::new())
                .layer(CsrfLayer::new()),
        )
        .with_state(app)
}

/// Whether an answer is small enough to be compressed while others wait.
#[derive(Debug, Clone, Copy)]
struct Small;

impl Predicate for Small {
    fn should_compress<B: axum::body::HttpBody>(&self, response: &axum::http::Response<B>) -> bool {
        response.body().size_hint().upper().is_some_and(|size| size <= LARGEST_COMPRESSED)
    }
}

/// One line for each request: the pattern of its path, never the path itself, which may hold a link.
async fn log(request: Request, next: Next) -> Response {
    let pattern = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str).to_owned();
    let method = request.method().clone();
    let response = next.run(request).await;
    tracing::info!(%method, pattern, status = response.status().as_u16(), "request");
    response
}
