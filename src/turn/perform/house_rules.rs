//! What the owner sets for the whole house, and what it means for everything that was shown.

use super::Performed;
use crate::archive::{Result, day, house_rules, issues, staff};
use crate::dialogue::effect::Outcome;
use crate::dialogue::house_rules::{HouseEffect, HouseOutcome, State};
use crate::dialogue::{Ctx, State as Place};
use crate::model::access::InChat;
use crate::model::policy::{Action, may};
use crate::model::{IssueId, StaffId};
use crate::turn::desk::Desk;
use crate::turn::news::News;
use std::cmp::Ordering;

pub(super) async fn perform(desk: &Desk<'_>, ctx: &Ctx, effect: HouseEffect) -> Result<Performed> {
    let (tx, who, now) = (desk.tx, ctx.who.id, desk.now);
    let news = match effect {
        HouseEffect::Read => Vec::new(),
        HouseEffect::SetInChat(in_chat) => {
            let before = house_rules::set_in_chat(tx, who, in_chat, now).await?;
            match in_chat.cmp(&before) {
                Ordering::Less => tightened(desk, who, in_chat).await?,
                Ordering::Equal => Vec::new(),
                Ordering::Greater => loosened(desk, ctx, in_chat).await?,
            }
        }
        HouseEffect::Keep(years) => {
            house_rules::set_kept_years(tx, who, years, now).await?;
            Vec::new()
        }
    };
    let standing = HouseOutcome {
        in_chat: house_rules::in_chat(tx).await?,
        years: house_rules::kept_years(tx).await?,
    };
    Ok(Performed::Done(Outcome::House(standing), news))
}

/// Less is shown from now on: what is open is closed, as with another role, and everybody else's screens are asked for
/// again. They are told why.
async fn tightened(desk: &Desk<'_>, by: StaffId, in_chat: InChat) -> Result<Vec<News>> {
    let open = issues::open_to_all(desk.tx).await?;
    let mut news: Vec<News> =
        open.into_iter().map(|issue| News::Close(IssueId(issue.id))).collect();
    for person in day::everybody(desk.tx).await? {
        let to = StaffId(person.id);
        if to == by {
            continue;
        }
        let subject = about(to);
        let state = Place::HouseRules(State::Told { in_chat });
        news.extend([
            News::Reseated(to),
            News::Recall(subject.clone()),
            News::Tell { to, state, subject: Some(subject) },
        ]);
    }
    Ok(news)
}

/// More is shown from now on: nothing that is open is closed. What told of less goes, and those who answer for the clients
/// are told who did it.
async fn loosened(desk: &Desk<'_>, ctx: &Ctx, in_chat: InChat) -> Result<Vec<News>> {
    let mut news = Vec::new();
    for person in day::everybody(desk.tx).await? {
        let to = StaffId(person.id);
        news.push(News::Recall(about(to)));
        let seated = staff::by_id(desk.tx, to).await?;
        if to == ctx.who.id || seated.is_none_or(|it| !may(it.actor.role, Action::ConfirmGrave)) {
            continue;
        }
        let state = Place::HouseRules(State::More { in_chat, by: ctx.who.name.clone() });
        news.push(News::Tell { to, state, subject: Some(about(to)) });
    }
    Ok(news)
}

fn about(person: StaffId) -> String {
    format!("house:{}", person.0)
}
