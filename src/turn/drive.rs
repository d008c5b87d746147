//! Drives a dialogue: step, work, resume, until it waits or ends.

use super::desk::Desk;
use super::news::News;
use super::perform::{self, Performed};
use super::place::Place;
use crate::archive::{Result, drafts};
use crate::dialogue::screen::{Common, Door, Say, Screen, door};
use crate::dialogue::{self, Chosen, Ctx, State, Step};

/// A dialogue that asks for more than this in one turn is looping.
const STEPS_MAX: usize = 16;

/// How a drive ended.
pub struct Driven {
    /// Where the screen stands.
    pub place: Place,
    /// What it shows.
    pub screen: Screen,
    /// What to mend, if what came did not fit.
    pub mend: Option<Say>,
    /// What others are to hear.
    pub news: Vec<News>,
}

/// Drives one step to where it waits or ends.
///
/// # Errors
/// As the archive's.
pub async fn drive(desk: &Desk<'_>, ctx: &Ctx, mut place: Place, mut step: Step) -> Result<Driven> {
    let (mut mend, mut news) = (None, Vec::new());
    let before = place.stack();
    let (mut committed, mut asked, mut keeps_way) = (false, false, false);
    for _ in 0..STEPS_MAX {
        step = match step {
            Step::Do(state, effect) => {
                let writes = effect.writes();
                asked = true;
                // Of several that write, the last tells; what is read on the way does not.
                keeps_way = if writes { effect.keeps_way() } else { keeps_way };
                match perform::perform(desk, ctx, effect).await? {
                    Performed::Done(outcome, more) => {
                        committed |= writes && !outcome.refuses();
                        news.extend(more);
                        dialogue::resume(ctx, state, outcome)
                    }
                    Performed::Refused(say) => {
                        // What was given so far is not lost with the refusal.
                        place.set_top(state);
                        keep(desk, ctx, place.drafts()).await?;
                        place = Place::home();
                        Step::End(refusal(say))
                    }
                    Performed::Locked(asking) => Step::Start(state, asking.into()),
                }
            }
            Step::Go(state) => {
                place.set_top(state.clone());
                dialogue::show(ctx, state)
            }
            Step::Mend(state, say) => {
                mend = Some(say);
                place.set_top(state.clone());
                dialogue::show(ctx, state)
            }
            Step::Start(parent, child) => {
                place.set_top(parent);
                place.push(child.clone());
                dialogue::show(ctx, child)
            }
            Step::Done(chosen) => handed_back(ctx, &mut place, chosen),
            Step::Wait(state, screen) => {
                place.set_top(state);
                if committed {
                    keep(desk, ctx, place.other_drafts()).await?;
                    if keeps_way { place.commit_dialogue() } else { place.commit() }
                } else {
                    place.stepped_from(before);
                }
                return Ok(Driven { place, screen, mend, news });
            }
            Step::End(screen) => {
                turned_away(desk, ctx, asked, &place, &screen).await?;
                keep(desk, ctx, place.other_drafts()).await?;
                return Ok(Driven { place: Place::home(), screen, mend, news });
            }
        };
    }
    unreachable!("a dialogue took more than {STEPS_MAX} steps in one turn")
}

/// What follows when the top of the stack is done: its parent goes on with what was chosen.
fn handed_back(ctx: &Ctx, place: &mut Place, chosen: Chosen) -> Step {
    match (place.pop(), chosen) {
        (Some(parent), Chosen::Unlocked(then)) => match then.effect() {
            Some(effect) => Step::Do(parent, effect),
            None => dialogue::show(ctx, parent),
        },
        (Some(parent), chosen) => {
            dialogue::resume(ctx, parent, dialogue::effect::Outcome::Chosen(chosen))
        }
        (None, _) => {
            *place = Place::home();
            dialogue::show(ctx, place.top())
        }
    }
}

/// Keeps unfinished forms, the latest of them last.
///
/// # Errors
/// As the archive's.
pub async fn keep(desk: &Desk<'_>, ctx: &Ctx, unfinished: Vec<(Place, Say)>) -> Result<()> {
    for (draft, label) in unfinished.into_iter().rev() {
        let place = serde_json::to_string(&draft).expect("a place is plain data");
        let label = serde_json::to_string(&label).expect("a sentence is plain data");
        drafts::keep(desk.tx, ctx.who.id, &place, &label, desk.now).await?;
    }
    Ok(())
}

/// Shows a place to its reader, by reading only. None if the reader may not see it any more.
///
/// # Errors
/// As the archive's.
pub async fn present(desk: &Desk<'_>, ctx: &Ctx, place: Place) -> Result<Option<(Place, Screen)>> {
    let step = dialogue::show(ctx, place.top());
    let mut driven = drive(desk, ctx, place, step).await?;
    debug_assert!(driven.news.is_empty(), "showing a place only reads");
    driven.place.commit();
    Ok(Some((driven.place, driven.screen)))
}

/// Whoever is turned away at the door of a dialogue, before the gate was asked, is in the trail too.
async fn turned_away(
    desk: &Desk<'_>,
    ctx: &Ctx,
    asked: bool,
    place: &Place,
    screen: &Screen,
) -> Result<()> {
    if asked || screen.title != Say::Common(Common::NotAllowed) {
        return Ok(());
    }
    perform::refused(desk, ctx, None, &name_of(&place.top())).await
}

/// The name of a state's dialogue: one of a closed list, and nothing of what the state holds.
pub fn name_of(state: &State) -> String {
    let told = serde_json::to_value(state).unwrap_or_default();
    let named = told.as_object().and_then(|it| it.keys().next().cloned());
    named.or_else(|| told.as_str().map(str::to_owned)).unwrap_or_default()
}

fn refusal(say: Say) -> Screen {
    Screen::of(say).row([door(Common::Find, Door::Find), door(Common::Home, Door::Home)])
}
