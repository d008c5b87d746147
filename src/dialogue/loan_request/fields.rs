//! What a request asks for, and the request that the answers make.

use super::{Filling, Say, terms};
use crate::dialogue::form::{self, Answer, At, Draft, Field, Kind};
use crate::dialogue::screen::{Common, Say as Root};
use crate::dialogue::{Ctx, Input, booking, loan_lines};
use crate::model::ClientId;
use crate::model::access::Part;
use crate::model::loan::{LoanForm, Purpose, Running, START_DAYS_MAX};
use crate::model::loan_rule::Caps;
use crate::model::paper::Offer;
use crate::model::value::Word;
use chrono::{DateTime, Days, Utc};
use std::collections::{BTreeMap, BTreeSet};

/// The answer that asks for the paper file too.
const WITH_PAPER: &str = "with";
/// The answer that does not.
const WITHOUT_PAPER: &str = "without";
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
    until: Option<DateTime<Utc>>,
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
    let reason = Kind::Text { max: loan_lines::REASON_GRAPHEMES_MAX };
    let counted = terms::counted_from(ctx, draft);
    let is_later = counted.now > ctx.now;
    let offered = terms::offered(&counted, cap, is_later, until);
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
            // The only one is chosen already.
            asked: parts.len() > 1,
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
    vec![option(WITH_PAPER, Common::Yes), option(WITHOUT_PAPER, Common::No)]
}

fn hour(text: String) -> form::Option {
    form::Option { key: text.clone(), label: Root::Common(Common::Plain { text }) }
}

/// The form at its first question. Where only one part can be asked for, it is chosen already.
pub(super) fn begin(
    ctx: &Ctx,
    client: ClientId,
    name: String,
    number: String,
    parts: Vec<Part>,
    caps: Caps,
) -> Filling {
    let none = Draft { answers: BTreeMap::new(), at: At::Summary, month: None, page: 0 };
    let cap = caps.minutes(&parts);
    let draft = form::begin(&fields(ctx, &parts, &Offer::None, cap, None, "", &none));
    let paper = Offer::None;
    let extends = None;
    let mut filling = Filling { client, name, number, parts, caps, paper, extends, draft };
    if let [only] = filling.parts.as_slice() {
        let only = vec![only.as_str().to_owned()];
        filling.draft.answers.insert("parts".to_owned(), Answer::Many(only));
    }
    filling
}

/// The form filled in as what runs: how much longer is the one question that is left.
pub(super) fn prefilled(ctx: &Ctx, mut filling: Filling, running: Running) -> Filling {
    let one = |key: &str| Answer::One(key.to_owned());
    let mut answers = filling.draft.answers.clone();
    answers.insert("purpose".to_owned(), one(running.purpose.as_str()));
    if !running.reason.is_empty() {
        answers.insert("reason".to_owned(), Answer::Text(running.reason.clone()));
    }
    let parts = filling.parts.iter().filter(|part| running.parts.contains(part));
    let parts: Vec<String> = parts.map(|part| part.as_str().to_owned()).collect();
    if !parts.is_empty() {
        answers.insert("parts".to_owned(), Answer::Many(parts));
    }
    let paper = if running.paper { WITH_PAPER } else { WITHOUT_PAPER };
    answers.insert("paper".to_owned(), one(paper));
    let purpose = running.purpose;
    filling.draft.answers = answers;
    filling.extends = Some(running);
    let fields = fields_of(ctx, &filling, &filling.draft, purpose.as_str());
    Filling { draft: form::resume(&fields, filling.draft.answers.clone()), ..filling }
}

/// The fields as the answers so far make them. Of an extension nothing is a step that what runs has answered.
pub(super) fn fields_of(ctx: &Ctx, filling: &Filling, draft: &Draft, purpose: &str) -> Vec<Field> {
    let cap = filling.minutes_max(&filling.draft);
    let until = filling.extends.as_ref().map(|running| running.until);
    let mut fields = fields(ctx, &filling.parts, &filling.paper, cap, until, purpose, draft);
    for field in fields.iter_mut().filter(|_| filling.extends.is_some()) {
        field.asked &= !draft.answers.contains_key(field.key);
    }
    fields
}

/// Words that are kept as the reason must say something; where the beginning is asked for they are a day.
pub(super) fn reason_typed(draft: &Draft, input: Input) -> Result<Input, Root> {
    let at_start = matches!(&draft.at, At::Field(key) | At::Edit(key) if key == "start");
    match &input {
        Input::Text(typed) if !at_start => loan_lines::reason(typed).map(|_| input),
        _ => Ok(input),
    }
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
