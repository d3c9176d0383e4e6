//! Definitions become versions, and published ones are never changed where it counts.

use microcred::app::audit::Actor;
use microcred::app::catalog::{self, Content};
use microcred::app::credential::{self, Imported, What};
use microcred::app::{Error, stack};
use microcred::domain::catalog::{Search, Viewer};
use microcred::domain::credential::life::State;
use microcred::domain::credential::{Definition, Package};
use microcred::domain::stack::Requirement;

use super::audited;
use crate::support::app::TestApp;
use crate::support::content;

async fn import(app: &TestApp, package: &Package, publish: bool) -> Result<Imported, Error> {
    let organization_id = app.organization;
    credential::import(&app.app, Actor::Operator, organization_id, package, publish).await
}

async fn imported(app: &TestApp, definition: Definition, publish: bool) -> (What, State) {
    let imported = import(app, &content::package(definition), publish).await;
    let imported = imported.unwrap();
    (imported.what, imported.state)
}

/// What an author reads whose definition is not taken.
async fn refused(app: &TestApp, definition: Definition, publish: bool) -> String {
    let refused = import(app, &content::package(definition), publish).await;
    match refused {
        Err(Error::Invalid(why)) => why,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_definition_is_a_draft_until_somebody_publishes_it_and_each_step_is_audited() {
    let app = TestApp::new().await;
    let voices = || content::definition("voices");
    for (publish, expected) in [
        (false, (What::New, State::Draft)),
        (false, (What::Unchanged, State::Draft)),
        (true, (What::Unchanged, State::Published)),
        (true, (What::Unchanged, State::Published)),
        (false, (What::Unchanged, State::Published)),
    ] {
        assert_eq!(imported(&app, voices(), publish).await, expected);
    }
    for kind in ["create", "submit_review", "approve", "publish"] {
        assert_eq!(
            audited(&app, &format!("credential_version.{kind}")).await,
            1
        );
    }
    assert_eq!(audited(&app, "catalog_entry.create").await, 1);
}

#[tokio::test]
async fn a_draft_is_changed_in_place_and_is_in_no_catalogue() {
    let app = TestApp::new().await;
    let mut voices = content::definition("voices");
    imported(&app, voices.clone(), false).await;
    voices.parts.pop();
    voices.rubric.criteria.pop();
    let changed = imported(&app, voices, false).await;
    assert_eq!(changed, (What::Changed, State::Draft));
    assert_eq!(audited(&app, "credential_version.change").await, 1);
    let everything = Search::default();
    let listed = catalog::list(&app.app, app.organization, Viewer::Placing, &everything);
    assert_eq!(listed.await.unwrap(), []);
}

#[tokio::test]
async fn published_content_changes_only_where_nothing_is_scored_by_it() {
    let app = TestApp::new().await;
    let voices = || content::definition("voices");
    imported(&app, voices(), true).await;

    let mut typo = voices();
    typo.title = "A better title".into();
    typo.method.0 = "Another method.".into();
    let patched = imported(&app, typo, false).await;
    assert_eq!(patched, (What::Patched, State::Published));
    assert_eq!(audited(&app, "credential_version.correct_typo").await, 1);
    let everything = Search::default();
    let entries = catalog::list(&app.app, app.organization, Viewer::Public, &everything);
    assert_eq!(entries.await.unwrap()[0].summary.title, "A better title");

    let mut minor = voices();
    minor.parts[0].slots[0].prompt.0 = "Another prompt.".into();
    let why = refused(&app, minor, true).await;
    assert!(why.ends_with("raise the version to 1.1"), "{why}");
    let mut major = voices();
    major.rubric.bands[0].max += 1;
    major.rubric.bands[1].min += 1;
    let why = refused(&app, major, true).await;
    assert!(why.ends_with("raise the version to 2.0"), "{why}");
    assert_eq!(
        app.count("SELECT COUNT(*) FROM credential_version").await,
        1
    );
}

#[tokio::test]
async fn a_new_version_retires_the_one_before_for_new_starts() {
    let app = TestApp::new().await;
    imported(&app, content::definition("voices"), true).await;
    let mut next = content::numbered("voices", 1, 1);
    next.parts[0].slots[0].prompt.0 = "Another prompt.".into();
    let new = imported(&app, next.clone(), true).await;
    assert_eq!(new, (What::NewVersion, State::Published));
    assert_eq!(audited(&app, "credential_version.retire").await, 1);
    let lines = credential::list(&app.app, app.organization).await.unwrap();
    let lines: Vec<_> = lines.iter().map(|line| (line.minor, line.state)).collect();
    assert_eq!(lines, [(1, State::Published), (0, State::Retired)]);
    let offer = catalog::find(&app.app, app.organization, Viewer::Public, "voices").await;
    let Content::Credential(version) = offer.unwrap().content else {
        panic!("a micro-credential");
    };
    assert_eq!(version.definition.0, next);
    let old = credential::export(&app.app, app.organization, "voices").await;
    assert_eq!(old.unwrap().definition, next);
}

#[tokio::test]
async fn a_number_that_is_raised_too_little_or_goes_back_is_not_taken() {
    let app = TestApp::new().await;
    imported(&app, content::numbered("voices", 2, 3), true).await;
    for (major, minor) in [(1, 9), (2, 2)] {
        let why = refused(&app, content::numbered("voices", major, minor), false).await;
        assert!(why.contains("raise the version to 2.4"), "{why}");
    }
    let mut criteria = content::numbered("voices", 2, 4);
    criteria.rubric.bands[0].max += 1;
    criteria.rubric.bands[1].min += 1;
    let why = refused(&app, criteria, false).await;
    assert!(why.contains("raise the version to 3.0"), "{why}");
}

#[tokio::test]
async fn what_a_licence_protects_is_taken_from_nobody_else_in_other_words() {
    let app = TestApp::new().await;
    let mut original = content::numbered("voices", 1, 0);
    original.licence.derivatives = false;
    imported(&app, original.clone(), true).await;
    let mut copy = original.clone();
    (copy.issuer, copy.version.minor) = (String::from("Another Association"), 1);
    copy.claim.push('!');
    let why = refused(&app, copy, false).await;
    assert!(why.contains("allows no changed copies"), "{why}");
    let mut own = original;
    own.version.minor = 1;
    own.claim.push('!');
    assert_eq!(
        imported(&app, own, true).await,
        (What::NewVersion, State::Published)
    );
}

#[tokio::test]
async fn what_has_errors_stays_a_draft() {
    let app = TestApp::new().await;
    let mut voices = content::definition("voices");
    voices.rubric.bands[0].max += 1;
    let why = refused(&app, voices.clone(), true).await;
    assert!(why.contains("rubric.band"), "{why}");
    assert_eq!(app.count("SELECT COUNT(*) FROM credential").await, 0);
    let draft = imported(&app, voices, false).await;
    assert_eq!(draft, (What::New, State::Draft));
}

#[tokio::test]
async fn pictures_come_along_and_bad_ones_leave_nothing_half_done() {
    let app = TestApp::new().await;
    let with = |images: &[(&str, &str, usize)]| {
        let image = |(name, kind, size): &(&str, &str, usize)| {
            let mut image = content::image(name, &vec![7; *size]);
            image.media_type = (*kind).into();
            image
        };
        Package {
            images: images.iter().map(image).collect(),
            ..content::package(content::definition("voices"))
        }
    };
    for bad in [
        ("card.png", "image/svg+xml", 10),
        ("card.png", "image/png", credential::MAX_IMAGE + 1),
        ("../card.png", "image/png", 10),
        ("", "image/png", 10),
    ] {
        let refused = import(&app, &with(&[bad]), true).await;
        assert!(matches!(refused, Err(Error::Invalid(_))), "{bad:?}");
    }
    assert_eq!(app.count("SELECT COUNT(*) FROM credential").await, 0);

    let package = with(&[("card.png", "image/png", 10), ("more.png", "image/png", 0)]);
    let made = import(&app, &package, true).await.unwrap();
    let exported = credential::export(&app.app, app.organization, "voices").await;
    assert_eq!(exported.unwrap(), package);
    let other = with(&[("card.png", "image/png", 11)]);
    let patched = import(&app, &other, true).await.unwrap();
    assert_eq!(patched.what, What::Patched);
    let image = catalog::image(&app.app, app.organization, made.version_id, "more.png").await;
    assert!(matches!(image, Err(Error::NotFound(_))));
}

#[tokio::test]
async fn what_no_database_holds_is_refused_by_name() {
    let app = TestApp::new().await;
    let mut nul = content::definition("voices");
    nul.claim = "a\0b".into();
    assert!(refused(&app, nul, false).await.contains("U+0000"));
    for slug in ["", "Voices", "a/b", "../x", "-x"] {
        refused(&app, content::definition(slug), false).await;
    }
}

#[tokio::test]
async fn a_stack_is_published_when_all_that_it_names_is() {
    let app = TestApp::new().await;
    imported(&app, content::definition("voices"), true).await;
    imported(&app, content::definition("asking"), false).await;
    let talk = content::stack("talk", &["voices", "asking"]);
    let publish = async |stack: &microcred::domain::stack::Stack| {
        stack::import(
            &app.app,
            Actor::Operator,
            app.organization,
            &stack.clone().into(),
            true,
        )
        .await
    };
    let Err(Error::Invalid(why)) = publish(&talk).await else {
        panic!("it names a draft");
    };
    assert!(why.contains("\"asking\""), "{why}");
    imported(&app, content::definition("asking"), true).await;
    let made = publish(&talk).await.unwrap();
    assert_eq!((made.what, made.state), (What::New, State::Published));
    assert_eq!(publish(&talk).await.unwrap().what, What::Unchanged);

    let mut changed = talk.clone();
    changed.title = "Another title".into();
    let Err(Error::Invalid(why)) = publish(&changed).await else {
        panic!("a published stack is not changed");
    };
    assert!(why.contains("raise the version"), "{why}");
    changed.version.minor += 1;
    assert_eq!(publish(&changed).await.unwrap().what, What::NewVersion);
    let mut circle = changed.clone();
    circle.version.minor += 1;
    circle.requires = Requirement::AllOf(vec![Requirement::Stack("talk".into())]);
    assert!(matches!(publish(&circle).await, Err(Error::Invalid(_))));
    assert!(matches!(publish(&talk).await, Err(Error::Invalid(_))));
}
