//! Text that means something to somebody: to a browser, to Word, to Excel, to the typesetter.

use jiff::civil::date;
use rowlock_documents::{
    Block, Chart, Column, Document, Dots, Figure, Level, List, ListKind, Run, Series, Table, from_markdown,
};

/// What people type, and what a document has to say back as it is.
pub const HOSTILE: [&str; 8] = [
    "<script>alert(1)</script>",
    "R&D & <b>sons</b>",
    "#set page(fill: red)",
    "$x^2$ and @ref and \\foo{}",
    "=HYPERLINK(\"http://example.org\")",
    "*not strong* _not either_ `code` [no](link)",
    "1. no list | no cell",
    "#read(\"/etc/passwd\") #panic()",
];

/// A document with each kind of block, full of such text.
pub fn document() -> Document {
    let mut document = Document::new(HOSTILE[1], date(2026, 1, 19));
    document.subtitle = Some(HOSTILE[2].to_owned());
    document.head.version = Some(HOSTILE[0].to_owned());
    document.head.approvals = HOSTILE.map(str::to_owned).to_vec();
    for text in HOSTILE {
        document.heading(Level::One, text);
        document.heading(Level::Two, text);
        document.paragraph(text);
    }
    document.push(Block::Paragraph(vec![
        Run::strong(HOSTILE[0]),
        Run::emphasis(HOSTILE[2]),
        Run::link(HOSTILE[3], "https://example.org/?a=1&b=<2>"),
        Run::link("a link that leads nowhere", "javascript:alert(1)"),
        Run::quiet(HOSTILE[4]),
    ]));
    document.list(ListKind::Numbers, HOSTILE);
    let inner =
        List { kind: ListKind::Bullets, items: vec![vec![Block::Paragraph(vec![Run::plain("inner")])]] };
    document.push(Block::List(List {
        kind: ListKind::Bullets,
        items: vec![vec![Block::Paragraph(vec![Run::plain("outer")]), Block::List(inner)]],
    }));
    let mut table = Table::new([Column::text(HOSTILE[6], 3), Column::numbers(HOSTILE[4], 1)]);
    for text in HOSTILE {
        table.row([text, "12"]);
    }
    table.caption = Some(HOSTILE[2].to_owned());
    document.push(Block::Table(table.clone()));
    document.push(Block::Definitions(vec![(vec![Run::plain(HOSTILE[0])], vec![Run::plain(HOSTILE[3])])]));
    document.push(Block::Note(from_markdown("> <i>x</i> **#strong** [a](javascript:b)", Level::Two)));
    document.push(Block::Figure(Figure {
        title: HOSTILE[2].to_owned(),
        sentence: HOSTILE[3].to_owned(),
        chart: Chart::Bars {
            unit: HOSTILE[2].to_owned(),
            labels: vec![HOSTILE[2].to_owned(), String::new()],
            series: vec![Series { name: HOSTILE[7].to_owned(), values: vec![1.0, 0.0] }],
            top: 2.0,
        },
        table: table.clone(),
    }));
    document.push(Block::Figure(Figure {
        title: HOSTILE[2].to_owned(),
        sentence: HOSTILE[3].to_owned(),
        chart: Chart::Dots {
            unit: HOSTILE[2].to_owned(),
            kinds: [HOSTILE[2].to_owned(), HOSTILE[7].to_owned()],
            rows: vec![
                Dots { name: HOSTILE[2].to_owned(), values: [1.0, 1.0] },
                Dots { name: HOSTILE[3].to_owned(), values: [0.0, 2.0] },
            ],
            top: 2.0,
        },
        table,
    }));
    document.push(Block::Signatures(HOSTILE.map(str::to_owned).to_vec()));
    document.push(Block::PageBreak);
    document
}
