//! The catalogue: one definition of the sample catalogue under many names.

use std::path::Path;

use microcred::domain::catalog::{Status, Summary, Visibility};
use microcred::domain::credential::Definition;
use microcred::domain::credential::life::State;
use microcred::domain::id::{CredentialId, CredentialVersionId, PlacementTemplateId};
use microcred::domain::placement::{GradeMode, VersionPolicy};
use microcred::store::catalog_entry::{self, CatalogEntry};
use microcred::store::credential::{self, Credential, Version};
use microcred::store::placement_template::{self, PlacementTemplate};
use microcred::store::{Error, Tx};

use super::Home;

pub const CREDENTIALS: usize = 1_000;

/// The sample with the most slots of different kinds.
const SAMPLE: &str = "catalog/routines-that-bring-in-every-voice";

const SUBJECTS: [&str; 8] = [
    "Fractions",
    "Field Notes",
    "Maps",
    "Poems",
    "Circuits",
    "Debates",
    "Graphs",
    "Interviews",
];

/// One micro-credential of the catalogue.
pub struct Offered {
    pub slug: String,
    pub credential: CredentialId,
    pub version: CredentialVersionId,
    pub template: PlacementTemplateId,
}

pub async fn write(tx: &mut Tx, home: &Home) -> Vec<Offered> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(SAMPLE);
    let sample = microcred::definition::read(&folder).expect("the sample is right");
    let mut offers = Vec::with_capacity(CREDENTIALS);
    for number in 0..CREDENTIALS {
        let definition = varied(&sample.definition, number);
        let written = one(tx, home, definition).await;
        offers.push(written.expect("the rows fit"));
    }
    offers
}

fn varied(sample: &Definition, number: usize) -> Definition {
    let subject = SUBJECTS[number % SUBJECTS.len()];
    Definition {
        slug: format!("{}-{number}", sample.slug),
        title: format!("{subject}, Part {number}: {}", sample.title),
        ..sample.clone()
    }
}

async fn one(tx: &mut Tx, home: &Home, definition: Definition) -> Result<Offered, Error> {
    let offered = Offered {
        slug: definition.slug.clone(),
        credential: home.id(),
        version: home.id(),
        template: home.id(),
    };
    let credential = Credential {
        id: offered.credential,
        organization_id: home.organization,
        slug: offered.slug.clone(),
    };
    credential::insert(tx, &credential, home.now).await?;
    let summary = Summary::from(&definition);
    let version = Version {
        id: offered.version,
        credential_id: offered.credential,
        organization_id: home.organization,
        state: State::Published,
        definition: definition.into(),
        content_hash: offered.slug.clone(),
        scored_hash: offered.slug.clone(),
    };
    credential::insert_version(tx, &version, home.now).await?;
    let entry = CatalogEntry {
        id: home.id(),
        organization_id: home.organization,
        credential_id: Some(offered.credential),
        stack_id: None,
        slug: offered.slug.clone(),
        status: Status::Offered,
        visibility: Visibility::Public,
        tier: None,
        tags: Vec::new().into(),
        audience: Vec::new().into(),
        accepts_linked_media: true,
        summary: summary.into(),
    };
    catalog_entry::insert(tx, &entry, home.now).await?;
    let template = PlacementTemplate {
        id: offered.template,
        organization_id: home.organization,
        credential_id: Some(offered.credential),
        stack_id: None,
        gate: None,
        grade_mode: GradeMode::Points,
        version_policy: VersionPolicy::Latest,
        pinned_version_id: None,
        award_version_id: None,
        created_by: home.author,
    };
    placement_template::insert(tx, &template, home.now).await?;
    Ok(offered)
}
