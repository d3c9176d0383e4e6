//! The sample catalogue, carried in the binary so that the demo has it on any machine.

use std::path::Path;

use rust_embed::RustEmbed;

use super::import::Content;
use crate::app::App;
use crate::cli::Failure;
use crate::domain::id::OrganizationId;

#[derive(RustEmbed)]
#[folder = "catalog/"]
struct Files;

/// Publishes the samples. They are laid out in a folder below `data` first, because definitions are read from files.
pub async fn import(
    app: &App,
    organization_id: OrganizationId,
    data: &Path,
) -> Result<(), Failure> {
    let folder = data.join("sample-catalog");
    for name in Files::iter() {
        let file = folder.join(name.as_ref());
        if let (Some(parent), Some(content)) = (file.parent(), Files::get(&name)) {
            std::fs::create_dir_all(parent)?;
            std::fs::write(&file, &content.data)?;
        }
    }
    let content = Content::read(&[folder])?;
    content.import(app, organization_id, true).await?;
    Ok(())
}
