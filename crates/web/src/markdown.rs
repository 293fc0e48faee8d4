//! Markdown of people as HTML: headings, lists, tables, emphasis and links, and nothing that a browser would run.

pub(crate) use rowlock_documents::{Piece, compared};

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};

/// The text as HTML. HTML in it is shown as it was typed; links lead to web and mail addresses only; a picture is
/// its description.
pub(crate) fn shown(text: &str) -> String {
    let mut links = Vec::new();
    let events = Parser::new_ext(text, Options::ENABLE_TABLES).filter_map(|event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Some(Event::Text(text)),
        Event::Start(Tag::HtmlBlock | Tag::Image { .. }) | Event::End(TagEnd::HtmlBlock | TagEnd::Image) => {
            None
        }
        // A page has one main heading and its own sections; those of a clause stand below them.
        Event::Start(Tag::Heading { .. }) => Some(Event::Html(CowStr::Borrowed("<h4>"))),
        Event::End(TagEnd::Heading(_)) => Some(Event::Html(CowStr::Borrowed("</h4>\n"))),
        Event::Start(Tag::Link { ref dest_url, .. }) => {
            let leads = ["https://", "http://", "mailto:"].iter().any(|known| dest_url.starts_with(known));
            links.push(leads);
            leads.then_some(event)
        }
        Event::End(TagEnd::Link) => links.pop().unwrap_or(false).then_some(event),
        event => Some(event),
    });
    let mut out = String::new();
    html::push_html(&mut out, events);
    out.replace(
        "<table>",
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table\"><table>",
    )
    .replace("</table>", "</table></div>")
    .replace(" style=\"text-align: left\"", "")
    .replace(" style=\"text-align: right\"", "")
    .replace(" style=\"text-align: center\"", "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_cannot_run() {
        for hostile in [
            "<script>alert(1)</script>",
            "a <img src=x onerror=alert(1)> b",
            "[a](javascript:alert(1))",
            "![a](http://elsewhere.example/x.png)",
            "<a href=\"javascript:alert(1)\">a</a>",
            "[a](data:text/html,b)",
        ] {
            let shown = shown(hostile);
            for bad in ["<script", "<img", "<a "] {
                assert!(!shown.contains(bad), "{hostile}: {shown}");
            }
        }
        assert!(shown("[a](https://example.org)").contains("<a href=\"https://example.org\">a</a>"));
        assert!(!shown("|a|\n|:-:|\n|b|").contains("style="));
    }
}
