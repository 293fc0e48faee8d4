//! The text formats of Rowlock: framework files, case files, sheets of questions, exported records, tables of
//! hours and of candidates, needs of a team. They
//! are read into the same facts and content that the core works on; everything that is wrong with a file is
//! said at once.

pub mod amount;
pub mod answers;
pub mod case;
pub mod diagnostic;
pub mod framework;
pub mod hand_over;
pub mod hours;

pub mod need;
pub mod playbook;
pub mod pool;
pub mod record;
pub mod source;
pub mod table;
pub mod tree;
pub mod validate;
