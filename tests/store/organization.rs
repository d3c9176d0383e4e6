use microcred::store::{Db, organization};

super::on_both! {
    a_new_database_has_no_organisation,
}

async fn a_new_database_has_no_organisation(db: Db) {
    let mut conn = db.read().await.unwrap();
    assert_eq!(organization::find_first(&mut conn).await.unwrap(), None);
}
