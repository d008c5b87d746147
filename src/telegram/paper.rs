//! Papers, set: a paper in words becomes a PDF of A4 pages, which is sent and kept nowhere. Pure.
//!
//! No font lies in the file: Latin is set in Helvetica, Chinese and Korean in Adobe's collections; every viewer has them
//! or something in their place.

use crate::dialogue::paper::{Line, Paper};
use letters::{Font, printable};
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, TextRenderingMode};
use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str, TextStr};
use unicode_segmentation::UnicodeSegmentation;

mod letters;

/// A4, in points.
const PAGE: (f32, f32) = (595.0, 842.0);
/// The white on every side of a page.
const MARGIN: f32 = 56.0;
/// The width of what stands on a page.
const COLUMN: f32 = PAGE.0 - 2.0 * MARGIN;
/// The part of a form's row that says what it is.
const NAMES: f32 = 130.0;
/// The length of a line to be signed on, and the room above it for a hand.
const SIGNED: (f32, f32) = (250.0, 40.0);
/// A line's height in sizes of its letters.
const LEADING: f32 = 1.5;
/// How thick a rule is.
const RULE: f32 = 0.5;
/// How thick the edge of a bold letter is, in its sizes: the fonts come in one weight.
const BOLD: f32 = 0.03;
/// What a line must not begin with.
const CLOSING: &str = ",.;:!?)]}%…’”，。、；：！？）」』》】·";
/// What a line must not end with.
const OPENING: &str = "([{“‘（「『《【";

/// How words are set.
#[derive(Clone, Copy)]
struct Style {
    size: f32,
    bold: bool,
    /// The white above.
    above: f32,
}

const TITLE: Style = Style { size: 17.0, bold: true, above: 0.0 };
const HEADING: Style = Style { size: 12.0, bold: true, above: 14.0 };
const TEXT: Style = Style { size: 10.5, bold: false, above: 5.0 };
const SMALL: Style = Style { size: 8.5, bold: false, above: 2.0 };

/// The pages being set.
struct Pages {
    pages: Vec<Content>,
    /// How far up the last page is still white.
    y: f32,
}

/// Sets a paper.
pub fn set(paper: &Paper<String>) -> Vec<u8> {
    let paper = paper.map(|words| printable(words));
    let mut pages = Pages { pages: vec![Content::new()], y: PAGE.1 - MARGIN };
    pages.words(&paper.title, TITLE);
    pages.y -= TEXT.size;
    for line in &paper.lines {
        match line {
            Line::Heading(heading) => pages.words(heading, HEADING),
            Line::Text(text) => pages.words(text, TEXT),
            Line::Field(name, value) => pages.field(name, value),
            Line::Signature(who) => pages.signature(who),
        }
    }
    write(pages.numbered(&printable(&paper.name)), &paper.title)
}

impl Pages {
    /// Takes so much of the page, and a new page if there is not so much left.
    fn take(&mut self, height: f32) -> f32 {
        if self.y - height < MARGIN {
            self.pages.push(Content::new());
            self.y = PAGE.1 - MARGIN;
        }
        self.y -= height;
        self.y
    }

    fn page(&mut self) -> &mut Content {
        self.pages.last_mut().expect("there is always a page")
    }

    fn words(&mut self, words: &str, style: Style) {
        self.y -= style.above;
        for line in lines(words, style.size, COLUMN) {
            let y = self.take(style.size * LEADING);
            show(self.page(), &line, MARGIN, y, style);
        }
    }

    /// What it is on the left, what stands there on the right, and a rule below.
    fn field(&mut self, name: &str, value: &str) {
        self.y -= TEXT.above;
        let names = lines(name, TEXT.size, NAMES - TEXT.size);
        let values = lines(value, TEXT.size, COLUMN - NAMES);
        for at in 0..names.len().max(values.len()) {
            let y = self.take(TEXT.size * LEADING);
            for (words, x) in [(names.get(at), MARGIN), (values.get(at), MARGIN + NAMES)] {
                if let Some(words) = words {
                    show(self.page(), words, x, y, TEXT);
                }
            }
        }
        self.y -= TEXT.above;
        self.rule(COLUMN);
    }

    fn signature(&mut self, who: &str) {
        self.take(SIGNED.1 + SMALL.size * LEADING);
        self.y += SMALL.size * LEADING;
        self.rule(SIGNED.0);
        self.words(who, SMALL);
    }

    fn rule(&mut self, length: f32) {
        let y = self.y;
        let page = self.page();
        page.set_line_width(RULE).move_to(MARGIN, y).line_to(MARGIN + length, y).stroke();
    }

    /// The pages with the paper's name and their numbers at the foot.
    fn numbered(mut self, name: &str) -> Vec<Content> {
        let count = self.pages.len();
        for (page, number) in self.pages.iter_mut().zip(1..) {
            let foot = format!("{name} · {number} / {count}");
            show(page, &foot, MARGIN, MARGIN / 2.0, SMALL);
        }
        self.pages
    }
}

/// Words in lines of at most this width. A line breaks between words, and between any two letters of Chinese.
fn lines(words: &str, size: f32, width: f32) -> Vec<String> {
    let mut lines = Vec::new();
    let fits = |line: &str| letters::width(line.trim_end()) as f32 * size / 1_000.0 <= width;
    for paragraph in words.lines() {
        let mut line = String::new();
        for piece in pieces(paragraph) {
            if !line.is_empty() && !fits(&format!("{line}{piece}")) {
                lines.push(std::mem::take(&mut line).trim_end().to_owned());
            }
            // A word longer than a line breaks where the line ends.
            for letter in piece.graphemes(true) {
                if !line.is_empty() && !fits(&format!("{line}{letter}")) {
                    lines.push(std::mem::take(&mut line));
                }
                line.push_str(letter);
            }
        }
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// What stays together on a line.
fn pieces(paragraph: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for word in paragraph.split_word_bounds() {
        let closes = word == " " || word.starts_with(|c| CLOSING.contains(c));
        match pieces.last_mut() {
            Some(last) if closes || last.ends_with(|c| OPENING.contains(c)) => last.push_str(word),
            _ => pieces.push(word.to_owned()),
        }
    }
    pieces
}

/// Writes a line of words, each stretch in the font that holds it.
fn show(page: &mut Content, words: &str, x: f32, y: f32, style: Style) {
    page.begin_text().next_line(x, y);
    if style.bold {
        page.set_text_rendering_mode(TextRenderingMode::FillStroke)
            .set_line_width(style.size * BOLD);
    } else {
        page.set_text_rendering_mode(TextRenderingMode::Fill);
    }
    let mut letters = words.chars().filter_map(|c| Some((letters::font(c)?, c))).peekable();
    while let Some((font, first)) = letters.next() {
        let mut codes = letters::code(first);
        while let Some((_, c)) = letters.next_if(|(next, _)| *next == font) {
            codes.extend(letters::code(c));
        }
        page.set_font(name(font), style.size).show(Str(&codes));
    }
    page.end_text();
}

/// A font's name within the file.
fn name(font: Font) -> Name<'static> {
    match font {
        Font::Latin => Name(b"Latin"),
        Font::Chinese => Name(b"Chinese"),
        Font::Korean => Name(b"Korean"),
    }
}

/// A font of one of Adobe's collections of Asian letters.
struct Collection {
    font: Font,
    base: &'static [u8],
    encoding: &'static [u8],
    ordering: &'static [u8],
    supplement: i32,
}

const COLLECTIONS: [Collection; 2] = [
    Collection {
        font: Font::Chinese,
        base: b"STSong-Light",
        encoding: b"UniGB-UTF16-H",
        ordering: b"GB1",
        supplement: 5,
    },
    Collection {
        font: Font::Korean,
        base: b"HYSMyeongJo-Medium",
        encoding: b"UniKS-UTF16-H",
        ordering: b"Korea1",
        supplement: 2,
    },
];

/// The file: catalogue, pages, fonts.
fn write(pages: Vec<Content>, title: &str) -> Vec<u8> {
    let mut refs = (1..).map(Ref::new);
    let mut next = || refs.next().expect("numbers do not end");
    let (catalog, tree, info, latin) = (next(), next(), next(), next());
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(tree);
    pdf.document_info(info).title(TextStr(title));
    let mut fonts = vec![(Font::Latin, latin)];
    pdf.type1_font(latin)
        .base_font(Name(b"Helvetica"))
        .encoding_predefined(Name(b"WinAnsiEncoding"));
    for collection in &COLLECTIONS {
        let ids = [next(), next(), next()];
        asian(&mut pdf, collection, ids);
        fonts.push((collection.font, ids[0]));
    }
    let ids: Vec<(Ref, Ref)> = pages.iter().map(|_| (next(), next())).collect();
    let count = i32::try_from(ids.len()).unwrap_or(i32::MAX);
    pdf.pages(tree).kids(ids.iter().map(|(page, _)| *page)).count(count);
    for ((id, content), words) in ids.into_iter().zip(pages) {
        let mut page = pdf.page(id);
        page.media_box(Rect::new(0.0, 0.0, PAGE.0, PAGE.1)).parent(tree).contents(content);
        let mut resources = page.resources();
        let mut named = resources.fonts();
        for (font, id) in &fonts {
            named.pair(name(*font), *id);
        }
        named.finish();
        resources.finish();
        page.finish();
        pdf.stream(content, &words.finish());
    }
    pdf.finish()
}

/// A font that is named only: the viewer has it, and knows the code.
fn asian(pdf: &mut Pdf, collection: &Collection, [font, letters, descriptor]: [Ref; 3]) {
    let base = Name(collection.base);
    pdf.type0_font(font)
        .base_font(base)
        .encoding_predefined(Name(collection.encoding))
        .descendant_font(letters);
    let system_info = SystemInfo {
        registry: Str(b"Adobe"),
        ordering: Str(collection.ordering),
        supplement: collection.supplement,
    };
    pdf.cid_font(letters)
        .subtype(CidFontType::Type0)
        .base_font(base)
        .system_info(system_info)
        .font_descriptor(descriptor)
        .default_width(1_000.0);
    // Adobe's metrics of these fonts, rounded: a viewer that has another takes what is most like them.
    pdf.font_descriptor(descriptor)
        .name(base)
        .flags(FontFlags::SYMBOLIC | FontFlags::SERIF)
        .bbox(Rect::new(-25.0, -254.0, 1_000.0, 880.0))
        .italic_angle(0.0)
        .ascent(880.0)
        .descent(-120.0)
        .cap_height(737.0)
        .stem_v(58.0);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paper(lines: usize) -> Paper<String> {
        let mut paper = Paper::new("L-2026-0412", "Loan L-2026-0412".to_owned());
        for line in 0..lines {
            paper = paper.field(format!("Row {line}"), "王小明 김미나 Mina".to_owned());
        }
        paper.signature("Borrower".to_owned())
    }

    #[test]
    fn a_paper_is_a_pdf_that_holds_no_font_and_grows_by_pages() {
        for (lines, pages) in [(1, 1), (20, 1), (80, 3)] {
            let file = set(&paper(lines));
            let text = String::from_utf8_lossy(&file);
            assert!(text.starts_with("%PDF-") && text.trim_end().ends_with("%%EOF"));
            assert!(text.contains(&format!("/Count {pages}")), "{lines} lines");
            assert!(!text.contains("/FontFile"));
        }
    }

    #[test]
    fn lines_break_between_words_and_between_letters_of_chinese() {
        let width = |letters: f32| letters * 10.0;
        let cases = [
            ("one two three", 4.5, vec!["one two", "three"]),
            ("借阅到期后请归还。谢谢", 8.0, vec!["借阅到期后请归", "还。谢谢"]),
            ("于（张三）", 3.0, vec!["于（张", "三）"]),
            ("abcdefghijklmnopqrstuvwxyz", 5.0, vec!["abcdefghij", "klmnopqrst", "uvwxyz"]),
            ("a\n\nb", 9.0, vec!["a", "", "b"]),
        ];
        for (words, wide, broken) in cases {
            assert_eq!(lines(words, 10.0, width(wide)), broken);
        }
    }
}
