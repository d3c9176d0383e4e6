//! The author's own picture of a badge: framed, harmless, the same for everybody who looks, and a part of its version.

use microcred::app::audit::Actor;
use microcred::app::badge::{self, Verified};
use microcred::app::{Error, credential, stack};
use microcred::badges::bake;
use microcred::badges::verify::Outcome;
use microcred::domain::credential::{BadgePicture, ImageFile, Package};
use microcred::picture::raster::{framed, png};

use super::world::World;
use crate::support::content;

super::on_both! {
    an_authors_own_picture_is_the_picture_of_the_badge,
    a_stack_may_have_its_own_picture_too,
}

const DRAWN: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='64' height='64' onload='alert(1)'>\
    <circle cx='32' cy='32' r='30' fill='#0a6' onclick='alert(2)'/></svg>";

fn file(name: &str, bytes: &[u8]) -> ImageFile {
    let media_type = if bytes.starts_with(b"<svg") {
        "image/svg+xml"
    } else {
        "image/png"
    };
    ImageFile {
        name: name.into(),
        media_type: media_type.into(),
        bytes: bytes.to_vec(),
    }
}

fn named(name: &str) -> BadgePicture {
    BadgePicture {
        file: name.into(),
        alt: "A green disc.".into(),
    }
}

fn package(slug: &str, name: &str, bytes: &[u8]) -> Package {
    let mut package = content::package(content::definition(slug));
    package.definition.badge_image = Some(named(name));
    package.images.push(file(name, bytes));
    package
}

impl World {
    async fn publish(&self, package: &Package) -> Result<(), Error> {
        let organization = self.app.organization;
        credential::import(&self.app.app, Actor::Operator, organization, package, true)
            .await
            .map(drop)
    }

    /// A badge as everybody is given it, verified as everybody may.
    async fn is_verified(&self, baked: Vec<u8>) -> bool {
        match badge::verify(&self.app.app, baked).await.unwrap() {
            Verified::Report(report) => report.outcome == Outcome::Valid,
            _ => false,
        }
    }
}

async fn an_authors_own_picture_is_the_picture_of_the_badge(world: World) {
    let points = png(DRAWN, 300).unwrap();
    for (slug, name, bytes) in [
        ("trying", "badge.svg", DRAWN.as_bytes()),
        ("hearing", "badge.png", &points),
    ] {
        world.publish(&package(slug, name, bytes)).await.unwrap();
        let code = world.earn(slug, None).await;
        let version = world.version(&code).await;
        let path = format!("/achievements/{version}/picture");
        let shown = world.get(&format!("{path}.png"), "*/*").await;
        assert_eq!(shown.bytes(), framed(bytes).unwrap(), "{name}");
        let drawn = world.get(&format!("{path}.svg"), "*/*").await.text();
        assert!(drawn.contains("<title>A green disc.</title>"), "{drawn}");
        assert!(!drawn.contains("alert"), "{drawn}");
        for ending in ["png", "svg"] {
            let baked = world.get(&format!("/badges/{code}.{ending}"), "*/*").await;
            assert_eq!(baked.status(), 200);
            let inside = bake::unbake(baked.bytes()).unwrap();
            assert!(inside.v3.is_some() && inside.v2.is_some());
            assert!(
                world.is_verified(baked.bytes().to_vec()).await,
                "{name} {ending}"
            );
        }
        // The drawing itself is nothing to be opened.
        let raw = world
            .get(&format!("/achievements/{version}/images/{name}"), "*/*")
            .await;
        assert_eq!(raw.status() == 200, name == "badge.png", "{name}");
        let (mut browser, opened) = world.open().await;
        let paper = format!("{}/badges/{code}/certificate.pdf", opened.path);
        let paper = browser.get(&paper).await;
        assert_eq!(paper.header("content-type"), "application/pdf", "{name}");
        // As it came, for who wants it back.
        let organization = world.app.organization;
        let back = credential::export(&world.app.app, organization, slug).await;
        assert_eq!(back.unwrap(), package(slug, name, bytes));
    }
}

async fn a_stack_may_have_its_own_picture_too(world: World) {
    let mut content = content::stack("talk", &["asking"]);
    content.badge_image = Some(named("talk.svg"));
    let package = microcred::domain::stack::Package {
        stack: content,
        images: vec![file("talk.svg", DRAWN.as_bytes())],
    };
    let organization = world.app.organization;
    let app = &world.app.app;
    stack::import(app, Actor::Operator, organization, &package, true)
        .await
        .unwrap();
    world.earn("asking", None).await;
    let person = world.person().await;
    let mut db = app.db.read().await.unwrap();
    let held = microcred::store::award::list_for_person(&mut db, person).await;
    let held = held.unwrap();
    drop(db);
    let whole = held.iter().find(|award| award.stack_id.is_some()).unwrap();
    let code = world.code(whole.id).await;
    let version = world.version(&code).await;
    let shown = world
        .get(&format!("/achievements/{version}/picture.png"), "*/*")
        .await;
    assert_eq!(shown.bytes(), framed(DRAWN.as_bytes()).unwrap());
    let baked = world.get(&format!("/badges/{code}.png"), "*/*").await;
    assert!(world.is_verified(baked.bytes().to_vec()).await);
    let back = stack::export(app, organization, "talk").await.unwrap();
    assert_eq!(back, package);
}

#[tokio::test]
async fn another_picture_needs_another_number() {
    let world = World::new().await;
    let first = package("trying", "badge.svg", DRAWN.as_bytes());
    world.publish(&first).await.unwrap();
    world.publish(&first).await.unwrap();
    let other = DRAWN.replace("#0a6", "#60a");
    let mut described = first.clone();
    described.definition.badge_image.as_mut().unwrap().alt = "A disc.".into();
    let mut drawn = first.clone();
    drawn.definition.badge_image = None;
    drawn.images.clear();
    for changed in [
        package("trying", "badge.svg", other.as_bytes()),
        described,
        drawn,
    ] {
        let Err(Error::Invalid(why)) = world.publish(&changed).await else {
            panic!("the picture of a published badge was changed");
        };
        assert!(why.contains("raise the version"), "{why}");
    }
    let mut raised = package("trying", "badge.svg", other.as_bytes());
    raised.definition.version.minor += 1;
    world.publish(&raised).await.unwrap();
    let missing = Package {
        images: vec![],
        ..package("hearing", "badge.svg", DRAWN.as_bytes())
    };
    let broken = package("hearing", "badge.svg", b"<svg");
    for package in [missing, broken] {
        assert!(matches!(
            world.publish(&package).await,
            Err(Error::Invalid(_))
        ));
    }
}
