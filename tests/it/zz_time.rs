use crate::office::Office;
use kartoteka::model::policy::Role;
#[tokio::test]
async fn timing() {
    let t = std::time::Instant::now();
    let office = Office::open().await;
    eprintln!("open {:?}", t.elapsed());
    let (anna, _) = office.seat(5, "Anna", Role::Care, "en").await;
    eprintln!("seat {:?}", t.elapsed());
    anna.says("/start").await;
    eprintln!("start {:?}", t.elapsed());
    anna.says("/help").await;
    eprintln!("help {:?}", t.elapsed());
    anna.presses("Home").await;
    eprintln!("press {:?}", t.elapsed());
    office.close().await;
    eprintln!("close {:?}", t.elapsed());
}
