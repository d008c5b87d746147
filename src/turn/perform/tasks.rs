//! Follow-ups and the day.

use super::{Performed, begins};
use crate::archive::{
    Result, confirmations, day, drafts, incidents, loan_lists, loan_packs, loans, paper_back, tasks,
};
use crate::dialogue::effect::{Day, DigestLine, Outcome, TaskEffect};
use crate::dialogue::{Ctx, State, digest_work};
use crate::model::policy::{Action, may};
use crate::model::{ClientId, DraftId, LoanId, StaffId, TaskId, UndoId};
use crate::turn::desk::Desk;
use crate::turn::news::{News, about_handed};
use chrono::{Days, NaiveDate};

pub(super) async fn perform(desk: &Desk<'_>, ctx: &Ctx, effect: TaskEffect) -> Result<Performed> {
    let who = &ctx.who;
    let changed = |undo: Option<UndoId>| match undo {
        Some(undo) => Outcome::TaskChanged { undo },
        None => Outcome::TaskGone,
    };
    let outcome = match effect {
        TaskEffect::Day => Outcome::Day(Box::new(home(desk, ctx).await?)),
        TaskEffect::Digest { day, visits } => {
            let mut lines = if visits { visits_of(desk, ctx, day).await? } else { Vec::new() };
            lines.extend(digest(desk, ctx, day).await?);
            Outcome::Digest { day, lines }
        }
        TaskEffect::Done { task } => changed(tasks::done(desk.tx, who, task, desk.now).await?),
        TaskEffect::Snooze { task, days } => {
            changed(tasks::snooze(desk.tx, who, task, ctx.today, days, desk.now).await?)
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
    let Some(undo) = handed else { return Ok(Outcome::TaskGone.into()) };
    let state = digest_work::State::Given { by: ctx.who.name.clone(), left: false };
    let subject = Some(about_handed(ctx.who.id, to));
    let news = vec![News::Tell { to, state: State::DigestWork(state), subject }];
    Ok(Performed::Done(Outcome::TaskChanged { undo }, news))
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
        papers: u32::try_from(paper_back::unconfirmed(desk.tx, who).await?.len())
            .unwrap_or(u32::MAX),
        packs: u32::try_from(packs.len()).unwrap_or(u32::MAX),
        drafts: drafts
            .into_iter()
            .filter_map(|row| Some((DraftId(row.id), serde_json::from_str(&row.label).ok()?)))
            .collect(),
    })
}

async fn visits_of(desk: &Desk<'_>, ctx: &Ctx, day: NaiveDate) -> Result<Vec<DigestLine>> {
    let until = begins(day + Days::new(1), ctx.zone);
    let visits = day::booked(desk.tx, &ctx.who, desk.now, until).await?.into_iter();
    let line = |day::Booked { client, name, number, starts_at: at }| DigestLine::Visit {
        client,
        name,
        number,
        at,
    };
    Ok(visits.map(line).collect())
}

async fn digest(desk: &Desk<'_>, ctx: &Ctx, day: NaiveDate) -> Result<Vec<DigestLine>> {
    let who = &ctx.who;
    let since = begins(day, ctx.zone);
    let mut lines = Vec::new();
    for (task, client) in day::follow_ups(desk.tx, who.id, day, since).await? {
        let (client_id, name, number) = (client.id, client.name, client.number);
        let mine = task.staff_id == who.id.0;
        if !mine || (task.state == "open" && task.due_on > day) {
            let until = mine.then_some(task.due_on);
            lines.push(DigestLine::Moved { name, number, until });
            continue;
        }
        lines.push(DigestLine::FollowUp {
            task: TaskId(task.id),
            client: ClientId(client_id),
            name,
            number,
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
    for (paper, borrower) in paper_back::unconfirmed(desk.tx, who).await? {
        let number = loans::get(desk.tx, LoanId(paper.loan_id)).await?.number;
        lines.push(DigestLine::PaperGiven { loan: LoanId(paper.loan_id), number, borrower });
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
