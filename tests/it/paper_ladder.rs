//! The ladder of paper files, where many are late at once (access.md, Ladder).

use crate::paper_files::{Cabinet, cabinet, out, told};

/// Twenty more files that are out, as late as their last rung but one told of.
async fn late_others(at: &Cabinet) {
    let names = async |table: &str| {
        let columns = at.office.columns(table).await;
        columns.into_iter().map(|(name, _)| name).filter(|name| name != "id").collect::<Vec<_>>()
    };
    let take = |columns: &[String], other: &[(&str, &str)]| {
        let of = |name: &String| match other.iter().find(|(it, _)| it == name) {
            Some((_, value)) => (*value).to_owned(),
            None => format!("one.{name}"),
        };
        columns.iter().map(of).collect::<Vec<_>>().join(", ")
    };
    let (loans, papers) = (names("loan").await, names("paper_loan").await);
    let many = "WITH RECURSIVE many(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM many WHERE i < 20)";
    let sql = format!(
        "INSERT INTO loan ({}) {many} SELECT {} FROM loan AS one, many WHERE one.id = 1",
        loans.join(", "),
        take(&loans, &[("number", "'X-' || many.i"), ("status", "'ended'")])
    );
    at.office.alters(&sql).await;
    let late = "'2026-03-01 03:00:00+00:00'";
    let sql = format!(
        "INSERT INTO paper_loan ({}) SELECT {} FROM paper_loan AS one, loan \
         WHERE one.id = 1 AND loan.number LIKE 'X-%'",
        papers.join(", "),
        take(&papers, &[("loan_id", "loan.id"), ("rung", "4"), ("due_at", late)])
    );
    at.office.alters(&sql).await;
}

#[tokio::test]
async fn many_that_are_late_do_not_keep_another_from_its_rung() {
    let at = cabinet(["en"; 3]).await;
    out(&at).await;
    late_others(&at).await;
    assert_eq!(told(&at, 91).await, ["Lena: A paper file is due 19:00"]);
    at.office.close().await;
}
