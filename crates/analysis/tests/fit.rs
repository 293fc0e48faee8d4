//! Fit: the two sample cases, symmetry, and what excluding something can never do.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod sample;

use proptest::prelude::*;
use rowlock_analysis::fit::{FitFinding, FitKind, fit};
use rowlock_core::fact::PartyRole;
use rowlock_core::id::PartyId;
use rowlock_files::case::format::Case;
use sample::{NO_CONFLICT, ROWBOAT, Sample, case_of, day};

/// The sentences of one kind that are about `party`.
fn about(findings: &[FitFinding], kind: FitKind, party: &str) -> Vec<String> {
    let of = |finding: &&FitFinding| {
        finding.kind == kind && finding.parties.iter().any(|known| known.as_str() == party)
    };
    findings.iter().filter(of).map(|finding| finding.sentence.clone()).collect()
}

fn fit_on(case: &Case, on: &str) -> Vec<FitFinding> {
    fit(&Sample::of(case).whole(), day(on))
}

#[test]
fn the_second_candidate_has_a_structural_conflict() {
    let findings = fit_on(&case_of(NO_CONFLICT), "2023-11-01");
    let said = about(&findings, FitKind::StructuralConflict, "second");
    assert!(!said.is_empty(), "{findings:#?}");
    for party in ["maker", "service", "third"] {
        let with_second = said.len();
        let own = about(&findings, FitKind::StructuralConflict, party);
        assert!(own.len() <= with_second && own.iter().all(|line| said.contains(line)), "{party}: {own:?}");
    }
}

#[test]
fn the_third_candidate_misses_the_neighbouring_country() {
    let findings = fit_on(&case_of(NO_CONFLICT), "2023-11-01");
    let said = about(&findings, FitKind::MissingCover, "third");
    assert!(said.iter().any(|line| line.contains("neighbour")), "{said:?}");
    assert!(about(&findings, FitKind::MissingCover, "service").is_empty());
}

#[test]
fn maker_and_service_have_no_conflict_and_a_common_foe() {
    for on in ["2023-11-01", "2024-06-01"] {
        let findings = fit_on(&case_of(NO_CONFLICT), on);
        let between = |kind| {
            let pair = |finding: &&FitFinding| {
                let mut parties: Vec<_> = finding.parties.iter().map(PartyId::as_str).collect();
                parties.sort_unstable();
                finding.kind == kind && parties == ["maker", "service"]
            };
            findings.iter().filter(pair).map(|finding| finding.sentence.clone()).collect::<Vec<_>>()
        };
        let none = between(FitKind::NoConflict);
        assert_eq!(none.len(), 1, "{findings:#?}");
        assert!(none[0].contains("wants no") && none[0].contains("and Service firm wants no"), "{none:?}");
        assert_eq!(between(FitKind::CommonFoe).len(), 1);
        assert_eq!(between(FitKind::StructuralConflict), [""; 0]);
    }
}

#[test]
fn the_vendor_commission_of_rowboat_is_said_once_it_is_known() {
    let findings = fit_on(&case_of(ROWBOAT), "2025-09-01");
    let commission = |finding: &FitFinding| finding.sentence.contains("commission");
    assert!(findings.iter().any(commission), "{findings:#?}");
}

/// What a finding says, without who stands first.
fn without_order(findings: &[FitFinding]) -> Vec<String> {
    let mut told: Vec<String> = findings
        .iter()
        .map(|finding| {
            let mut parties: Vec<_> = finding.parties.iter().map(ToString::to_string).collect();
            parties.sort();
            format!("{:?} {:?} {parties:?}", finding.kind, finding.weight)
        })
        .collect();
    told.sort();
    told
}

#[test]
fn the_order_of_parties_does_not_matter() {
    for (text, on) in [(NO_CONFLICT, "2023-11-01"), (NO_CONFLICT, "2024-06-01"), (ROWBOAT, "2025-06-01")] {
        let straight = case_of(text);
        let mut turned = straight.clone();
        turned.party.reverse();
        assert_eq!(without_order(&fit_on(&straight, on)), without_order(&fit_on(&turned, on)), "{on}");
    }
}

#[test]
fn findings_stand_worst_first() {
    for (text, on) in [(NO_CONFLICT, "2023-11-01"), (ROWBOAT, "2025-06-01")] {
        let kinds: Vec<_> = fit_on(&case_of(text), on).iter().map(|finding| finding.kind).collect();
        assert!(kinds.is_sorted(), "{kinds:?}");
    }
}

/// The conflicts on a day, as sentences.
fn conflicts(sample: &Sample, exclusion: Option<(usize, &str)>) -> usize {
    let mut alliance = sample.whole();
    if let Some((place, activity)) = exclusion {
        let known: Vec<_> = alliance.parties.keys().cloned().collect();
        let party = alliance.parties.get_mut(&known[place % known.len()]).unwrap();
        for model in &mut party.models {
            model.value.excludes.push(activity.parse().unwrap());
        }
    }
    let on = day("2023-11-01").max(alliance.founded_on.unwrap());
    let conflict = |finding: &&FitFinding| finding.kind == FitKind::StructuralConflict;
    fit(&alliance, on).iter().filter(conflict).count()
}

#[test]
fn nobody_is_said_to_be_silent_on_what_they_will_not_sell_who_said_it() {
    let said = |excluding: [bool; 2]| {
        let mut alliance = Sample::read(NO_CONFLICT).whole();
        let both: Vec<_> = alliance.signers(day("2024-06-01")).into_iter().take(2).cloned().collect();
        for (party, excludes) in both.iter().zip(excluding) {
            for model in &mut alliance.parties.get_mut(party).unwrap().models {
                model.value.excludes = excludes.then(|| "beekeeping".parse().unwrap()).into_iter().collect();
            }
        }
        let found = fit(&alliance, day("2024-06-01")).into_iter();
        found.filter(|one| one.kind == FitKind::NoConflict).map(|one| one.sentence).collect::<String>()
    };
    assert!(said([false, false]).contains("Neither has said what it will not sell"));
    assert!(!said([true, true]).contains("said what it will not sell"));
    for one in [[true, false], [false, true]] {
        let text = said(one);
        assert!(text.contains("has not said what it will not sell") && !text.contains("Neither"), "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn excluding_something_never_adds_a_conflict(place in 0_usize..4, activity in 0_usize..7) {
        let activities =
            ["machine-sale", "spare-parts", "installation", "maintenance", "operator-training", "design", "x"];
        for text in [NO_CONFLICT, ROWBOAT] {
            let sample = Sample::read(text);
            let with = conflicts(&sample, Some((place, activities[activity])));
            prop_assert!(with <= conflicts(&sample, None));
        }
    }
}

#[test]
fn a_party_without_a_model_is_not_guessed_at() {
    let sample = Sample::read(&sample::running(""));
    let findings = fit(&sample.whole(), day("2025-02-01"));
    assert_eq!(findings.len(), 4);
    assert!(findings.iter().all(|finding| finding.kind == FitKind::NotEnoughKnown));
}

#[test]
fn those_who_left_are_not_compared() {
    let sample = Sample::read(NO_CONFLICT);
    let on = day("2024-06-01");
    let alliance = sample.whole();
    let gone = alliance.parties.iter().filter(|(_, party)| party.role(on) == Some(PartyRole::Left));
    let gone: Vec<_> = gone.map(|(id, _)| id.clone()).collect();
    let findings = fit(&alliance, on);
    assert!(findings.iter().all(|finding| finding.parties.iter().all(|party| !gone.contains(party))));
}
