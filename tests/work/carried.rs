//! Claims about files that go with the work into the next attempt: they are there, they are its own, and what was handed in
//! stays whole whatever becomes of them.

use futures_util::{TryStreamExt, stream};
use microcred::app::attempt;
use microcred::app::file::{self, FileView, Upload};
use microcred::app::session::Session;
use microcred::domain::completeness::Filling;
use microcred::domain::file::Format;
use microcred::domain::id::{AttemptId, FileId};
use microcred::store::query;
use tokio_util::bytes::Bytes;

use super::world::World;
use crate::file::media::{mp4, pdf};

super::on_both! {
    files_go_into_the_next_attempt_with_what_is_said_of_them,
    what_is_taken_away_from_the_next_attempt_stays_in_the_one_before,
    content_goes_with_the_last_file_that_needs_it,
    a_file_that_was_taken_away_or_not_taken_stays_behind,
}

async fn upload(
    world: &World,
    dana: &Session,
    place: (AttemptId, &str),
    content: Vec<u8>,
) -> FileView {
    let upload = Upload {
        name: "mine.bin".into(),
        announced: None,
        body: stream::iter([Ok::<_, std::io::Error>(Bytes::from(content))]),
    };
    let (attempt, slot) = place;
    file::upload(world.app(), dana, attempt, slot, upload)
        .await
        .unwrap()
}

/// What somebody sees who opens a file.
async fn read(world: &World, dana: &Session, id: FileId) -> Vec<u8> {
    let opened = file::open(world.app(), dana, id).await.unwrap();
    let whole = file::content(world.app(), &opened, 0..opened.file.bytes);
    let parts: Vec<Bytes> = whole.await.unwrap().try_collect().await.unwrap();
    parts.concat()
}

fn stored(world: &World) -> usize {
    fn count(folder: &std::path::Path) -> usize {
        let entries = std::fs::read_dir(folder).unwrap();
        let paths = entries.map(|entry| entry.unwrap().path());
        paths
            .map(|path| if path.is_dir() { count(&path) } else { 1 })
            .sum()
    }
    count(world.tool.evidence.path())
}

/// Takes the attempt out and begins the next one.
async fn next(world: &World, dana: &Session, id: AttemptId) -> AttemptId {
    attempt::withdraw(world.app(), dana, id).await.unwrap();
    world.begin(dana).await.unwrap().id
}

async fn files_go_into_the_next_attempt_with_what_is_said_of_them(world: World) {
    let (dana, id) = world.at_work("dana").await;
    let film = mp4(b"isom", b"vide", 5_000);
    let plan = upload(&world, &dana, (id, "plan"), pdf(2)).await;
    upload(&world, &dana, (id, "film"), film.clone()).await;
    file::describe(world.app(), &dana, plan.id, "A plan", "October")
        .await
        .unwrap();
    world.fill(&dana, id).await;
    world.submit(&dana, id).await.unwrap();

    let next = next(&world, &dana, id).await;
    let before = world.view(&dana, id).await.files;
    let work = world.view(&dana, next).await;
    assert_eq!(work.files.len(), 2);
    for (file, earlier) in work.files.iter().zip(&before) {
        assert_ne!(file.id, earlier.id, "it is the next attempt's own");
        assert_eq!(file.attempt_id, next);
        assert_eq!(file.sha256, earlier.sha256);
        assert_eq!(file.duration_ms, earlier.duration_ms);
    }
    let plan = work.files.iter().find(|file| file.slot_id == "plan");
    let plan = plan.unwrap();
    assert_eq!((&*plan.alt_text, &*plan.caption), ("A plan", "October"));
    assert_eq!((plan.format(), plan.pages), (Some(Format::Pdf), Some(2)));
    assert_eq!(work.review.slot("plan").unwrap().filling, Filling::Complete);
    let film_file = work.files.iter().find(|file| file.slot_id == "film");
    assert_eq!(read(&world, &dana, film_file.unwrap().id).await, film);
    assert_eq!(stored(&world), 2, "nothing is stored twice");
    let events = world.events(plan.id).await;
    assert_eq!(events[0].kind, "file.carry");

    // A description of the one is none of the other.
    file::describe(world.app(), &dana, plan.id, "Another plan", "")
        .await
        .unwrap();
    let before = world.view(&dana, id).await.files;
    assert!(before.iter().any(|file| file.alt_text == "A plan"));
}

async fn what_is_taken_away_from_the_next_attempt_stays_in_the_one_before(world: World) {
    let (dana, id) = world.at_work("dana").await;
    let handed_in = upload(&world, &dana, (id, "plan"), pdf(1)).await;
    let content = read(&world, &dana, handed_in.id).await;
    world.fill(&dana, id).await;
    world.submit(&dana, id).await.unwrap();
    let second = next(&world, &dana, id).await;
    let carried = world.view(&dana, second).await.files.remove(0);
    file::remove(world.app(), &dana, carried.id).await.unwrap();
    world.tool.run_jobs().await;
    world.tool.run_jobs().await;
    assert!(file::open(world.app(), &dana, carried.id).await.is_err());
    assert_eq!(world.view(&dana, second).await.files, []);
    assert_eq!(read(&world, &dana, handed_in.id).await, content);
    let third = next(&world, &dana, second).await;
    assert_eq!(world.view(&dana, third).await.files, []);
}

async fn content_goes_with_the_last_file_that_needs_it(world: World) {
    let (dana, id) = world.at_work("dana").await;
    let first = upload(&world, &dana, (id, "plan"), pdf(1)).await;
    let second = next(&world, &dana, id).await;
    let carried = world.view(&dana, second).await.files.remove(0);
    // As when an organisation lets go of an attempt's files.
    let mut tx = world.app().db.write().await.unwrap();
    query("UPDATE file_object SET state = 'removed', removed_at = $2 WHERE id = $1")
        .bind(first.id)
        .bind(world.now())
        .execute(&mut tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    world.tool.run_jobs().await;
    assert_eq!(stored(&world), 1);
    read(&world, &dana, carried.id).await;

    file::remove(world.app(), &dana, carried.id).await.unwrap();
    let round = || file::tidy(world.app());
    let (one, other) = tokio::join!(round(), round());
    assert_eq!(one.unwrap().max(other.unwrap()), 1);
    assert_eq!(stored(&world), 0);
    for file in [first.id, carried.id] {
        let events = world.events(file).await;
        let deleted = events.iter().filter(|event| event.kind == "file.deleted");
        assert_eq!(deleted.count(), 1, "{events:?}");
    }
}

async fn a_file_that_was_taken_away_or_not_taken_stays_behind(world: World) {
    let (dana, id) = world.at_work("dana").await;
    let away = upload(&world, &dana, (id, "plan"), pdf(1)).await;
    file::remove(world.app(), &dana, away.id).await.unwrap();
    let hostile = Upload {
        name: "plan.txt".into(),
        announced: None,
        body: stream::iter([Ok::<_, std::io::Error>(Bytes::from_static(
            b"<html><script>x</script></html>",
        ))]),
    };
    let refused = file::upload(world.app(), &dana, id, "plan", hostile).await;
    assert!(refused.is_err());
    assert_eq!(world.view(&dana, id).await.files.len(), 1, "said why");
    let next = next(&world, &dana, id).await;
    assert_eq!(world.view(&dana, next).await.files, []);
}
