//! Takes what the person did in a form: a press, words, a contact, a photo.

use super::read::{self, Mend};
use super::{Answer, At, Choice, Draft, Field, Kind, PHOTOS_MAX, Progress, Say, advance, current};
use crate::dialogue::calendar::first_of;
use crate::dialogue::screen::{Choice as Press, Say as Root};
use crate::dialogue::{Ctx, Input};
use crate::model::visit::PhotoRef;

/// See `super::step`.
pub fn step(fields: &[Field], mut draft: Draft, input: Input, ctx: &Ctx) -> Progress {
    let field = current(fields, &draft);
    if field.is_none() && draft.at != At::Summary {
        advance(fields, &mut draft);
        return step(fields, draft, input, ctx);
    }
    match (field, input) {
        (Some(field), Input::Press(Press::Form(choice))) => press(fields, draft, field, choice),
        (None, Input::Press(Press::Form(choice))) => press_summary(fields, draft, choice),
        (field, Input::Text(typed)) => words(fields, draft, field, typed, ctx),
        (Some(field), Input::Contact { phone, .. }) if matches!(field.kind, Kind::Phone) => {
            match read::contact_phone(&phone, ctx.country) {
                Ok(phone) => put(fields, draft, field, Answer::Text(phone)),
                Err(say) => mend(draft, say),
            }
        }
        (field, Input::Photo { photo: sent, caption }) => {
            photo(fields, draft, field, sent, caption)
        }
        (_, input) => Progress::NotMine(draft, input),
    }
}

/// A press at a question.
fn press(fields: &[Field], mut draft: Draft, field: &Field, choice: Choice) -> Progress {
    let on_the_way = matches!(draft.at, At::Field(_));
    match (&field.kind, choice) {
        (_, Choice::Skip) if field.required => mend(draft, Say::CannotSkip),
        (_, Choice::Skip) => put(fields, draft, field, Answer::Skipped),
        (_, Choice::Quick(place)) if place < field.quick.len() => {
            put(fields, draft, field, field.quick[place].1.clone())
        }
        (Kind::Day { min, max }, Choice::Day(day)) if (*min..=*max).contains(&day) => {
            put(fields, draft, field, Answer::Day(day))
        }
        (Kind::Day { min, max }, Choice::Month(month)) if min <= max => {
            draft.month = Some(month.clamp(first_of(*min), first_of(*max)));
            Progress::On(draft)
        }
        (Kind::Scale(max), Choice::Scale(value)) if (1..=*max).contains(&value) => {
            put(fields, draft, field, Answer::Scale(value))
        }
        (Kind::One(options), Choice::Pick(key)) if has(options, &key) => {
            put(fields, draft, field, Answer::One(key))
        }
        (Kind::Many { options, one_tap }, Choice::Pick(key)) if has(options, &key) => {
            match *one_tap && on_the_way {
                true => put(fields, draft, field, Answer::Many(vec![key])),
                false => toggle(draft, field.key, options, &key),
            }
        }
        (Kind::One(options) | Kind::Many { options, .. }, Choice::Page(page))
            if page < super::view::pages(options) =>
        {
            draft.page = page;
            Progress::On(draft)
        }
        (Kind::Many { .. } | Kind::Photos, Choice::Next) => enough(fields, draft, field),
        (_, choice) => Progress::NotMine(draft, Input::Press(Press::Form(choice))),
    }
}

/// A press on the summary.
fn press_summary(fields: &[Field], mut draft: Draft, choice: Choice) -> Progress {
    match choice {
        Choice::Save => save(fields, draft),
        Choice::Edit(key) if fields.iter().any(|field| field.key == key) => {
            edit(&mut draft, &key);
            Progress::On(draft)
        }
        choice => Progress::NotMine(draft, Input::Press(Press::Form(choice))),
    }
}

fn save(fields: &[Field], mut draft: Draft) -> Progress {
    for field in fields {
        let say = match draft.answers.get(field.key) {
            None | Some(Answer::Skipped) if field.required => {
                Say::Missing { field: field.label.clone() }
            }
            Some(answer) if !fits(&field.kind, answer) => {
                draft.answers.remove(field.key);
                Say::NoLonger { field: field.label.clone() }
            }
            _ => continue,
        };
        edit(&mut draft, field.key);
        return mend(draft, say);
    }
    Progress::Save(draft)
}

/// Whether the form would take this answer today: a draft may be older than its menu and its calendar.
pub fn fits(kind: &Kind, answer: &Answer) -> bool {
    match (kind, answer) {
        (_, Answer::Skipped) => true,
        (Kind::Text { max }, Answer::Text(text)) => crate::model::text::length(text) <= *max,
        (Kind::Phone, Answer::Text(phone)) => {
            crate::model::phone::Phone::from_e164(phone).is_some()
        }
        (Kind::Birthday, Answer::Text(day)) => read::stored_birthday(day).is_some(),
        (Kind::Day { min, max }, Answer::Day(day)) => (*min..=*max).contains(day),
        (Kind::Money, Answer::Money(minor)) => (0..=super::AMOUNT_MAX).contains(minor),
        (Kind::One(options), Answer::One(key)) => has(options, key),
        (Kind::Many { options, .. }, Answer::Many(keys)) => {
            !keys.is_empty() && keys.iter().all(|key| has(options, key))
        }
        (Kind::Scale(max), Answer::Scale(value)) => (1..=*max).contains(value),
        (Kind::Photos, Answer::Photos(photos)) => (1..=PHOTOS_MAX).contains(&photos.len()),
        _ => false,
    }
}

/// Words: the answer of the current field, or a note to the field that catches words.
fn words(
    fields: &[Field],
    mut draft: Draft,
    field: Option<&Field>,
    typed: String,
    ctx: &Ctx,
) -> Progress {
    let hint = match field.map(|field| (field, read::read(&field.kind, &typed, ctx))) {
        Some((field, Ok(answer))) => return put(fields, draft, field, answer),
        Some((_, Err(Mend::Wrong(say)))) => return mend(draft, say),
        Some((_, Err(Mend::NotWords(say)))) => Some(say),
        None => None,
    };
    match (keep_words(fields, &mut draft, &typed), hint) {
        (Some(Ok(say) | Err(say)), _) | (None, Some(say)) => mend(draft, say),
        (None, None) => Progress::NotMine(draft, Input::Text(typed)),
    }
}

/// A photo for the current field, or for the one that catches photos; words under it go where words go.
fn photo(
    fields: &[Field],
    mut draft: Draft,
    field: Option<&Field>,
    photo: PhotoRef,
    caption: Option<String>,
) -> Progress {
    let takes = |field: &&Field| matches!(field.kind, Kind::Photos);
    let album = field.filter(takes).or_else(|| fields.iter().find(|f| f.catches && takes(f)));
    let Some(album) = album else {
        return Progress::NotMine(draft, Input::Photo { photo, caption });
    };
    // The words first: they must not be lost where the photo is one too many.
    let words = caption.and_then(|caption| keep_words(fields, &mut draft, &caption));
    match (add_photo(&mut draft, album.key, photo), words) {
        (Err(say), _) | (Ok(()), Some(Err(say))) => mend(draft, say),
        (Ok(()), _) => Progress::On(draft),
    }
}

/// Adds words to the text field that catches them: what was done, or why not. None where no field does.
fn keep_words(fields: &[Field], draft: &mut Draft, typed: &str) -> Option<Result<Say, Say>> {
    let catching = |field: &&Field| field.catches && matches!(field.kind, Kind::Text { .. });
    let field = fields.iter().find(catching)?;
    let Kind::Text { max } = field.kind else { return None };
    let joined = match draft.text(field.key) {
        Some(before) => format!("{before}\n{typed}"),
        None => typed.to_owned(),
    };
    Some(read::words(&joined, max).map(|answer| {
        draft.answers.insert(field.key.to_owned(), answer);
        Say::Kept { field: field.label.clone() }
    }))
}

fn add_photo(draft: &mut Draft, key: &str, photo: PhotoRef) -> Result<(), Say> {
    let mut photos = draft.photos(key).to_vec();
    if photos.iter().any(|known| known.unique_id == photo.unique_id) {
        return Ok(());
    }
    if photos.len() >= PHOTOS_MAX {
        return Err(Say::TooManyPhotos { max: PHOTOS_MAX as i64 });
    }
    photos.push(photo);
    draft.answers.insert(key.to_owned(), Answer::Photos(photos));
    Ok(())
}

fn toggle(mut draft: Draft, key: &str, options: &[super::Option], picked: &str) -> Progress {
    let chosen = draft.many(key);
    let on = |option: &&super::Option| (option.key == picked) != chosen.contains(&option.key);
    let keys: Vec<String> = options.iter().filter(on).map(|option| option.key.clone()).collect();
    match keys.is_empty() {
        true => draft.answers.remove(key),
        false => draft.answers.insert(key.to_owned(), Answer::Many(keys)),
    };
    Progress::On(draft)
}

/// `Next` on toggles or photos: something required must be there.
fn enough(fields: &[Field], mut draft: Draft, field: &Field) -> Progress {
    let some = !draft.many(field.key).is_empty() || !draft.photos(field.key).is_empty();
    match (some, field.required) {
        (false, true) => mend(draft, Say::CannotSkip),
        (false, false) => put(fields, draft, field, Answer::Skipped),
        (true, _) => {
            advance(fields, &mut draft);
            Progress::On(draft)
        }
    }
}

fn put(fields: &[Field], mut draft: Draft, field: &Field, answer: Answer) -> Progress {
    draft.answers.insert(field.key.to_owned(), answer);
    advance(fields, &mut draft);
    Progress::On(draft)
}

fn edit(draft: &mut Draft, key: &str) {
    draft.at = At::Edit(key.to_owned());
    draft.month = None;
    draft.page = 0;
}

fn has(options: &[super::Option], key: &str) -> bool {
    options.iter().any(|option| option.key == key)
}

fn mend(draft: Draft, say: Say) -> Progress {
    Progress::Mend(draft, Root::Form(say))
}
