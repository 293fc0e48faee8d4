//! Limits: how often one network, one address or one alliance may try what can be guessed or sent. Nothing is ever locked:
//! who guesses from one network waits longer and longer there, and whoever comes from another one does not. What is
//! remembered takes a bounded amount of memory.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

/// The limits.
pub(crate) struct Limits {
    passwords: Pauses<(String, IpAddr)>,
    sign_in_by_network: Bucket<IpAddr>,
    links_by_network: Bucket<IpAddr>,
    sign_in_mails: Bucket<String>,
    mails_to: Bucket<String>,
    mails_from: Bucket<String>,
}

impl Default for Limits {
    fn default() -> Self {
        let (second, minute) = (SignedDuration::from_secs(1), SignedDuration::from_mins(1));
        Self {
            passwords: Pauses::default(),
            sign_in_by_network: Bucket::new(30, second * 2),
            links_by_network: Bucket::new(60, second),
            sign_in_mails: Bucket::new(5, minute * 12),
            mails_to: Bucket::new(20, minute * 72),
            mails_from: Bucket::new(100, minute * 14),
        }
    }
}

impl Limits {
    /// Whether one more try to sign in may be made from a network.
    pub fn sign_in(&self, network: IpAddr, now: Timestamp) -> bool {
        self.sign_in_by_network.take(block(network), now)
    }

    /// Whether a password may be tried for an address from a network. The try counts as failed until it is told otherwise,
    /// so that many at once count as many.
    pub fn password(&self, address: &str, network: IpAddr, now: Timestamp) -> bool {
        self.passwords.begin((address.to_owned(), block(network)), now)
    }

    /// The password was right.
    pub fn password_was_right(&self, address: &str, network: IpAddr) {
        self.passwords.forget(&(address.to_owned(), block(network)));
    }

    /// Whether one more unknown link may be tried.
    pub fn unknown_link(&self, network: IpAddr, now: Timestamp) -> bool {
        self.links_by_network.take(block(network), now)
    }

    /// Whether one more link to sign in goes to an address. Where none does, the last ones are in its mail.
    pub fn sign_in_mail(&self, address: &str, now: Timestamp) -> bool {
        self.sign_in_mails.take(address.to_lowercase(), now)
    }

    /// Whether one more mail of another kind goes to an address: twenty at once, and as many a day.
    pub fn mail_to(&self, address: &str, now: Timestamp) -> bool {
        self.mails_to.take(address.to_lowercase(), now)
    }

    /// Whether one more mail is sent by the wish of people in an alliance: a hundred at once, and as many a day.
    pub fn mail_from(&self, alliance: &str, now: Timestamp) -> bool {
        self.mails_from.take(alliance.to_owned(), now)
    }
}

/// The network of an address: of IPv6 the part that one customer has.
fn block(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
    }
}

/// The most keys that one limit remembers.
const MOST: usize = 20_000;

/// Forgets what says nothing any more, and what says least where that is not enough.
fn make_room<K: Eq + Hash + Clone, V>(
    known: &mut HashMap<K, V>,
    until: impl Fn(&V) -> Timestamp,
    now: Timestamp,
) {
    if known.len() < MOST {
        return;
    }
    known.retain(|_, value| until(value) > now);
    if known.len() >= MOST {
        let mut all: Vec<(Timestamp, K)> =
            known.iter().map(|(key, value)| (until(value), key.clone())).collect();
        all.sort_by_key(|(until, _)| *until);
        for (_, key) in all.iter().take(MOST / 4) {
            known.remove(key);
        }
    }
}

/// So many at once, and then one in every so often.
struct Bucket<K> {
    burst: i32,
    every: SignedDuration,
    /// When each is as if it had never come.
    clear: Mutex<HashMap<K, Timestamp>>,
}

impl<K: Eq + Hash + Clone> Bucket<K> {
    fn new(burst: i32, every: SignedDuration) -> Self {
        Self { burst, every, clear: Mutex::default() }
    }

    fn take(&self, key: K, now: Timestamp) -> bool {
        let mut clear = self.clear.lock().unwrap_or_else(PoisonError::into_inner);
        make_room(&mut clear, |until| *until, now);
        let from = clear.get(&key).map_or(now, |until| (*until).max(now));
        let next = from.checked_add(self.every).unwrap_or(Timestamp::MAX);
        if next.duration_since(now) > self.every * self.burst {
            return false;
        }
        clear.insert(key, next);
        true
    }
}

/// How often somebody may fail before there is a pause.
const FREE: u32 = 5;
/// The first pause; each further one is twice as long.
const FIRST: SignedDuration = SignedDuration::from_secs(15);
/// The longest pause.
const LAST: SignedDuration = SignedDuration::from_mins(30);
/// How long failures are remembered after the last pause.
const MEMORY: SignedDuration = SignedDuration::from_hours(12);

/// Tries that failed, each with a longer pause after it.
struct Pauses<K> {
    failed: Mutex<HashMap<K, Failed>>,
}

struct Failed {
    tries: u32,
    until: Timestamp,
}

impl Failed {
    fn forgotten(&self) -> Timestamp {
        self.until.checked_add(MEMORY).unwrap_or(Timestamp::MAX)
    }
}

impl<K> Default for Pauses<K> {
    fn default() -> Self {
        Self { failed: Mutex::default() }
    }
}

impl<K: Eq + Hash + Clone> Pauses<K> {
    fn begin(&self, key: K, now: Timestamp) -> bool {
        let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        make_room(&mut failed, Failed::forgotten, now);
        let known = failed.entry(key).or_insert(Failed { tries: 0, until: now });
        if known.forgotten() <= now {
            *known = Failed { tries: 0, until: now };
        }
        if now < known.until {
            return false;
        }
        known.tries = known.tries.saturating_add(1);
        let pause = match known.tries.checked_sub(FREE) {
            None => SignedDuration::ZERO,
            Some(beyond) => (FIRST * 2_i32.pow(beyond.min(10))).min(LAST),
        };
        known.until = now.checked_add(pause).unwrap_or(Timestamp::MAX);
        true
    }

    fn forget(&self, key: &K) {
        self.failed.lock().unwrap_or_else(PoisonError::into_inner).remove(key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_000_000 + seconds).unwrap()
    }

    const HERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));
    const THERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 2));

    #[test]
    fn who_guesses_waits_longer_and_longer_and_nobody_else_does() {
        let limits = Limits::default();
        for _ in 0..FREE {
            assert!(limits.password("ana@example.org", HERE, at(0)));
        }
        assert!(!limits.password("ana@example.org", HERE, at(14)));
        assert!(limits.password("ana@example.org", HERE, at(15)));
        assert!(!limits.password("ana@example.org", HERE, at(15 + 29)));
        assert!(limits.password("ana@example.org", HERE, at(15 + 30)));
        for _ in 0..FREE {
            assert!(limits.password("ana@example.org", THERE, at(16)), "from elsewhere nothing is different");
            limits.password_was_right("ana@example.org", THERE);
        }
        assert!(limits.password("ben@example.org", HERE, at(16)));
    }

    #[test]
    fn guesses_of_a_day_are_few() {
        let limits = Limits::default();
        let tried =
            (0..86_400).filter(|second| limits.password("ana@example.org", HERE, at(*second))).count();
        assert!(tried < 70, "{tried}");
    }

    #[test]
    fn a_bucket_gives_so_many_at_once_and_fills_again() {
        let limits = Limits::default();
        let tried = (0..100).filter(|_| limits.unknown_link(HERE, at(0))).count();
        assert_eq!(tried, 60);
        assert!(limits.unknown_link(HERE, at(1)) && !limits.unknown_link(HERE, at(1)));
        assert!(limits.unknown_link(THERE, at(1)));
        // A clock that goes back gives nothing away.
        assert!(!limits.unknown_link(HERE, at(-10)));
    }

    #[test]
    fn networks_of_one_customer_are_one() {
        let one: IpAddr = "2001:db8:1:2::1".parse().unwrap();
        let two: IpAddr = "2001:db8:1:2:ffff::9".parse().unwrap();
        assert_eq!(block(one), block(two));
        assert_eq!(block("::ffff:192.0.2.1".parse().unwrap()), HERE);
        assert_ne!(block(one), block("2001:db8:1:3::1".parse().unwrap()));
    }

    #[test]
    fn what_is_remembered_is_bounded() {
        let limits = Limits::default();
        for number in 0..2 * MOST {
            limits.password(&format!("{number}@example.org"), HERE, at(0));
            limits.mail_to(&format!("{number}@example.org"), at(0));
        }
        assert!(limits.passwords.failed.lock().unwrap().len() <= MOST);
        assert!(limits.mails_to.clear.lock().unwrap().len() <= MOST);
    }
}
