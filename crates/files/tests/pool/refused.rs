//! What is wrong with a pool, told all at once with row, column and a way out.

use crate::{pool, refusal, says};

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    insta::assert_snapshot!(refusal(
        "name,kind,mail,hours a month,cost a month,fit,level: law,score: trust,conflicts,works well with\n\
         Ana,robot,ana at home,-1,1.200,many,8,0,Bem,Ben:4000\n\
         Ben,firm,,2000000,9e9,2000,-1,7.5,Ben,Cid:x\n\
         ana,,,,,,,,Nobody Known,\n\
         ,,,,,,2.5,,,\n"
    ));
}

#[test]
fn two_values_for_one_pair_are_a_contradiction() {
    let told = refusal("name,works well with,chafes with\nAna,Ben:40,\nBen,,Ana:5\n");
    says(&told, "the table says 40 of these two elsewhere, and -5 here");
    says(&told, "say it once, or the same in both rows");
}

#[test]
fn the_first_fifty_are_told_and_the_rest_is_counted() {
    let rows: Vec<String> = (0..80).map(|row| format!("C{row},9")).collect();
    let told = refusal(&format!("name,level: law\n{}\n", rows.join("\n")));
    says(&told, "from here on there are problems in 30 more rows");
    says(&told, "51 errors in pool.csv");
}

#[test]
fn tables_without_names_or_rows_are_told_so() {
    says(&refusal("cost,level: law\n1,2\n"), "no column is named for the name");
    says(&refusal("name,level: law\n"), "there are no rows below the headings");
    says(&refusal(""), "write a line of headings, and a line for each candidate");
    says(&refusal("<html><body>name,law</body></html>"), "this is a web page");
}

#[test]
fn too_many_columns_are_told() {
    let wide = |count: usize| {
        let headings: Vec<String> = (0..count).map(|column| format!("level: c{column}")).collect();
        format!("name,{}\nAna{}\n", headings.join(","), ",1".repeat(count))
    };
    assert_eq!(pool(&wide(40)).capabilities.len(), 40);
    says(&refusal(&wide(41)), "there are more than 40 capabilities");
    says(&refusal(&wide(120)), "there are more than 100 columns");
}

#[test]
fn a_mapping_that_names_one_column_twice_or_one_that_is_not_there_is_told() {
    let table = rowlock_files::pool::table(b"name,law\nAna,5\n", "pool.csv").unwrap();
    let mapping = rowlock_files::pool::Mapping {
        name: Some("name".to_owned()),
        hours: Some("law".to_owned()),
        cost: Some("law".to_owned()),
        brings: Some("offers".to_owned()),
        ..Default::default()
    };
    let told = rowlock_files::pool::read(&table, &mapping).unwrap_err().to_string();
    says(&told, "this column is chosen for two things");
    says(&told, "there is no such column");
    says(&told, "there are name, law");
}
