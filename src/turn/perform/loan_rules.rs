//! The rules of lending: read, tried on the past, saved and deleted.

use super::{Performed, not_allowed};
use crate::archive::{Result, loan_rules, loan_trial};
use crate::dialogue::Ctx;
use crate::dialogue::effect::{LoanEffect, Outcome};
use crate::model::loan_rule::Rule;
use crate::model::loan_rule::trial::try_out;
use crate::turn::desk::Desk;

pub(super) async fn perform(desk: &Desk<'_>, ctx: &Ctx, effect: LoanEffect) -> Result<Performed> {
    match effect {
        LoanEffect::TryRule { id, rule } => match loan_rules::wished(desk.tx, id, &rule).await? {
            Err(contradiction) => return Ok(Outcome::RuleRefused(contradiction).into()),
            Ok(wished) => {
                let now: Vec<Rule> =
                    loan_rules::all(desk.tx).await?.into_iter().map(|(_, rule)| rule).collect();
                let past = loan_trial::past(desk.tx).await?;
                return Ok(Outcome::RuleTried(try_out(&now, &wished, &past)).into());
            }
        },
        LoanEffect::SaveRule { id, rule } => {
            let saved = loan_rules::save(desk.tx, ctx.who.id, id, &rule, desk.now).await?;
            if let Err(contradiction) = saved {
                return Ok(Outcome::RuleRefused(contradiction).into());
            }
        }
        LoanEffect::DeleteRule { id } => {
            loan_rules::delete(desk.tx, ctx.who.id, id, desk.now).await?;
        }
        LoanEffect::Rules => {}
        _ => return Ok(not_allowed()),
    }
    Ok(Outcome::Rules(loan_rules::all(desk.tx).await?).into())
}
