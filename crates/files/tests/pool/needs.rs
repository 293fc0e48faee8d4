//! Needs: by themselves, and held against a pool.

use rowlock_files::need::{How, read_need};
use rowlock_files::pool::Pair;

use crate::{NEED, POOL, need, pool, says};

#[test]
fn the_example_is_held_against_its_pool() {
    let (need, pool) = (need(NEED), pool(POOL));
    let asked = need.against(&pool).unwrap();
    assert_eq!(asked.title, "Old houses, warm");
    assert_eq!(
        (asked.smallest, asked.largest, asked.budget, asked.hours),
        (3, Some(5), Some(15_000.0), 320.0)
    );
    let selling = asked.needs[0];
    assert_eq!((selling.capability, selling.level, selling.people, selling.hours), (0, 5, 2, 120.0));
    assert_eq!(asked.needs[3].people, 1, "one, where nothing is said");
    assert_eq!(asked.fixed_out, [5]);
    assert!(asked.conflicts.contains(&(3, 7)) && asked.conflicts.contains(&(1, 10)), "of both");
    assert!(asked.pairs.contains(&Pair { between: (6, 13), value: -6.0 }));
    let weights = asked.weights.unwrap();
    assert_eq!((weights.criteria, weights.how), (vec![0, 1, 2], How::Ranking));
    assert_eq!(need.expected().criteria, ["trust", "staying power", "drive"]);
}

#[test]
fn what_a_need_says_of_a_pair_counts_instead_of_what_the_pool_says() {
    let pool = pool("name,law,works well with\nAna,5,Ben:40\nBen,3,\n");
    let need = need("[team]\nsize_from = 1\n[[pair]]\nbetween = [\"ben\", \"ana\"]\nvalue = -3\n");
    assert_eq!(need.against(&pool).unwrap().pairs, [Pair { between: (0, 1), value: -3.0 }]);
}

#[test]
fn weights_are_given_in_the_order_of_their_names() {
    let pool = pool("name,score: trust,score: drive\nAna,5,1\n");
    for (text, how) in [
        ("given = { trust = 70, drive = 30 }", How::Given(vec![30.0, 70.0])),
        ("swing = { trust = 100, drive = 40 }", How::Swing(vec![40.0, 100.0])),
    ] {
        let need = need(&format!("[team]\nsize_from = 1\n[weights]\n{text}\n"));
        let weights = need.against(&pool).unwrap().weights.unwrap();
        assert_eq!((weights.criteria, weights.how), (vec![1, 0], how));
    }
}

#[test]
fn what_is_wrong_with_a_need_alone_is_told_at_once() {
    let text = "[team]\nsize_from = 5\nsize_to = 3\nfixed_in = [\"Ana\", \"ana\"]\nfixed_out = [\"Ana\"]\n\
                [[need]]\ncapability = \"law\"\nlevel = 5\npeople = 0\n\
                [[need]]\ncapability = \"Law\"\nlevel = 5\n\
                [[conflict]]\nbetween = [\"Ana\", \"ana\"]\n\
                [[pair]]\nbetween = [\"Ana\", \"Ben\"]\nvalue = 1\n[[pair]]\nbetween = [\"Ben\", \"Ana\"]\nvalue = 1\n\
                [weights]\nranking = [\"trust\", \"trust\"]\ngiven = { trust = -1 }\n";
    insta::assert_snapshot!(read_need("need.toml", text).err().unwrap().to_string());
}

#[test]
fn the_shape_of_a_need_is_checked_like_that_of_a_case_file() {
    let text = "[team]\nsize = 5\nbudget = -1\n[[need]]\ncapabilty = \"law\"\nlevel = 9\n[[pair]]\nbetween = [\"Ana\"]\nvalue = \"much\"\n";
    insta::assert_snapshot!(read_need("need.toml", text).err().unwrap().to_string());
}

#[test]
fn names_that_the_pool_does_not_have_are_told_at_once() {
    let text = "[team]\nfixed_in = [\"Ada Lindt\"]\n[[need]]\ncapability = \"sellin\"\nlevel = 5\n\
                [[need]]\ncapability = \"law\"\nlevel = 5\n\
                [[conflict]]\nbetween = [\"Bo Reuter\", \"Zoe\"]\n[weights]\nswing = { charm = 100 }\n";
    insta::assert_snapshot!(need(text).against(&pool(POOL)).unwrap_err().to_string());
}

#[test]
fn a_need_that_asks_for_nothing_is_refused() {
    for text in ["", "title = \"x\"\n", "[team]\nbudget = 100\n"] {
        says(&read_need("need.toml", text).err().unwrap().to_string(), "this need asks for nothing");
    }
}
