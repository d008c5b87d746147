//! The main flow on PostgreSQL: people read the same words as on SQLite.

use crate::lending::{approves, emma, late_digests, read};
use crate::office::Office;
use kartoteka::archive::Backend;
use kartoteka::model::policy::Role;

#[path = "../postgres/mod.rs"]
mod server;

#[tokio::test]
async fn the_main_flow_reads_the_same_on_postgresql() {
    let Some(fresh) = server::fresh().await else { return };
    let office = Office::open_on(Some(&fresh.url)).await;
    assert_eq!(office.archive.backend(), Backend::Postgres);
    let archive = office.archive.clone();
    let on_postgres = main_flow(office).await;
    let on_sqlite = main_flow(Office::open().await).await;
    archive.close().await.expect("the connections close");
    fresh.end().await;
    assert!(on_postgres.contains("Recalled by Mina"), "the flow was whole:\n{on_postgres}");
    assert_eq!(on_postgres, on_sqlite);
}

/// A card from a pasted line, found, visited, borrowed, approved, recalled; and one that stood before.
async fn main_flow(office: Office) -> String {
    let (fei, fei_id) = office.seat(101, "Fei", Role::FrontDesk, "en").await;
    let (mina, mina_id) = office.seat(102, "Mina", Role::Manager, "en").await;
    let (lena, lena_id) = office.seat(103, "Lena", Role::Care, "zh").await;
    late_digests(&office, vec![fei_id, mina_id, lena_id]).await;
    office.menu(&[("service", "Facial"), ("product", "Serum")]).await;
    office.client(emma()).await;
    mina.says("/start").await;
    fei.says("/new").await;
    fei.says("Wang Xiaomei 138 0013 8000 combination, latex!").await;
    for label in ["Client agrees", "Save", "Home"] {
        fei.presses(label).await;
    }
    fei.says("xiaomei").await;
    fei.presses("Log visit").await;
    for label in ["Facial", "Serum", "Next", "4", "In 2 weeks", "Save", "Open card", "Visits"] {
        fei.presses(label).await;
    }
    for query in ["8000", "sample", "nobody", "A-0002"] {
        fei.says(query).await;
    }
    lena.says("XIAOMEI").await;
    for label in ["借阅", "到店服务", "护理", "2 小时", "提交"] {
        lena.presses(label).await;
    }
    mina.reads().await;
    approves(&mina).await;
    read(&office, &[&lena]).await;
    for label in ["Home", "My loans", "All loans", "Recall Lena · A-0002", "No longer needed"] {
        mina.presses(label).await;
    }
    mina.presses("Recall now").await;
    read(&office, &[&lena]).await;
    mina.says("xiaomei").await;
    mina.presses("History").await;
    office.close().await
}
