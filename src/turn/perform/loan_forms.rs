//! The form of a loan on paper, for its borrower, its deciders and who may recall it.

use super::loans::may_see;
use super::{Performed, not_allowed};
use crate::archive::{Result, loan_forms, loan_lists, loans, papers};
use crate::dialogue::effect::{LoanSheet, Outcome};
use crate::dialogue::{Ctx, State, loan_form};
use crate::model::LoanId;
use crate::turn::desk::Desk;
use crate::turn::news::News;

/// Reads the form, or gives it out: then it comes as a message of its own, and that is noted.
pub(super) async fn perform(
    desk: &Desk<'_>,
    ctx: &Ctx,
    loan: LoanId,
    printed: bool,
) -> Result<Performed> {
    let row = loans::get(desk.tx, loan).await?;
    if !may_see(desk, ctx, &row).await? {
        return Ok(not_allowed());
    }
    let sheet = LoanSheet {
        salon: loan_forms::salon(desk.tx, &row).await?,
        place: match papers::of_loan(desk.tx, loan).await? {
            Some(_) => Some(papers::place(desk.tx, row.client_id).await?.unwrap_or_default()),
            None => None,
        },
        loan: loan_lists::view(desk.tx, &row, desk.now).await?,
        asked_at: row.asked_at,
        approved: loan_forms::approvals(desk.tx, &row).await?,
    };
    let mut news = Vec::new();
    if printed {
        loan_forms::note_printed(desk.tx, &ctx.who, &row, desk.now).await?;
        let state = State::LoanForm(loan_form::State::Printed { loan });
        news.push(News::Tell { to: ctx.who.id, state, subject: None });
    }
    Ok(Performed::Done(Outcome::LoanForm(Box::new(sheet)), news))
}
