//! What the store promises, once for each of its two engines.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

#[path = "../cluster/mod.rs"]
mod cluster;

mod accounts;
mod commits;
mod confidences;
mod credentials;
mod desk;
mod evidence;
mod feeds;
mod hand_over;
mod heads;
mod invitations;
mod kept;
mod letters;
mod links;
mod marks;
mod notes;
mod opening;
mod people;
mod place;
mod playbooks;
mod queue;
mod readings;
mod sessions;
mod writers;

use place::Place;

/// Each of these is a test of its own on SQLite. On PostgreSQL they are one test, as each test may run in a process
/// of its own and a cluster takes a second to make.
macro_rules! on_both_engines {
    ($($module:ident { $($test:ident,)* })*) => {
        mod on_sqlite {
            use crate::Place;
            $($(
                #[tokio::test(flavor = "multi_thread")]
                async fn $test() {
                    crate::$module::$test(&Place::file()).await;
                }
            )*)*
        }

        #[tokio::test(flavor = "multi_thread")]
        async fn all_of_it_holds_on_postgresql() {
            let Some(cluster) = cluster::cluster() else { return };
            $($(
                println!("on PostgreSQL: {}", stringify!($test));
                $module::$test(&Place::in_cluster(cluster).await).await;
            )*)*
        }
    };
}

on_both_engines! {
    credentials {
        of_several_the_first_holds_a_place,
        the_first_speaks_for_a_party_by_their_own_right,
        a_seat_that_is_asked_for_begins_once,
    }
    opening {
        a_database_is_opened_again_without_harm,
        many_may_open_a_new_database_at_once,
        a_database_of_a_newer_version_is_refused,
    }
    heads {
        a_record_that_was_cut_takes_nothing_more,
        the_end_of_a_record_is_kept_with_it,
        the_proof_of_the_key_is_kept_once,
    }
    commits {
        a_record_reads_back_as_it_was_appended,
        a_head_that_is_not_the_last_fact_is_a_conflict,
        a_change_that_fails_at_its_end_leaves_nothing,
        what_is_taken_twice_is_no_conflict,
        all_that_goes_with_facts_is_written_with_them,
        who_is_done_has_no_draft,
    }
    writers {
        of_two_writers_on_the_same_fact_one_is_told_and_leaves_nothing,
        of_two_that_begin_the_same_alliance_one_is_told,
        eight_writers_at_once_lose_nothing,
        a_change_that_is_cut_off_is_there_whole_or_not_at_all,
    }
    desk {
        the_desk_shows_first_what_needs_a_person,
        a_reading_is_noted_unless_facts_came_in_between,
        the_daily_look_finds_what_was_not_read_since,
        the_portfolio_has_all_that_is_kept_of_an_alliance,
        a_view_is_saved_by_its_name_for_one_account,
        a_seat_is_given_once_and_taken_back,
    }
    notes {
        a_note_is_of_one_account_alone,
        a_change_that_comes_second_is_told,
        notes_and_their_key_go_with_the_account,
    }
    marks {
        marks_sort_the_desk_of_whoever_made_them,
        a_mark_without_a_day_is_none,
        marks_go_with_the_seat_and_with_the_account,
    }
    accounts {
        an_address_has_one_account,
        of_two_that_open_an_account_at_once_both_get_the_same,
        an_account_is_renamed,
        an_account_that_is_deleted_takes_its_traces_along,
    }
    sessions {
        a_visit_knows_the_account_and_the_seat,
        the_stamp_counts_what_a_desk_may_show,
        a_session_ends_at_its_hour,
        a_session_is_ended_by_its_owner_alone,
        a_new_password_ends_all_other_sessions,
        sessions_are_listed_by_their_last_use,
    }
    feeds {
        a_private_address_is_good_until_it_is_taken_back,
        a_private_address_ends_with_the_seat_and_the_account,
    }
    confidences {
        a_confidence_reaches_two_accounts_alone,
    }
    evidence {
        evidence_is_kept_for_one_pack_while_there_is_room,
        a_pack_is_erased_with_its_files_its_draft_and_its_key,
    }
    hand_over {
        a_case_goes_from_one_store_to_another_and_back,
        files_that_came_along_are_there_once,
    }
    kept {
        what_was_kept_belongs_to_one_account_in_one_alliance,
    }
    playbooks {
        every_version_of_a_playbook_is_kept,
        playbooks_go_with_the_account,
        what_began_from_a_playbook_is_seen_from_a_seat_alone,
    }
    readings {
        what_was_said_is_kept_as_it_was_given,
        a_reading_is_given_unless_facts_came_in_between,
        many_who_say_the_same_at_once_say_it_once,
    }
    letters {
        letters_go_once_a_day_to_those_who_want_them,
    }
    links {
        a_link_is_good_once,
        of_many_that_use_a_link_at_once_one_does,
        a_link_is_good_for_its_purpose_until_its_hour,
        a_new_link_takes_the_place_of_the_old,
        an_address_is_proven_by_a_link_that_was_mailed_there,
        links_end_with_a_new_password,
        what_ran_out_is_swept_away,
    }
    invitations {
        an_invitation_goes_through_its_states,
        the_first_time_counts_for_what_happens_once,
        an_invitation_is_made_with_its_mail_or_not_at_all,
        a_new_link_revokes_the_older_ones_of_that_person,
        invitations_are_listed_the_latest_first,
        reminders_go_to_those_who_are_missing,
        a_link_is_closed_by_the_first_word_that_is_set,
    }
    people {
        people_are_named_and_renamed,
        a_draft_is_kept_for_each_person_and_round,
        the_first_key_stays_until_it_is_destroyed,
    }
    queue {
        a_mail_is_claimed_when_it_is_due,
        a_claim_that_was_not_kept_is_due_again,
        what_a_mail_said_is_erased_once_it_is_sent_or_given_up,
        no_two_claimers_get_the_same_mail,
        work_is_claimed_by_one_and_put_back,
        no_two_claimers_get_the_same_work,
        whoever_comes_late_does_not_end_the_claim_of_another,
    }
}
