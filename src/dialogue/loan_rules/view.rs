//! The screens of the editor of the rules of lending.

use super::{Aspect, Choice, Say, offered, value, whats};
use crate::dialogue::form;
use crate::dialogue::loan_lines;
use crate::dialogue::loan_request::span;
use crate::dialogue::screen::{Button, Choice as Press, Common, Say as Root, Screen};
use crate::dialogue::screen::{back, button, home};
use crate::model::RuleId;
use crate::model::card::Class;
use crate::model::loan_rule::trial::Trial;
use crate::model::loan_rule::{Key, RULES_MAX, Rule};
use crate::model::policy::Role;

/// The aspects that hold a value.
const VALUES: [Aspect; 4] = [Aspect::Term, Aspect::Open, Aspect::Extensions, Aspect::Approvals];

/// All rules, each with a button, and what holds without them.
pub(super) fn list(rules: &[(RuleId, Rule)]) -> Screen {
    let mut screen = Screen::of(Root::LoanRules(Say::Title { count: rules.len() as i64 }));
    for (_, rule) in rules {
        screen = screen.line(line(rule));
    }
    let open = rules.iter().map(|(id, rule)| {
        button(loan_lines::rule(Some(rule.key)), Press::Rules(Choice::Open(*id, *rule)))
    });
    screen = screen.line(Root::LoanRules(Say::House)).grid(1, open);
    if rules.len() < RULES_MAX {
        screen = screen.row([press(Say::Add, Choice::Add)]);
    }
    screen.row([back(), home()])
}

/// A rule with all its aspects, each a button.
pub(super) fn edit(id: Option<RuleId>, rule: &Rule) -> Screen {
    let title = if id.is_some() { Say::EditTitle } else { Say::NewTitle };
    let screen = described(title, rule).line(Root::LoanRules(Say::AskEdit)).grid(
        2,
        Aspect::ALL.iter().map(|aspect| {
            let label = Root::Common(Common::Term { word: aspect.word() });
            button(label, Press::Rules(Choice::Ask(*aspect)))
        }),
    );
    let check = press(Say::Check, Choice::Try);
    match id {
        Some(_) => screen.row([check, press(Say::Delete, Choice::Delete)]),
        None => screen.row([check]),
    }
    .row([back(), home()])
}

/// Choosing one aspect of a rule; what it is now is marked.
pub(super) fn choosing(rule: &Rule, aspect: Aspect) -> Screen {
    let marked = |label: Root, now: bool, choice| {
        let label =
            if now { Root::Form(form::Say::Chosen { option: Box::new(label) }) } else { label };
        button(label, Press::Rules(choice))
    };
    let (ask, buttons): (Say, Vec<Button>) = match aspect {
        Aspect::Who => {
            let roles = [None].into_iter().chain(Role::ALL.iter().copied().map(Some));
            let button = |role| {
                let label = loan_lines::who(role);
                marked(label, rule.key.role == role, Choice::Who(role))
            };
            (Say::AskWho, roles.map(button).collect())
        }
        Aspect::What => {
            let button = |what| {
                let label = loan_lines::what(what);
                marked(label, rule.key.what == what, Choice::What(what))
            };
            (Say::AskWhat, whats().into_iter().map(button).collect())
        }
        Aspect::Class => {
            let classes = [None].into_iter().chain(Class::ALL.iter().copied().map(Some));
            let button = |class| {
                let label = loan_lines::class(class);
                marked(label, rule.key.class == class, Choice::Class(class))
            };
            (Say::AskClass, classes.map(button).collect())
        }
        _ => {
            let now = value(&rule.values, aspect);
            let set = offered(aspect).iter().map(|value| {
                let label = match aspect {
                    Aspect::Term => span(*value),
                    _ => Root::LoanRules(Say::Plain { count: (*value).into() }),
                };
                marked(label, now == Some(*value), Choice::Value(Some(*value)))
            });
            let leave = marked(Root::LoanRules(Say::Leave), now.is_none(), Choice::Value(None));
            (Say::AskValue, set.chain([leave]).collect())
        }
    };
    let aspect = Root::Common(Common::Term { word: aspect.word() });
    Screen::of(aspect)
        .line(for_whom(rule.key))
        .line(Root::LoanRules(ask))
        .grid(2, buttons)
        .row([back(), home()])
}

/// What the rule would have meant for the latest requests.
pub(super) fn trying(rule: &Rule, trial: Trial) -> Screen {
    let Trial { looked, refused, freed, shortened, doubled } = trial;
    let told = match looked {
        0 => Say::NothingToTry,
        _ => Say::Tried {
            looked: looked.into(),
            refused: refused.into(),
            freed: freed.into(),
            shortened: shortened.into(),
            doubled: doubled.into(),
        },
    };
    described(Say::TryTitle, rule)
        .line(Root::LoanRules(told))
        .row([press(Say::Save, Choice::Save), back()])
        .row([home()])
}

/// Asking whether to delete a rule.
pub(super) fn deleting(rule: &Rule) -> Screen {
    described(Say::DeleteTitle, rule)
        .line(Root::LoanRules(Say::AskDelete))
        .row([press(Say::ConfirmDelete, Choice::Confirm), back()])
        .row([home()])
}

/// A rule, line by line.
fn described(title: Say, rule: &Rule) -> Screen {
    let mut screen = Screen::of(Root::LoanRules(title)).line(for_whom(rule.key));
    for aspect in VALUES {
        screen = screen.line(
            set(rule, aspect)
                .unwrap_or_else(|| Root::LoanRules(Say::NotSet { aspect: aspect.word() })),
        );
    }
    screen
}

fn for_whom(key: Key) -> Root {
    Root::LoanRules(Say::For { rule: Box::new(loan_lines::rule(Some(key))) })
}

/// A rule in one line.
fn line(rule: &Rule) -> Root {
    let values = VALUES.iter().filter_map(|aspect| set(rule, *aspect)).collect();
    Root::LoanRules(Say::Line { rule: Box::new(loan_lines::rule(Some(rule.key))), values })
}

/// What a rule sets for an aspect.
fn set(rule: &Rule, aspect: Aspect) -> Option<Root> {
    let value = value(&rule.values, aspect)?;
    Some(Root::LoanRules(match aspect {
        Aspect::Term => Say::Term { longest: Box::new(span(value)) },
        Aspect::Open => Say::Open { max: value.into() },
        Aspect::Extensions => Say::Extensions { max: value.into() },
        _ => Say::Approvals { needed: value.into() },
    }))
}

fn press(say: Say, choice: Choice) -> Button {
    button(Root::LoanRules(say), Press::Rules(choice))
}
