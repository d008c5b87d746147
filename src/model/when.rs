//! To come.
use chrono::NaiveDate;
pub fn parse_date(_text: &str, _today: NaiveDate) -> Option<NaiveDate> {
    None
}
