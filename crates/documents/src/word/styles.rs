//! The styles of a Word file. Its fonts are those that Word brings: a file for others to work on embeds none.

use docx_rs::{
    AbstractNumbering, Docx, IndentLevel, Level, LevelJc, LevelText, LineSpacing, NumberFormat, Numbering,
    NumberingId, Paragraph, ParagraphBorder, ParagraphBorderPosition, ParagraphBorders, RunFonts, Shading,
    SpecialIndentType, Start, Style, StyleType,
};

use crate::document::{ListKind, Tone};

const SERIF: &str = "Georgia";
const SANS: &str = "Calibri";
const INK: &str = "1B2430";
const QUIET: &str = "525B66";
const WATER: &str = "1F5468";
const WASH: &str = "EAF3F5";
/// How far each level of a list goes in.
const STEP: i32 = 420;
const LEVELS: usize = 4;
/// The crate keeps the first id for itself.
const BULLETS: usize = 2;
const NUMBERS: usize = 3;

/// The colour of a tone.
pub fn colour(tone: Tone) -> &'static str {
    match tone {
        Tone::Quiet => QUIET,
        Tone::Clear => "2A614B",
        Tone::Watch => "8A4B00",
        Tone::Alarm => "9C2F1C",
    }
}

/// The colour of a link.
pub const LINK: &str = WATER;
/// The colour of the lines of a table.
pub const RULE: &str = "D8D6CF";

/// A file with its styles and its ways of numbering.
pub fn styled(docx: Docx) -> Docx {
    let docx = docx.default_fonts(fonts(SANS)).default_size(21);
    let docx = every().into_iter().fold(docx, Docx::add_style);
    docx.add_abstract_numbering(numbering(ListKind::Bullets))
        .add_abstract_numbering(numbering(ListKind::Numbers))
        .add_numbering(Numbering::new(BULLETS, BULLETS))
}

/// A new count from 1, under the next free id.
pub fn fresh_count(id: usize) -> Numbering {
    let from_one = docx_rs::LevelOverride::new(0).start(1);
    Numbering::new(id, NUMBERS).add_override(from_one)
}

/// A paragraph that is an item of a list; `count` is the id of its numbering, none for bullets.
pub fn item(paragraph: Paragraph, count: Option<usize>, depth: usize) -> Paragraph {
    let id = NumberingId::new(count.unwrap_or(BULLETS));
    paragraph.numbering(id, IndentLevel::new(depth.min(LEVELS - 1)))
}

/// How far text in a list goes in.
pub fn indent(depth: usize) -> i32 {
    STEP * depth as i32
}

fn fonts(name: &str) -> RunFonts {
    RunFonts::new().ascii(name).hi_ansi(name).cs(name)
}

fn spacing(before: u32, after: u32) -> LineSpacing {
    LineSpacing::new().before(before).after(after)
}

fn every() -> Vec<Style> {
    let paragraph = |id: &str, name: &str| Style::new(id, StyleType::Paragraph).name(name).based_on("Normal");
    let heading = |level: usize, size: usize, before: u32| {
        let style = paragraph(&format!("Heading{level}"), &format!("heading {level}"))
            .next("Body")
            .size(size)
            .bold()
            .color(INK)
            .line_spacing(spacing(before, 100))
            .outline_lvl(level - 1);
        let style = style.fonts(fonts(if level < 3 { SERIF } else { SANS }));
        kept(style)
    };
    let text = LineSpacing::new().before(0).after(120).line(276);
    vec![
        paragraph("Body", "Body Text").color(INK).line_spacing(text.clone()),
        paragraph("Title", "Title")
            .fonts(fonts(SERIF))
            .bold()
            .size(56)
            .color(INK)
            .line_spacing(spacing(0, 40)),
        paragraph("Subtitle", "Subtitle")
            .fonts(fonts(SERIF))
            .size(30)
            .color(QUIET)
            .line_spacing(spacing(0, 240)),
        paragraph("Imprint", "Imprint").size(18).color(QUIET).line_spacing(spacing(0, 60)),
        paragraph("Notice", "Notice").size(18).bold().color(QUIET).line_spacing(spacing(0, 320)),
        paragraph("Gap", "Gap").size(6).line_spacing(spacing(0, 0)),
        heading(1, 32, 480),
        heading(2, 25, 320),
        heading(3, 21, 220),
        paragraph("ListItem", "List Paragraph")
            .color(INK)
            .line_spacing(LineSpacing::new().after(70).line(269)),
        paragraph("Definition", "Definition").color(INK).line_spacing(spacing(0, 50)),
        paragraph("Evidence", "Evidence").size(18).color(QUIET).line_spacing(spacing(0, 110)),
        kept(paragraph("TableHead", "Table Head").size(18).bold().color(QUIET).line_spacing(spacing(40, 40))),
        paragraph("TableText", "Table Text").size(19).color(INK).line_spacing(spacing(40, 40)),
        kept(paragraph("Caption", "caption").bold().color(INK).line_spacing(spacing(240, 80))),
        note(paragraph("Note", "Note").color(INK).line_spacing(text)),
        paragraph("Header", "header").size(17).color(QUIET),
        paragraph("Footer", "footer").size(17).color(QUIET),
    ]
}

/// A style that stays on the page of what follows.
fn kept(mut style: Style) -> Style {
    style.paragraph_property = style.paragraph_property.keep_next(true).keep_lines(true);
    style
}

fn note(mut style: Style) -> Style {
    let border = ParagraphBorder::new(ParagraphBorderPosition::Left).size(18).space(8).color(WATER);
    style.paragraph_property = style
        .paragraph_property
        .indent(Some(200), None, Some(200), None)
        .set_borders(ParagraphBorders::with_empty().set(border))
        .shading(Shading::new().fill(WASH));
    style
}

fn numbering(kind: ListKind) -> AbstractNumbering {
    let (id, format) = match kind {
        ListKind::Bullets => (BULLETS, "bullet"),
        ListKind::Numbers => (NUMBERS, "decimal"),
    };
    (0..LEVELS).fold(AbstractNumbering::new(id), |numbering, depth| {
        let mark = match kind {
            ListKind::Bullets => "\u{2013}".to_owned(),
            ListKind::Numbers => format!("%{}.", depth + 1),
        };
        let level = Level::new(
            depth,
            Start::new(1),
            NumberFormat::new(format),
            LevelText::new(mark),
            LevelJc::new("left"),
        );
        let hanging = Some(SpecialIndentType::Hanging(STEP));
        numbering.add_level(level.indent(Some(indent(depth + 1)), hanging, None, None))
    })
}
