//! What an order needs and does: the right, whether it writes, whether it was refused. A new effect does not compile until
//! it says so here.

use super::effect::{
    BookingEffect, ClientEffect, Effect, LoanEffect, Outcome, StaffEffect, TaskEffect,
    UnmaskedEffect, VisitEffect,
};
use super::loan_pack::{PackEffect, PackOutcome};
use super::rights::RightEffect;
use super::staff_away::{AwayEffect, AwayOutcome};
use super::staff_people::PeopleEffect;
use super::staff_pin::{PinEffect, PinOutcome};
use crate::model::ClientId;
use crate::model::correct::Correction;
use crate::model::loan::LoanForm;
use crate::model::policy::Action;
use crate::model::visit::NewVisit;

impl Outcome {
    /// Whether a work that would have changed the archive changed nothing: then one can still go back.
    pub fn refuses(&self) -> bool {
        matches!(
            self,
            Self::BookingClash(_)
                | Self::NoConsent
                | Self::NobodyDecides
                | Self::AlreadyAsked(_)
                | Self::RuleBroken(_)
                | Self::Suspended { .. }
                | Self::CardChanged
                | Self::UsedUp { .. }
                | Self::Away(AwayOutcome::CannotStand)
                | Self::Pack(PackOutcome::Nobody | PackOutcome::TooFew { .. })
                | Self::Pin(PinOutcome::Differs | PinOutcome::Again)
        )
    }
}

impl Effect {
    /// The right that this work needs. A new effect does not compile until it names one.
    pub fn needs(&self) -> Action {
        match self {
            Effect::Client(effect) => match effect {
                ClientEffect::Find { .. } => Action::FindClient,
                ClientEffect::Open { .. } => Action::OpenCard,
                ClientEffect::Duplicates { .. } | ClientEffect::Create(_) => Action::CreateClient,
                ClientEffect::Correctable { .. } | ClientEffect::Correct(_) => Action::EditCard,
                ClientEffect::Consent { .. } => Action::RecordConsent,
            },
            Effect::Visit(effect) => match effect {
                VisitEffect::Menu { .. } | VisitEffect::Log(_) => Action::LogVisit,
                VisitEffect::Read { .. } | VisitEffect::Amend(_) => Action::AmendVisit,
            },
            Effect::Loan(effect) => match effect {
                LoanEffect::Decide { .. }
                | LoanEffect::Deciders { .. }
                | LoanEffect::PassOn { .. } => Action::DecideLoan,
                LoanEffect::Rules
                | LoanEffect::TryRule { .. }
                | LoanEffect::SaveRule { .. }
                | LoanEffect::DeleteRule { .. } => Action::EditLoanRules,
                LoanEffect::Recall { .. } | LoanEffect::Out => Action::RecallLoan,
                LoanEffect::Lendable { .. }
                | LoanEffect::Request(_)
                | LoanEffect::Wait(_)
                | LoanEffect::View { .. }
                | LoanEffect::Form { .. }
                | LoanEffect::PrintForm { .. }
                | LoanEffect::Withdraw { .. }
                | LoanEffect::Open { .. }
                | LoanEffect::Return { .. }
                | LoanEffect::Past(_)
                | LoanEffect::Mine => Action::RequestLoan,
            },
            Effect::Pack(effect) => effect.needs(),
            Effect::Task(_) => Action::WorkTasks,
            Effect::Booking(_) => Action::Book,
            Effect::Paper(effect) => effect.needs(),
            Effect::Unmasked(effect) => match effect {
                UnmaskedEffect::Reveal { .. } => Action::RevealContact,
                UnmaskedEffect::Originals { .. } => Action::SeeOriginals,
                UnmaskedEffect::LogReading { .. } => Action::LogReading,
                UnmaskedEffect::Alert { .. } | UnmaskedEffect::Leaver { .. } => Action::ReadAlerts,
                UnmaskedEffect::Readings { .. } => Action::ReadTrail,
            },
            Effect::People(effect) => effect.needs(),
            Effect::Right(effect) => effect.needs(),
            Effect::Away(effect) => effect.needs(),
            Effect::Pin(effect) => effect.needs(),
            Effect::House(_) => Action::SetHouseRules,
            Effect::Staff(effect) => match effect {
                StaffEffect::Seats
                | StaffEffect::Invite { .. }
                | StaffEffect::Acceptance { .. }
                | StaffEffect::Confirm { .. } => Action::InviteStaff,
                StaffEffect::Settings
                | StaffEffect::SetLang(_)
                | StaffEffect::SetDigest(_)
                | StaffEffect::SetZone(_) => Action::ChangeSettings,
            },
        }
    }

    /// Whose card the work is about, where it names one: a refusal is told in that card's history.
    pub fn about(&self) -> Option<ClientId> {
        match self {
            Effect::Client(
                ClientEffect::Open { client }
                | ClientEffect::Correctable { client, .. }
                | ClientEffect::Correct(Correction { client, .. })
                | ClientEffect::Consent { client, .. },
            )
            | Effect::Visit(
                VisitEffect::Menu { client } | VisitEffect::Log(NewVisit { client, .. }),
            )
            | Effect::Loan(
                LoanEffect::Lendable { client } | LoanEffect::Request(LoanForm { client, .. }),
            )
            | Effect::Booking(
                BookingEffect::List { client } | BookingEffect::Book { client, .. },
            )
            | Effect::Unmasked(
                UnmaskedEffect::Reveal { client, .. }
                | UnmaskedEffect::Originals { client }
                | UnmaskedEffect::LogReading { client, .. },
            )
            | Effect::Right(
                RightEffect::History { client, .. }
                | RightEffect::Seen { client, .. }
                | RightEffect::Register { client }
                | RightEffect::Record { client, .. }
                | RightEffect::OfClient { client }
                | RightEffect::AskErasure { client, .. }
                | RightEffect::AskCopy { client }
                | RightEffect::Hold { client, .. }
                | RightEffect::LiftHold { client, .. }
                | RightEffect::Emergency { client, .. },
            ) => Some(*client),
            _ => None,
        }
    }

    /// Whether the work waits behind the lock: decisions and recalls, who has a seat and which, the rules of lending
    /// and of the house, what is masked in full, a grave act (T13, access.md). A suspension does not: it must be quick, and takes rights only away.
    pub fn is_locked(&self) -> bool {
        match self {
            Effect::Loan(effect) => matches!(
                effect,
                LoanEffect::Decide { .. }
                    | LoanEffect::Recall { .. }
                    | LoanEffect::SaveRule { .. }
                    | LoanEffect::DeleteRule { .. }
            ),
            Effect::Pack(effect) => {
                matches!(effect, PackEffect::Decide { .. } | PackEffect::Recall { .. })
            }
            Effect::People(effect) => matches!(
                effect,
                PeopleEffect::ChangeRole { .. }
                    | PeopleEffect::LetIn { .. }
                    | PeopleEffect::Leave { .. }
                    | PeopleEffect::NoteLeaving { .. }
                    | PeopleEffect::TakeLeavingBack { .. }
            ),
            Effect::Staff(effect) => matches!(effect, StaffEffect::Confirm { accept: true, .. }),
            Effect::Unmasked(effect) => matches!(effect, UnmaskedEffect::Reveal { .. }),
            Effect::Pin(effect) => matches!(effect, PinEffect::Require(_)),
            Effect::Away(effect) => matches!(effect, AwayEffect::Appoint { .. }),
            Effect::House(effect) => effect.writes(),
            Effect::Client(_)
            | Effect::Visit(_)
            | Effect::Task(_)
            | Effect::Booking(_)
            | Effect::Paper(_) => false,
            Effect::Right(effect) => matches!(
                effect,
                RightEffect::Decide { confirm: true, .. }
                    | RightEffect::DecideRestore { confirm: true }
            ),
        }
    }

    /// Whether Back leads to where its dialogue was entered from once the work is done: a rule of the house is a setting,
    /// and can be set anew.
    pub fn keeps_way(&self) -> bool {
        matches!(self, Effect::House(_))
    }

    /// Whether the work changes the archive; then one cannot go back behind it.
    pub fn writes(&self) -> bool {
        match self {
            Effect::Client(effect) => {
                matches!(
                    effect,
                    ClientEffect::Create(_)
                        | ClientEffect::Correct(_)
                        | ClientEffect::Consent { .. }
                )
            }
            Effect::Visit(effect) => matches!(effect, VisitEffect::Log(_) | VisitEffect::Amend(_)),
            Effect::Loan(effect) => !matches!(
                effect,
                LoanEffect::Lendable { .. }
                    | LoanEffect::View { .. }
                    | LoanEffect::Form { .. }
                    | LoanEffect::Open { .. }
                    | LoanEffect::Deciders { .. }
                    | LoanEffect::Mine
                    | LoanEffect::Out
                    | LoanEffect::Past(_)
                    | LoanEffect::Rules
                    | LoanEffect::TryRule { .. }
            ),
            Effect::Pack(effect) => effect.writes(),
            Effect::Task(effect) => !matches!(
                effect,
                TaskEffect::Day | TaskEffect::Digest { .. } | TaskEffect::Colleagues { .. }
            ),
            Effect::Unmasked(effect) => {
                matches!(effect, UnmaskedEffect::Reveal { .. } | UnmaskedEffect::LogReading { .. })
            }
            Effect::Booking(effect) => !matches!(effect, BookingEffect::List { .. }),
            Effect::Paper(effect) => effect.writes(),
            Effect::People(effect) => effect.writes(),
            Effect::Right(effect) => effect.writes(),
            Effect::Away(effect) => effect.writes(),
            Effect::Pin(effect) => effect.writes(),
            Effect::House(effect) => effect.writes(),
            Effect::Staff(effect) => {
                matches!(
                    effect,
                    StaffEffect::Invite { .. }
                        | StaffEffect::Confirm { .. }
                        | StaffEffect::SetLang(_)
                        | StaffEffect::SetDigest(_)
                        | StaffEffect::SetZone(_)
                )
            }
        }
    }
}
