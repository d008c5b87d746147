//! Text with bold stretches, and how it is made to fit into one message.

use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// What stands in place of what was cut off; one UTF-16 unit.
const CUT: &str = "…";

/// Text on its way out. Telegram counts in UTF-16 units, and so do the stretches.
#[derive(Clone, PartialEq, Eq)]
pub struct Rich {
    /// The text.
    pub text: String,
    /// Bold stretches, in order, apart from each other.
    pub bold: Vec<Range<usize>>,
}

/// Cuts a text to at most `units_max` UTF-16 units, never within a grapheme and never within a bold
/// stretch, unless the text begins with that stretch: then the stretch is shortened.
pub fn fit(rich: Rich, units_max: usize) -> Rich {
    if units(&rich.text) <= units_max {
        return rich;
    }
    let room = units_max.saturating_sub(units(CUT));
    let mut kept = beginning(&rich.text, room);
    if let Some(stretch) = rich.bold.iter().find(|stretch| inside(stretch, units(kept)))
        && stretch.start > 0
    {
        kept = beginning(kept, stretch.start);
    }
    let end = units(kept);
    let bold = rich.bold.into_iter().filter(|stretch| stretch.start < end);
    let bold = bold.map(|stretch| stretch.start..stretch.end.min(end)).collect();
    let text = if units_max < units(CUT) { String::new() } else { format!("{kept}{CUT}") };
    Rich { text, bold }
}

fn inside(stretch: &Range<usize>, cut: usize) -> bool {
    stretch.start < cut && cut < stretch.end
}

/// The longest beginning of whole graphemes within so many units.
fn beginning(text: &str, units_max: usize) -> &str {
    let mut end = 0;
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        used += units(grapheme);
        if used > units_max {
            break;
        }
        end += grapheme.len();
    }
    &text[..end]
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A text of pieces, each bold or not, with stretches counted as `screen` counts them.
    fn rich(pieces: &[(String, bool)]) -> Rich {
        let mut rich = Rich { text: String::new(), bold: Vec::new() };
        for (piece, bold) in pieces {
            // A line break keeps a piece from growing together with the one before.
            rich.text.push('\n');
            let start = units(&rich.text);
            rich.text.push_str(piece);
            if *bold && !piece.is_empty() {
                rich.bold.push(start..units(&rich.text));
            }
        }
        rich
    }

    fn graphemes(text: &str) -> Vec<&str> {
        text.graphemes(true).collect()
    }

    #[test]
    #[expect(clippy::single_range_in_vec_init, reason = "one bold stretch is meant")]
    fn a_family_is_not_parted_and_a_bold_stretch_is_left_out_whole() {
        let text = "Title\nab 👩‍👩‍👧 bold";
        let whole = Rich { text: text.into(), bold: vec![0..5, 18..22] };
        assert!(fit(whole.clone(), 22) == whole);
        let cut = fit(whole.clone(), 21);
        assert_eq!((cut.text.as_str(), cut.bold), ("Title\nab 👩‍👩‍👧 …", vec![0..5]));
        let cut = fit(whole.clone(), 16);
        assert_eq!((cut.text.as_str(), cut.bold), ("Title\nab …", vec![0..5]));
        let cut = fit(whole, 4);
        assert_eq!((cut.text.as_str(), cut.bold), ("Tit…", vec![0..3]));
    }

    proptest! {
        #[test]
        fn what_fits_is_a_beginning_in_whole_graphemes_and_stretches(
            pieces in prop::collection::vec(("[a-c가王👩\u{200d}\u{301}🇰🇷\u{fe0f}é ]{0,12}", any::<bool>()), 0..6),
            units_max in 0usize..90,
        ) {
            let whole = rich(&pieces);
            let fitted = fit(whole.clone(), units_max);
            prop_assert!(units(&fitted.text) <= units_max);
            if units(&whole.text) <= units_max {
                prop_assert!(fitted == whole);
                return Ok(());
            }
            let kept = fitted.text.strip_suffix(CUT).unwrap_or("");
            let (all, some) = (graphemes(&whole.text), graphemes(kept));
            prop_assert_eq!(&all[..some.len()], &some[..]);
            let whole_stretches: Vec<_> =
                whole.bold.iter().filter(|stretch| stretch.end <= units(kept)).cloned().collect();
            prop_assert_eq!(fitted.bold, whole_stretches);
        }
    }
}
