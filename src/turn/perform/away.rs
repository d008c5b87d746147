//! Being away: the deputy is told, and gets what waits for the manager (D2).

use super::{Performed, begins, loan_packs};
use crate::archive::{Result, deputies, loan_lists, loan_packs as packs};
use crate::dialogue::effect::Outcome;
use crate::dialogue::staff_away::{self, AwayEffect, AwayOutcome};
use crate::dialogue::{Ctx, State, loan_decide};
use crate::model::{LoanId, PackId, StaffId};
use crate::turn::desk::Desk;
use crate::turn::news::{News, about_request};
use chrono::{Days, NaiveDate};

pub(super) async fn perform(desk: &Desk<'_>, ctx: &Ctx, effect: AwayEffect) -> Result<Performed> {
    match effect {
        AwayEffect::Candidates => {
            let people = deputies::candidates(desk.tx, &ctx.who).await?;
            Ok(Outcome::Away(AwayOutcome::Candidates(people)).into())
        }
        AwayEffect::Appoint { to, until } => appoint(desk, ctx, to, until).await,
        AwayEffect::Back => {
            deputies::end(desk.tx, &ctx.who, desk.now).await?;
            Ok(standing(desk, ctx).await?.into())
        }
        AwayEffect::Standing => Ok(standing(desk, ctx).await?.into()),
    }
}

async fn standing(desk: &Desk<'_>, ctx: &Ctx) -> Result<Outcome> {
    let standing = deputies::of(desk.tx, ctx.who.id, desk.now).await?;
    Ok(Outcome::Away(AwayOutcome::Standing(standing)))
}

/// Names a deputy until the end of a day. They are told, and get what waits for the manager now; their own requests
/// never come to them.
async fn appoint(desk: &Desk<'_>, ctx: &Ctx, to: StaffId, day: NaiveDate) -> Result<Performed> {
    let until = begins(day + Days::new(1), ctx.zone);
    if !deputies::appoint(desk.tx, &ctx.who, to, until, desk.now).await? {
        return Ok(Outcome::Away(AwayOutcome::CannotStand).into());
    }
    let told = staff_away::State::Told { name: ctx.who.name.clone(), until };
    let mut news = vec![News::Tell { to, state: State::StaffAway(told), subject: None }];
    for row in loan_lists::waiting_for(desk.tx, &ctx.who, desk.now).await? {
        if row.borrower_id != to.0 {
            let loan = LoanId(row.id);
            let state = State::LoanDecide(loan_decide::State::Asked { loan });
            news.push(News::Tell { to, state, subject: Some(about_request(row.id)) });
        }
    }
    for row in packs::waiting_for(desk.tx, &ctx.who, desk.now).await? {
        if row.borrower_id != to.0 {
            news.push(loan_packs::asked(to, PackId(row.id)));
        }
    }
    Ok(Performed::Done(standing(desk, ctx).await?, news))
}
