//! The seats of the branch, and a one-time link for a new colleague.
//!
//! ```text
//! Seats -- Invite --> Role -- a role --> (a link to pass on)
//! ```

use super::effect::{Effect, Outcome, Seat, StaffEffect};
use super::screen::{
    Button, Choice as Press, Common, Door, Say as Root, Screen, back, button, door, home, spoken,
};
use super::{Ctx, Input, Step, puzzled, staff_people};
use crate::model::lang::Lang;
use crate::model::policy::{Action, Role, may, may_invite};
use crate::model::value::{Moment, Word};
use serde::{Deserialize, Serialize};

/// Seats told; the rest is counted.
const SEATS_MAX: usize = 40;

/// Where an invitation stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// The seats there are.
    Seats,
    /// Choosing the new colleague's role.
    Role,
}

/// What the seats and an invitation say.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    SeatsTitle,
    Seat {
        name: String,
        role: Word,
    },
    /// A seat that waits for the inviter.
    SeatWaits {
        name: String,
        role: Word,
    },
    MoreSeats {
        count: i64,
    },
    Invite,
    RoleTitle,
    AskRole,
    Role {
        role: Word,
    },
    /// The message that is passed on: for whom, until when, and to whom to pass it on.
    LinkTitle,
    LinkFor {
        role: Word,
        until: Moment,
    },
    LinkPass,
    Seats,
}

/// What a press means in an invitation.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    /// Invite to this role.
    Role(Role),
}

/// Shows the seats, or the roles that this person may give.
pub fn show(ctx: &Ctx, state: State) -> Step {
    match state {
        State::Seats if may_invite(ctx.who.role).is_empty() => Step::End(not_allowed()),
        State::Role if may_invite(ctx.who.role).is_empty() => Step::End(not_allowed()),
        State::Seats => Step::Do(State::Seats.into(), Effect::Staff(StaffEffect::Seats)),
        State::Role => Step::Wait(State::Role.into(), roles(ctx)),
    }
}

/// A role makes a link.
pub fn step(ctx: &Ctx, state: State, input: Input) -> Step {
    match (state, input) {
        (State::Role, Input::Press(Press::Invite(Choice::Role(role))))
            if may_invite(ctx.who.role).contains(&role) =>
        {
            Step::Do(State::Role.into(), Effect::Staff(StaffEffect::Invite { role }))
        }
        (state, input) => puzzled(state.into(), input),
    }
}

/// Takes the seats, or the link.
pub fn resume(ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    match (state, outcome) {
        (State::Seats, Outcome::Seats(seats)) => Step::Wait(State::Seats.into(), list(ctx, &seats)),
        (State::Role, Outcome::Invited { link, role, until }) => {
            Step::End(invitation(link, role, until.into()))
        }
        _ => unreachable!("seats become a list, a role becomes a link"),
    }
}

impl From<State> for super::State {
    fn from(state: State) -> Self {
        super::State::StaffInvite(state)
    }
}

fn not_allowed() -> Screen {
    Screen::of(Root::Common(Common::NotAllowed)).row([home()])
}

fn list(ctx: &Ctx, seats: &[Seat]) -> Screen {
    let line = |seat: &Seat| {
        let (name, role) = (seat.name.clone(), seat.role.word());
        match seat.active {
            true => say(Say::Seat { name, role }),
            false => say(Say::SeatWaits { name, role }),
        }
    };
    let untold = seats.len().saturating_sub(SEATS_MAX) as i64;
    let lines = seats.iter().take(SEATS_MAX).map(line);
    let people = may(ctx.who.role, Action::ManageStaff).then(staff_people::way);
    lines
        .fold(Screen::of(say(Say::SeatsTitle)), Screen::line)
        .maybe((untold > 0).then(|| say(Say::MoreSeats { count: untold })))
        .grid(2, [invite()].into_iter().chain(people))
        .row([back(), home()])
}

/// The way to an invitation.
pub fn invite() -> Button {
    button(say(Say::Invite), Press::Go(Door::Invite))
}

fn roles(ctx: &Ctx) -> Screen {
    let roles = may_invite(ctx.who.role).iter().map(|role| {
        button(say(Say::Role { role: role.word() }), Press::Invite(Choice::Role(*role)))
    });
    Screen::of(say(Say::RoleTitle)).line(say(Say::AskRole)).grid(2, roles).row([back(), home()])
}

/// Made to be forwarded: it is sent unprotected, and says to the new colleague what to do, in every language, since
/// nobody knows yet which is theirs.
fn invitation(link: String, role: Role, until: Moment) -> Screen {
    let each =
        Lang::ALL.iter().map(|lang| spoken(*lang, say(Say::LinkFor { role: role.word(), until })));
    let mut screen = each
        .fold(Screen::of(say(Say::LinkTitle)), Screen::line)
        .line(Root::Common(Common::Plain { text: link }))
        .line(say(Say::LinkPass))
        .row([button(say(Say::Seats), Press::Go(Door::Seats)), door(Common::Home, Door::Home)]);
    screen.open = true;
    screen
}

fn say(say: Say) -> Root {
    Root::StaffInvite(say)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialogue::State as Place;
    use crate::dialogue::home::tests::{choices, ctx, opens, screen};

    fn press(role: Role) -> Input {
        Input::Press(Press::Invite(Choice::Role(role)))
    }

    #[test]
    fn the_seats_are_listed_those_that_wait_apart() {
        let seat = |name: &str, active| Seat { name: name.into(), role: Role::Care, active };
        let mut seats = vec![seat("Bora Invented", false)];
        seats.extend((0..SEATS_MAX).map(|_| seat("Anna Invented", true)));
        let screen = screen(resume(&ctx(Role::Owner), State::Seats, Outcome::Seats(seats)));
        let waits = Say::SeatWaits { name: "Bora Invented".into(), role: Role::Care.word() };
        assert!(screen.lines[0] == say(waits));
        assert!(screen.lines.last() == Some(&say(Say::MoreSeats { count: 1 })));
        assert!(opens(&screen, &Door::Invite));
    }

    #[test]
    fn nobody_is_offered_a_role_above_their_own() {
        for inviter in Role::ALL {
            let shown = show(&ctx(*inviter), State::Role);
            let offered = |screen: &Screen, role| {
                choices(screen).contains(&&Press::Invite(Choice::Role(role)))
            };
            match shown {
                Step::Wait(Place::StaffInvite(State::Role), screen) => {
                    for role in Role::ALL {
                        assert_eq!(offered(&screen, *role), may_invite(*inviter).contains(role));
                    }
                }
                Step::End(_) => assert!(may_invite(*inviter).is_empty()),
                _ => panic!("choosing a role needs no work"),
            }
        }
        let above = step(&ctx(Role::Manager), State::Role, press(Role::Owner));
        assert!(matches!(above, Step::Mend(..)));
    }

    #[test]
    fn a_role_becomes_a_link_that_can_be_passed_on() {
        let manager = ctx(Role::Manager);
        assert!(matches!(
            step(&manager, State::Role, press(Role::Care)),
            Step::Do(_, Effect::Staff(StaffEffect::Invite { role: Role::Care }))
        ));
        let link = "https://t.me/invented_bot?start=x".to_owned();
        let made = Outcome::Invited { link: link.clone(), role: Role::Care, until: manager.now };
        let Step::End(screen) = resume(&manager, State::Role, made) else {
            panic!("the link is a receipt");
        };
        assert!(screen.open);
        assert!(screen.lines.contains(&Root::Common(Common::Plain { text: link })));
    }
}
