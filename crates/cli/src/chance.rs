//! The one place where chance enters: seeds for keys.

/// 32 bytes of chance from the operating system.
#[expect(clippy::disallowed_methods, reason = "the binary draws chance and hands it on as an argument")]
pub fn seed() -> Result<rowlock_core::seal::Seed, getrandom::Error> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    Ok(rowlock_core::seal::Seed(bytes))
}
