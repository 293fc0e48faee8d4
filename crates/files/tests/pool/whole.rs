//! What comes out of a pool that is sound.

use rowlock_files::pool::{Kind, Pair};

use crate::{POOL, pool};

#[test]
fn the_example_is_read_whole() {
    let pool = pool(POOL);
    assert_eq!(pool.candidates.len(), 14);
    let kirin = &pool.candidates[10];
    assert_eq!((kirin.name.as_str(), kirin.kind, kirin.row), ("Kirin Engineers", Some(Kind::Firm), 12));
    assert_eq!((kirin.contact.as_str(), kirin.hours, kirin.cost), ("Lena Kirin", Some(200.0), Some(9800.0)));
    assert_eq!(kirin.levels, [Some(2), Some(7), Some(5), Some(3), Some(4)]);
    assert_eq!(kirin.scores, [Some(4.0), Some(6.0), Some(3.0)]);
    assert_eq!(pool.candidates[11].levels[1], None, "an empty cell is not known, which is not 0");
    assert_eq!(pool.conflicts, [(1, 10), (1, 13), (4, 11), (6, 7)]);
    assert!(pool.pairs.contains(&Pair { between: (0, 9), value: 8.0 }));
    assert!(pool.pairs.contains(&Pair { between: (1, 5), value: 10.0 }), "ten where no number is given");
    assert!(pool.pairs.contains(&Pair { between: (1, 12), value: -12.0 }), "who chafe are worth less");
    assert_eq!(pool.ignored, ["Where we met"]);
}

#[test]
fn what_both_rows_say_of_each_other_counts_once() {
    let pool =
        pool("name,law,conflicts,works well with\nAna,5,Ben | CID,ben:40\nBen,3,ana,Ana:40\nCid,1,,\n");
    assert_eq!(pool.conflicts, [(0, 1), (0, 2)]);
    assert_eq!(pool.pairs, [Pair { between: (0, 1), value: 40.0 }]);
}

#[test]
fn names_are_compared_without_capitals_accents_and_hyphens_and_may_have_colons() {
    let pool = pool("name,works well with\nJosé Núñez,Team: North\nTeam: North,jose  nunez\n");
    assert_eq!(pool.pairs, [Pair { between: (0, 1), value: 10.0 }]);
}

#[test]
fn a_hundred_thousand_rows_are_read() {
    let mut text = "name,hours,cost,level: law,level: sales,score: trust,works well with\n".to_owned();
    for row in 0..100_000 {
        text.push_str(&format!(
            "Candidate {row},40,1200.50,{},{},4,Candidate {}:20\n",
            row % 8,
            row % 5,
            (row + 7) % 100_000
        ));
    }
    let pool = pool(&text);
    assert_eq!((pool.candidates.len(), pool.pairs.len()), (100_000, 100_000));
    text.push_str("One more,40,1200,1,1,4,\n");
    crate::says(&crate::refusal(&text), "there are more than 100000 rows");
}
