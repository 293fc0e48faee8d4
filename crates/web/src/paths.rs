//! Paths of our own to go on to. Browsers read an address more freely than it looks: they drop tabs and line ends, and
//! take a backslash for a slash. So a path counts as ours only by what it is made of, however it is read.

use axum::extract::Request;
use axum::http::{HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use percent_encoding::percent_decode_str;

/// Where whoever is sent elsewhere goes instead.
pub(crate) const DESK: &str = "/desk";
/// The longest path that is gone on to.
const LONGEST: usize = 2048;
/// How often a path may be escaped within itself.
const DEPTH: usize = 4;

/// Whether a path stays with us.
pub(crate) fn is_own(path: &str) -> bool {
    if path.len() > LONGEST || !path.bytes().all(is_plain) || !begins_here(path) {
        return false;
    }
    let mut read = path.to_owned();
    for _ in 0..DEPTH {
        let Ok(decoded) = percent_decode_str(&read).decode_utf8() else { return false };
        let decoded = decoded.into_owned();
        let dropped: String = decoded.chars().filter(|letter| !letter.is_control()).collect();
        if dropped != decoded || !begins_here(&dropped) {
            return false;
        }
        if decoded == read {
            return true;
        }
        read = decoded;
    }
    false
}

/// What stands in a path as it is sent.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~/?#[]@!$&'()*+,;=%:".contains(&byte)
}

/// One slash, and then something that begins no other host.
fn begins_here(path: &str) -> bool {
    path.strip_prefix('/').is_some_and(|rest| !rest.trim_start().starts_with(['/', '\\']))
}

/// Sees to it that no answer leads elsewhere, whatever it was made of.
pub(crate) async fn stay(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if let Some(place) = response.headers().get(header::LOCATION)
        && !place.to_str().is_ok_and(is_own)
    {
        response.headers_mut().insert(header::LOCATION, HeaderValue::from_static(DESK));
    }
    response
}

/// Leads an address that a sentence ended right behind, as mail programs and chats make one, to what was meant: no page
/// of ours ends with such a mark.
pub(crate) async fn bare(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let meant = without_end_of_sentence(path);
    if request.method() == Method::GET && meant.len() < path.len() && meant.len() > 1 {
        return Redirect::temporary(meant).into_response();
    }
    next.run(request).await
}

/// A path without the marks of a sentence behind it, escaped or not.
fn without_end_of_sentence(path: &str) -> &str {
    const MARKS: &str = ".,;:!?)]>'\"";
    const ESCAPED: [&str; 7] = ["%29", "%5D", "%3E", "%22", "%C2%BB", "%E2%80%9C", "%E2%80%9D"];
    let mut meant = path.trim_end_matches(|c| MARKS.contains(c));
    while let Some(shorter) = ESCAPED.iter().find_map(|mark| meant.strip_suffix(mark)) {
        meant = shorter.trim_end_matches(|c| MARKS.contains(c));
    }
    meant
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_sentence_is_no_part_of_a_link() {
        for end in [".", ")", ").", ",", "%29", "%C2%BB.", "?!", ">"] {
            assert_eq!(without_end_of_sentence(&format!("/r/3f8c{end}")), "/r/3f8c", "{end}");
        }
        for path in ["/", "/r/3f8c", "/a/x/rounds.csv", "/a/x/record/12"] {
            assert_eq!(without_end_of_sentence(path), path);
        }
    }

    #[test]
    fn our_own_paths_are() {
        for path in [
            "/",
            "/desk",
            "/a/x-1/fit?on=2025-06-08",
            "/a/x/projects?done=saved#top",
            "/portfolio?stage=running&q=%C3%A4pfel%20und%2Fbirnen",
            "/learning?next=https://x.example/",
        ] {
            assert!(is_own(path), "{path}");
        }
    }

    #[test]
    fn whatever_a_browser_would_read_as_elsewhere_is_not() {
        for path in [
            "",
            "desk",
            "https://evil.example",
            "javascript:alert(1)",
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\/evil.example",
            "/\t/evil.example",
            "\t//evil.example",
            "/\n/evil.example",
            "/\r\n/evil.example",
            "/ /evil.example",
            "/%09/evil.example",
            "/%0a/evil.example",
            "/%0D%0A/evil.example",
            "/%20/evil.example",
            "/%2Fevil.example",
            "/%5Cevil.example",
            "/%252Fevil.example",
            "/%25252525252Fevil.example",
            "/%2509/evil.example",
            "/%00/evil.example",
            "/%C2%85/evil.example",
            "/\u{2028}/evil.example",
            "/\u{ff0f}evil.example",
            "/%ff",
            "/<script>",
            "/a\u{0}b",
        ] {
            assert!(!is_own(path), "{path:?}");
        }
    }
}
