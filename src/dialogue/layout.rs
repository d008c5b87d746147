//! How a screen is put together: lines, rows, grids of buttons.

use super::screen::{Button, Say, Screen};

impl Screen {
    /// A screen of one line.
    pub fn of(title: Say) -> Self {
        Self {
            title,
            lines: Vec::new(),
            rows: Vec::new(),
            issue: None,
            open: false,
            quiet: false,
            toast: None,
        }
    }

    /// Adds a line.
    pub fn line(mut self, say: Say) -> Self {
        self.lines.push(say);
        self
    }

    /// Adds a line if there is one.
    pub fn maybe(mut self, say: Option<Say>) -> Self {
        self.lines.extend(say);
        self
    }

    /// Adds a row of buttons.
    pub fn row<const N: usize>(mut self, buttons: [Button; N]) -> Self {
        self.rows.push(buttons.into());
        self
    }

    /// Adds buttons in rows of `width`.
    pub fn grid(mut self, width: usize, buttons: impl IntoIterator<Item = Button>) -> Self {
        let buttons: Vec<Button> = buttons.into_iter().collect();
        self.rows.extend(buttons.chunks(width).map(<[Button]>::to_vec));
        self
    }

    /// Adds a toast.
    pub fn toast(mut self, say: Say) -> Self {
        self.toast = Some(say);
        self
    }
}
