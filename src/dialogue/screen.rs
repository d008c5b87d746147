//! What a person sees and can press: screens as data, sentences as data, buttons as typed choices.

pub use super::builders::{Spoken, back, button, cancel, client, door, home, spoken};
use super::paper::Paper;
use super::{
    alert, booking, calendar, client_consent, client_create, client_edit, client_find,
    client_history, client_open, client_register, client_reveal, digest_work, form, help, home,
    house_rules, incident, loan_decide, loan_form, loan_lines, loan_list, loan_pack, loan_read,
    loan_request, loan_rules, originals, paper_file, rights, staff_away, staff_confirm,
    staff_invite, staff_people, staff_pin, staff_settings, trail_check, violations, visit_amend,
    visit_log,
};
use crate::model::value::{Moment, Word};
use crate::model::{ClientId, DraftId, IssueId, LoanId, StaffId, UndoId, VisitId};
use serde::{Deserialize, Serialize};

/// One message: what it says and what can be pressed. Words come later, in `locale`.
///
/// It is sent protected unless `open`, since the flag cannot be changed by an edit (decisions 8).
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Screen {
    /// The first line, in bold. It may stand on a lock screen: never a client's name (T12).
    pub title: Say,
    /// The lines below; each a paragraph.
    pub lines: Vec<Say>,
    /// Rows of buttons, primary first.
    pub rows: Vec<Vec<Button>>,
    /// The showing of a card that this screen is, if it is one (decisions 18).
    pub issue: Option<IssueId>,
    /// Made to be passed on, such as an invite link: sent unprotected.
    pub open: bool,
    /// Arrives without a sound.
    pub quiet: bool,
    /// A few words as a toast over the pressed button.
    pub toast: Option<Say>,
    /// What goes with it as a document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<Box<Paper>>,
}

/// A button: its label and what it means. The client of the chat sees only an opaque handle.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Button {
    /// The label, at most about 20 characters in every language.
    pub label: Say,
    /// What a press means.
    pub choice: Choice,
}

/// What a press means. It never leaves the archive, so it may hold ids and be of any size.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    /// Go through a door, from anywhere; an unfinished form is kept as a draft.
    Go(Door),
    /// One step back; done once for all dialogues, in `turn`.
    Back,
    /// Drop what we are doing and go home; done in `turn`.
    Cancel,
    /// Take an act back; done in `turn`.
    Undo(UndoId),
    /// Resume a draft; done in `turn`.
    Resume(DraftId),
    /// Throw a draft away; done in `turn`.
    Discard(DraftId),
    /// Take away every card that is shown in this chat; done in `turn`.
    Clear,
    /// Show this screen again as it stands now; done in `turn`.
    Again,
    /// A choice within a form.
    Form(form::Choice),
    /// A choice of the conversation itself.
    Find(client_find::Choice),
    /// See `client_create`.
    Create(client_create::Choice),
    /// See `client_consent`.
    Consent(client_consent::Choice),
    /// See `client_edit`.
    Edit(client_edit::Choice),
    /// See `client_history`.
    History(client_history::Choice),
    /// See `client_register`.
    Register(client_register::Choice),
    /// See `house_rules`.
    House(house_rules::Choice),
    /// See `incident`.
    Incident(incident::Choice),
    /// See `visit_log`.
    Visit(visit_log::Choice),
    /// See `visit_amend`.
    Amend(visit_amend::Choice),
    /// See `loan_request`.
    Request(loan_request::Choice),
    /// See `loan_decide`.
    Decide(loan_decide::Choice),
    /// See `loan_form`.
    LoanForm(loan_form::Choice),
    /// See `loan_read`.
    Read(loan_read::Choice),
    /// See `loan_list`.
    Loans(loan_list::Choice),
    /// See `loan_pack`.
    Pack(loan_pack::Choice),
    /// See `loan_rules`.
    Rules(loan_rules::Choice),
    /// See `digest_work`.
    Work(digest_work::Choice),
    /// See `staff_invite`.
    Invite(staff_invite::Choice),
    /// See `staff_confirm`.
    Confirm(staff_confirm::Choice),
    /// See `alert`.
    Alert(alert::Choice),
    /// See `client_reveal`.
    Reveal(client_reveal::Choice),
    /// See `originals`.
    Originals(originals::Choice),
    /// See `paper_file`.
    Paper(paper_file::Choice),
    /// See `violations`.
    Violations(violations::Choice),
    /// See `booking`.
    Booking(booking::Choice),
    /// See `staff_away`.
    Away(staff_away::Choice),
    /// See `staff_people`.
    People(staff_people::Choice),
    /// See `staff_pin`.
    Pin(staff_pin::Choice),
    /// See `trail_check`.
    Trail(trail_check::Choice),
    /// See `staff_settings`.
    Settings(staff_settings::Choice),
    /// See `rights`.
    Rights(rights::Choice),
}

/// A place that can be entered from anywhere: by a button, by a command, from a receipt.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Door {
    /// Home.
    Home,
    /// The second page of Home.
    More,
    /// "Type a name".
    Find,
    /// Search for this.
    Search { query: String },
    /// A new card, perhaps with a name already.
    Create { name: String },
    /// A card.
    Card { client: ClientId },
    /// A card's visits.
    Visits { client: ClientId },
    /// Who opened and changed a card.
    History { client: ClientId },
    /// A client's health consent.
    Consent { client: ClientId },
    /// Correct a card.
    Edit { client: ClientId },
    /// All of a client's consents.
    Register { client: ClientId },
    /// Log a visit.
    LogVisit { client: ClientId },
    /// Correct a visit.
    AmendVisit { visit: VisitId },
    /// A card that the client may see.
    Consult { client: ClientId },
    /// A masked contact.
    Reveal { client: ClientId },
    /// Where originals lie.
    Originals { client: ClientId },
    /// A client's bookings.
    Bookings { client: ClientId },
    /// Ask for a loan.
    Borrow { client: ClientId },
    /// Ask to have what runs longer.
    Extend { client: ClientId },
    /// My loans.
    Loans,
    /// Everything that is out.
    LoansOut,
    /// Tomorrow's pack.
    Pack,
    /// The packs of the branch.
    Packs,
    /// The rules of lending.
    LoanRules,
    /// The form of a loan, on paper.
    LoanForm { loan: LoanId },
    /// Paper files that are out.
    Papers,
    /// The paper file of a loan.
    Paper { loan: LoanId },
    /// What is recorded against borrowers.
    Violations,
    /// My follow-ups.
    FollowUps,
    /// The seats of the branch.
    Seats,
    /// Invite somebody.
    Invite,
    /// Colleagues' seats.
    People,
    /// One colleague's seat.
    Person { staff: StaffId },
    /// Being away.
    Away,
    /// The PIN.
    Pin,
    /// Language and hours.
    Settings,
    /// What the chat shows of sensitive fields.
    InChat,
    /// How long records are kept.
    Kept,
    /// Whether the trail is whole.
    Trail,
    /// An incident.
    Incident,
    /// What weighs: see `rights`.
    Rights(rights::Way),
    /// Help.
    Help,
    /// Privacy.
    Privacy,
}

/// Everything the bot can say. The variant's name is the key of the message, its fields are the arguments:
/// `Say::LoanRequest(Sent { number })` is `loan-request-sent` with `{ $number }`.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    Common(Common),
    Alert(alert::Say),
    ClientReveal(client_reveal::Say),
    Originals(originals::Say),
    PaperFile(paper_file::Say),
    Booking(booking::Say),
    Calendar(calendar::Say),
    ClientConsent(client_consent::Say),
    ClientCreate(client_create::Say),
    ClientEdit(client_edit::Say),
    ClientFind(client_find::Say),
    ClientHistory(client_history::Say),
    ClientOpen(client_open::Say),
    ClientRegister(client_register::Say),
    DigestWork(digest_work::Say),
    Form(form::Say),
    Help(help::Say),
    Home(home::Say),
    HouseRules(house_rules::Say),
    Incident(incident::Say),
    LoanDecide(loan_decide::Say),
    LoanForm(loan_form::Say),
    LoanLines(loan_lines::Say),
    LoanList(loan_list::Say),
    LoanPack(loan_pack::Say),
    LoanRead(loan_read::Say),
    LoanRequest(loan_request::Say),
    LoanRules(loan_rules::Say),
    RightsBook(rights::book::Say),
    RightsConfirm(rights::confirm::Say),
    RightsCopy(rights::copy::Say),
    RightsEmergency(rights::emergency::Say),
    RightsMenu(rights::menu::Say),
    RightsRestore(rights::restore::Say),
    RightsRetention(rights::retention::Say),
    StaffAway(staff_away::Say),
    StaffConfirm(staff_confirm::Say),
    StaffInvite(staff_invite::Say),
    StaffPeople(staff_people::Say),
    StaffPin(staff_pin::Say),
    StaffSettings(staff_settings::Say),
    TrailCheck(trail_check::Say),
    Violations(violations::Say),
    VisitAmend(visit_amend::Say),
    VisitLog(visit_log::Say),
}

/// Sentences and labels that several dialogues share.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Common {
    /// A name, a number or a menu's own word, as it is.
    Plain {
        text: String,
    },
    /// A word of a closed list, as a label or line.
    Term {
        word: Word,
    },
    /// Client, as a button or a line: name and number.
    Client {
        name: String,
        number: String,
    },
    /// A sentence in a language of its own.
    In {
        say: Spoken,
    },
    Back,
    Cancel,
    Home,
    Yes,
    No,
    Undo,
    More,
    Done,
    OpenCard,
    LogVisit,
    Borrow,
    NewCard,
    Find,
    /// Take away every card that is shown here.
    Clear,
    /// So many were taken away.
    Cleared {
        count: i64,
    },
    CannotUse {
        what: Word,
    },
    NoPhotoHere,
    NoContactHere,
    UseTheButtons,
    /// A word with a slash that is no command.
    UnknownCommand,
    /// An edited message was taken in place of what it said before.
    TakenAnew,
    /// A message was edited that is not the latest answer.
    EditedTooLate,
    /// A press on a screen that is no longer the current one.
    OutOfDate,
    NotAllowed,
    /// Not there and not allowed read the same, byte for byte (access.md).
    NoSuchClient,
    Cancelled,
    NothingToCancel,
    NothingToUndo,
    Undone,
    TooLateToUndo,
    Overtaken,
    DraftKept,
    /// The stored state no longer parses (architecture.md, Archive).
    Updated,
    /// A turn failed three times.
    Broken {
        code: String,
    },
    /// Too many updates at once.
    TooFast,
    /// The archive takes nothing for a while; Telegram keeps what was sent (K6).
    CannotSave,
    /// What a stranger gets, always (decisions 21).
    Stranger,
    /// What a person gets whose seat waits for the inviter.
    Waiting,
    /// In a group.
    PrivateOnly,
    /// Stub over a card that was recalled.
    Closed,
    /// Stands where a message that is no card was, when a newer one took its place.
    Passed,
    /// Stands where something was shown to somebody who must not have it any more.
    TakenBack,
    /// Footer of a card.
    ShownUntil {
        until: Moment,
    },
    /// After an outage: what was pressed meanwhile did not count (chat.md, flow 8).
    WasAway {
        from: Moment,
        to: Moment,
    },
    /// After an outage of more than a day: older messages are lost, too.
    WasAwayLong {
        from: Moment,
        to: Moment,
        before: Moment,
    },
    /// A notice that waited for Telegram.
    CameLate {
        at: Moment,
    },
    /// A notice that may have arrived before: an ambiguous send is repeated with this mark (R4).
    Repeated,
    /// In place of a card whose sending was interrupted (R4).
    Interrupted,
    /// Show it after all.
    ShowIt,
    CommandStart,
    CommandNew,
    CommandFind,
    CommandUndo,
    CommandCancel,
    CommandSettings,
    CommandHelp,
    CommandPrivacy,
}
