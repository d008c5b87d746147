//! Follow-ups and the day.

use super::{Performed, begins};
use crate::archive::{
    Result, confirmations, day, drafts, incidents, loan_lists, loan_packs, tasks,
};
use crate::dialogue::Ctx;
use crate::dialogue::effect::{Day, DigestLine, Outcome, TaskEffect};
use crate::model::policy::{Action, may};
use crate::model::{ClientId, DraftId, LoanId, StaffId, TaskId};
use crate::turn::desk::Desk;
use chrono::{Days, NaiveDate};

pub(super) async fn perform(desk: &Desk<'_>, ctx: &Ctx, effect: TaskEffect) -> Result<Performed> {
    let who = &ctx.who;
    let changed =
        |task, done: bool| if done { Outcome::TaskChanged { task } } else { Outcome::TaskGone };
    let outcome = match effect {
        TaskEffect::Day => Outcome::Day(Box::new(home(desk, ctx).await?)),
        TaskEffect::Digest { day } => Outcome::Digest { day, lines: digest(desk, ctx, day).await? },
        TaskEffect::Done { task } => {
            changed(task, tasks::done(desk.tx, who, task, desk.now).await?)
        }
        TaskEffect::Snooze { task, days } => {
            changed(task, tasks::snooze(desk.tx, who, task, ctx.today, days, desk.now).await?)
        }
        TaskEffect::Colleagues { .. } => {
            Outcome::Colleagues(tasks::colleagues(desk.tx, who).await?)
        }
        TaskEffect::HandOver { task, to } => return hand_over(desk, ctx, task, to).await,
    };
    Ok(outcome.into())
}

async fn hand_over(desk: &Desk<'_>, ctx: &Ctx, task: TaskId, to: StaffId) -> Result<Performed> {
    let handed = tasks::hand_over(desk.tx, &ctx.who, task, to, desk.now).await?;
    Ok(if handed { Outcome::TaskChanged { task } } else { Outcome::TaskGone }.into())
}

async fn home(desk: &Desk<'_>, ctx: &Ctx) -> Result<Day> {
    let who = &ctx.who;
    let tomorrow = begins(ctx.today + Days::new(1), ctx.zone);
    let visits = day::booked(desk.tx, who, desk.now, tomorrow).await?;
    let drafts = drafts::list(desk.tx, who.id).await?;
    let loans = loan_lists::mine(desk.tx, who).await?;
    let requests = loan_lists::waiting_for(desk.tx, who, desk.now).await?;
    let packs = loan_packs::waiting_for(desk.tx, who, desk.now).await?;
    Ok(Day {
        visits: visits
            .into_iter()
            .map(|booked| (booked.client, booked.name, booked.starts_at))
            .collect(),
        follow_ups: day::due_count(desk.tx, who.id, ctx.today).await?,
        loans: u32::try_from(loans.iter().filter(|loan| loan.status == "out").count())
            .unwrap_or(u32::MAX),
        requests: u32::try_from(requests.len()).unwrap_or(u32::MAX),
        confirmations: match may(who.role, Action::ConfirmGrave) {
            true => u32::try_from(confirmations::to_decide(desk.tx, who).await?.len())
                .unwrap_or(u32::MAX),
            false => 0,
        },
        incident: match may(who.role, Action::HandleIncident) {
            true => incidents::opened_at(desk.tx).await?,
            false => None,
        },
        packs: u32::try_from(packs.len()).unwrap_or(u32::MAX),
        drafts: drafts
            .into_iter()
            .filter_map(|row| Some((DraftId(row.id), serde_json::from_str(&row.label).ok()?)))
            .collect(),
    })
}

async fn digest(desk: &Desk<'_>, ctx: &Ctx, day: NaiveDate) -> Result<Vec<DigestLine>> {
    let who = &ctx.who;
    let since = begins(day, ctx.zone);
    let mut lines = Vec::new();
    for (task, client) in day::follow_ups(desk.tx, who.id, day, since).await? {
        lines.push(DigestLine::FollowUp {
            task: TaskId(task.id),
            client: ClientId(client.id),
            name: client.name,
            number: client.number,
            due: task.due_on,
            done: task.state == "done",
        });
    }
    for (client, on) in day::birthdays(desk.tx, who.id, day).await? {
        lines.push(DigestLine::Birthday {
            client: ClientId(client.id),
            name: client.name,
            number: client.number,
            on,
        });
    }
    for loan in day::loans_due(desk.tx, who.id, desk.now).await? {
        let due = loan.due_at.unwrap_or(desk.now);
        lines.push(DigestLine::LoanDue { loan: LoanId(loan.id), number: loan.number, due });
    }
    for loan in loan_lists::waiting_for(desk.tx, who, desk.now).await? {
        let view = loan_lists::view(desk.tx, &loan, desk.now).await?;
        lines.push(DigestLine::Request {
            pack: false,
            number: view.number,
            borrower: view.borrower_name,
        });
    }
    for pack in loan_packs::waiting_for(desk.tx, who, desk.now).await? {
        let view = loan_packs::view(desk.tx, &pack).await?;
        let (number, borrower) = (view.number, view.borrower_name);
        lines.push(DigestLine::Request { pack: true, number, borrower });
    }
    Ok(lines)
}
