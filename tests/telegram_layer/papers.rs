//! Papers on their way: set when they are sent, kept nowhere, and never left standing where they no longer belong.

use super::salon::*;
use kartoteka::archive::outbox::{self, NewRow};
use kartoteka::archive::staff::seated;
use kartoteka::archive::{Result, Tx, screens};
use kartoteka::clock::Clock;
use kartoteka::dialogue::paper::Paper;
use kartoteka::dialogue::screen::{Common, Say, Screen, home};
use kartoteka::model::lang::Lang;
use kartoteka::turn::Office;
use kartoteka::turn::desk::Desk;
use kartoteka::turn::handle::HandleKey;
use kartoteka::turn::news::{News, spread};
use kartoteka::turn::out::Out;
use kartoteka::turn::place::Place;
use simulator::Person;
use simulator::faults::{Fault, FaultKind};
use simulator::view::Message;
use std::path::Path;

/// What the printed page is about.
const SUBJECT: &str = "paper:1";
/// What begins every PDF.
const MARK: &[u8] = b"%PDF-";

fn plain(text: &str) -> Say {
    Say::Common(Common::Plain { text: text.into() })
}

fn printed() -> Screen {
    let paper = Paper::new("L-2026-0412", plain("Loan")).field(plain("借阅人"), plain("김미나"));
    Screen::of(plain("The form of the loan")).row([home()]).paper(paper)
}

fn office() -> Office {
    Office {
        handles: HandleKey::new([7; 32]),
        bot_username: "salon".into(),
        lang: Lang::En,
        locks: Default::default(),
    }
}

/// Puts a screen into the outbox: a new one, or the next of the one that stands.
async fn show(salon: &Salon, screen: Screen) {
    let writing = salon.archive.write(move |tx| {
        let screen = screen.clone();
        Box::pin(async move { put(tx, screen).await })
    });
    writing.await.unwrap();
    salon.rest().await;
}

async fn put(tx: &Tx, screen: Screen) -> Result<()> {
    let (now, office) = (Clock::default().now(), office());
    let mut desk = Desk::new(tx, &office, now);
    let owner = seated(tx, 501).await?.expect("the owner is seated");
    let reader = desk.reader_of(&owner)?.expect("the owner has a chat");
    let standing = screens::about(tx, SUBJECT).await?.pop();
    let (id, revision) = match standing {
        Some(row) => {
            let shown = serde_json::to_string(&screen).unwrap();
            let next = screens::turn(tx, &row, &row.place, &shown, None, Some(SUBJECT)).await?;
            (row.id, next)
        }
        None => {
            let subject = Some(SUBJECT.to_owned());
            let row = desk.create(&reader, false, subject, &Place::home(), &screen).await?;
            (row.id, row.revision)
        }
    };
    let payload = serde_json::to_string(&Out::Show { screen, fresh: false }).unwrap();
    // Not at once: what is due at once leaves with a turn, and this is none.
    let due_at = now + chrono::Duration::milliseconds(1);
    let row = NewRow { chat: 501, screen: Some((id, revision)), kind: "show", payload, due_at };
    outbox::put(tx, row, now).await.map(|_| ())
}

fn documents(person: &Person) -> Vec<Message> {
    person.chat().into_iter().filter(|message| message.kind == "document").collect()
}

/// Whether a PDF lies anywhere in a folder.
fn holds_pdf(folder: &Path) -> bool {
    std::fs::read_dir(folder).unwrap().any(|entry| {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => holds_pdf(&path),
            false => std::fs::read(path).unwrap().windows(MARK.len()).any(|part| part == MARK),
        }
    })
}

#[tokio::test]
async fn a_paper_arrives_as_a_pdf_to_be_printed_and_is_kept_nowhere() {
    let salon = Salon::open().await;
    let owner = salon.owner().await;
    show(&salon, printed()).await;
    let paper = documents(&owner).pop().expect("it arrived");
    assert_eq!(paper.file_name.as_deref(), Some("L-2026-0412.pdf"));
    assert_eq!((paper.caption.as_str(), paper.protected), ("The form of the loan", false));
    assert_eq!(paper.labels(), ["Home"]);
    assert!(owner.opens(&paper).starts_with(MARK));
    assert!(!holds_pdf(salon.archive.data()));
    salon.close().await;
}

#[tokio::test]
async fn a_paper_waits_as_told_and_comes_again_marked_only_when_in_doubt() {
    const REPEAT: &str = "This may be a repeat";
    for (kind, copies, marked) in [
        (FaultKind::RetryAfter { seconds: 1 }, 1, false),
        (FaultKind::CutBefore, 1, true),
        (FaultKind::CutAfter, 2, true),
    ] {
        let salon = Salon::open().await;
        let owner = salon.owner().await;
        salon.plan(Fault::on("sendDocument", kind).times(1));
        show(&salon, printed()).await;
        let papers = documents(&owner);
        assert_eq!(papers.len(), copies);
        assert_eq!(papers[copies - 1].caption.contains(REPEAT), marked);
        assert_eq!(waiting(&salon.archive).await, (0, 0));
        salon.close().await;
    }
}

#[tokio::test]
async fn what_follows_a_paper_is_a_new_message_and_the_paper_goes() {
    let salon = Salon::open().await;
    let owner = salon.owner().await;
    show(&salon, printed()).await;
    let first = documents(&owner).pop().expect("it arrived").message_id;
    show(&salon, printed().line(plain("once more"))).await;
    let second = documents(&owner);
    assert!(second.len() == 1 && second[0].message_id > first);
    show(&salon, Screen::of(plain("The loan is over")).row([home()])).await;
    assert!(documents(&owner).is_empty());
    assert_eq!(owner.screen().text, "The loan is over");
    salon.close().await;
}

#[tokio::test]
async fn a_paper_that_is_recalled_goes_and_nothing_comes_in_its_place() {
    let mut salon = Salon::open().await;
    let owner = salon.owner().await;
    let before = owner.chat().len();
    show(&salon, printed()).await;
    salon.stop().await.unwrap();
    let writing = salon.archive.write(|tx| {
        Box::pin(async move {
            let office = office();
            let mut desk = Desk::new(tx, &office, Clock::default().now());
            spread(&mut desk, vec![News::Recall(SUBJECT.into())]).await
        })
    });
    writing.await.unwrap();
    salon.start_again();
    salon.rest().await;
    assert_eq!(owner.chat().len(), before);
    salon.close().await;
}
