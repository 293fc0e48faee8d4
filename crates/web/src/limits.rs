//! Rate limits: how often one address, one account or one network may try what can be guessed or sent.

use std::net::IpAddr;
use std::num::NonZeroU32;

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

/// The limits.
pub(crate) struct Limits {
    sign_in_by_address: DefaultKeyedRateLimiter<String>,
    sign_in_by_network: DefaultKeyedRateLimiter<IpAddr>,
    links_by_network: DefaultKeyedRateLimiter<IpAddr>,
}

fn per_minute(burst: u32) -> Quota {
    Quota::per_minute(NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN))
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            sign_in_by_address: RateLimiter::keyed(per_minute(5)),
            sign_in_by_network: RateLimiter::keyed(per_minute(30)),
            links_by_network: RateLimiter::keyed(per_minute(60)),
        }
    }
}

impl Limits {
    /// Whether one more try to sign in may be made.
    pub fn sign_in(&self, address: &str, network: IpAddr) -> bool {
        self.sign_in_by_network.check_key(&network).is_ok()
            && self.sign_in_by_address.check_key(&address.to_owned()).is_ok()
    }

    /// Whether one more unknown link may be tried.
    pub fn unknown_link(&self, network: IpAddr) -> bool {
        self.links_by_network.check_key(&network).is_ok()
    }

    /// Forgets whoever has not tried for a while.
    pub fn sweep(&self) {
        self.sign_in_by_address.retain_recent();
        self.sign_in_by_network.retain_recent();
        self.links_by_network.retain_recent();
    }
}
