//! What a request asks for, and the request that the answers make.

use super::{Filling, Say, terms};
use crate::dialogue::form::{self, Answer, Draft, Field, Kind};
use crate::dialogue::screen::{Common, Say as Root};
use crate::dialogue::{Ctx, booking};
use crate::model::access::Part;
use crate::model::loan::{LoanForm, Purpose, START_DAYS_MAX};
use crate::model::paper::Offer;
use crate::model::value::Word;
use chrono::Days;
use std::collections::BTreeSet;

/// The longest reason, in graphemes.
const REASON_GRAPHEMES_MAX: usize = 200;
/// The answer that asks for the paper file too.
const WITH_PAPER: &str = "with";
/// Where the paper file is asked for: after purpose, reason and parts.
const AFTER_PARTS: usize = 3;
/// Hours at which a loan that begins later can be had.
const HOURS: std::ops::RangeInclusive<u32> = 8..=19;

/// The form's fields. The reason is asked for on the way only where the purpose does not say it; a later beginning waits
/// on the summary, and its hour comes with its day.
pub(super) fn fields(
    ctx: &Ctx,
    parts: &[Part],
    paper: &Offer,
    cap: u32,
    purpose: &str,
    draft: &Draft,
) -> Vec<Field> {
    let other = purpose == Purpose::Other.as_str();
    let field = |key, ask, kind| Field {
        key,
        ask: Root::LoanRequest(ask),
        label: Word::new("loan-request-field-", key),
        kind,
        asked: true,
        required: true,
        catches: false,
        quick: Vec::new(),
    };
    let later = |key, ask, kind| Field { asked: false, required: false, ..field(key, ask, kind) };
    let option = |key: &str, word| form::Option {
        key: key.to_owned(),
        label: Root::Common(Common::Term { word }),
    };
    let purposes = Purpose::ALL.iter().map(|purpose| option(purpose.as_str(), purpose.word()));
    let options: Vec<form::Option> =
        parts.iter().map(|part| option(part.as_str(), part.word())).collect();
    let all = Answer::Many(options.iter().map(|option| option.key.clone()).collect());
    let all = (parts.len() > 1).then_some((Root::LoanRequest(Say::AllParts), all));
    let reason = Kind::Text { max: REASON_GRAPHEMES_MAX };
    let counted = terms::counted_from(ctx, draft);
    let is_later = counted.now > ctx.now;
    let offered = terms::offered(&counted, cap, is_later);
    let (min, max) = (ctx.today, ctx.today + Days::new(START_DAYS_MAX));
    let mut fields = vec![
        field("purpose", Say::AskPurpose, Kind::One(purposes.collect())),
        Field {
            asked: other,
            required: other,
            catches: true,
            ..field("reason", Say::AskReason, reason)
        },
        Field {
            quick: all.into_iter().collect(),
            ..field("parts", Say::AskParts, Kind::Many { options, one_tap: true })
        },
        field("term", Say::AskTerm, Kind::One(offered)),
        Field {
            quick: vec![(Root::Booking(booking::Say::Tomorrow), Answer::Day(min + Days::new(1)))],
            ..later("start", Say::AskStart, Kind::Day { min, max })
        },
    ];
    // Asked for with the documents that lie in it, and never without them; before the term, which ends the steps.
    if *paper == Offer::Free && has_documents(draft) {
        fields.insert(AFTER_PARTS, field("paper", Say::AskPaper, Kind::One(yes_or_no())));
    }
    if draft.day("start").is_some() {
        let hours = HOURS.map(|hour| format!("{hour:02}:00"));
        // A time that was typed stands among the hours.
        let hours: BTreeSet<String> = hours.chain(draft.text("clock").map(str::to_owned)).collect();
        fields.push(later(
            "clock",
            Say::AskClock,
            Kind::One(hours.into_iter().map(hour).collect()),
        ));
    }
    fields
}

fn has_documents(draft: &Draft) -> bool {
    draft.many("parts").iter().any(|key| key == Part::Documents.as_str())
}

fn yes_or_no() -> Vec<form::Option> {
    let option = |key: &str, say| form::Option { key: key.to_owned(), label: Root::Common(say) };
    vec![option(WITH_PAPER, Common::Yes), option("without", Common::No)]
}

fn hour(text: String) -> form::Option {
    form::Option { key: text.clone(), label: Root::Common(Common::Plain { text }) }
}

/// The request of a form in which nothing required is missing.
pub(super) fn request(ctx: &Ctx, filling: &Filling, draft: &Draft) -> LoanForm {
    LoanForm {
        client: filling.client,
        purpose: draft.text("purpose").and_then(Purpose::parse).unwrap_or(Purpose::Other),
        reason: draft.text("reason").unwrap_or_default().to_owned(),
        parts: draft.many("parts").iter().filter_map(|key| Part::parse(key)).collect(),
        term: terms::term(
            terms::counted_from(ctx, draft).today,
            filling.minutes_max(draft),
            draft.text("term").unwrap_or_default(),
        ),
        paper: draft.text("paper") == Some(WITH_PAPER) && has_documents(draft),
        starts: terms::starts(ctx, draft),
    }
}
