//! What is written is what is read.

use proptest::prelude::*;

use super::{root, sample};
use crate::definition::{inspect, inspect_stack, read, write, write_stack};
use crate::domain::credential::{BadgePicture, ImageFile, Package, Picture, sample::definitions};

/// The smallest PNG: one pixel.
pub(super) const PIXEL: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0,
    1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0, 10, b'I', b'D', b'A', b'T',
    0x78, 0x9c, 0x63, 0x60, 0, 0, 0, 2, 0, 1, 0x48, 0xaf, 0xa4, 0x71, 0, 0, 0, 0, b'I', b'E', b'N',
    b'D', 0xae, 0x42, 0x60, 0x82,
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_is_read_again(
        mut definition in definitions(),
        (has_image, has_badge) in any::<(bool, bool)>(),
    ) {
        let mut images = Vec::new();
        if has_badge {
            definition.badge_image = Some(BadgePicture {
                file: String::from("badge.svg"),
                alt: String::from("A ring."),
            });
            images.push(ring("badge.svg"));
        }
        if has_image {
            definition.image = Some(Picture {
                file: String::from("card.png"),
                alt: String::from("A dot."),
            });
            images.push(ImageFile {
                name: String::from("card.png"),
                media_type: String::from("image/png"),
                bytes: PIXEL.to_vec(),
            });
        }
        let package = Package { definition, images };
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &package).unwrap();
        match read(folder.path()) {
            Ok(again) => prop_assert_eq!(again, package),
            Err(report) => prop_assert!(false, "{}", report),
        }
    }
}

#[test]
fn a_long_text_goes_into_a_file_and_a_short_one_stays() {
    let mut package = read(&sample("video-and-reflection")).unwrap();
    package.definition.method.0 = "A sentence of the method.\n".repeat(60);
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &package).unwrap();
    let method = std::fs::read_to_string(folder.path().join("method.md")).unwrap();
    assert_eq!(method, package.definition.method.0);
    assert_eq!(read(folder.path()).unwrap(), package);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn the_samples_are_right_and_come_back_unchanged() {
    let catalog = root().join("catalog");
    let mut found = 0;
    for entry in std::fs::read_dir(&catalog).unwrap() {
        let folder = entry.unwrap().path();
        if !folder.join("credential.toml").exists() {
            continue;
        }
        found += 1;
        let inspection = inspect(&folder);
        assert_eq!(inspection.report.to_string(), "", "{}", folder.display());
        let package = inspection.value.unwrap();
        let copy = tempfile::tempdir().unwrap();
        write(copy.path(), &package).unwrap();
        assert_eq!(read(copy.path()).unwrap(), package);
    }
    assert!(found >= 6);
}

#[test]
fn the_sample_stacks_are_right_and_come_back_unchanged() {
    for entry in std::fs::read_dir(root().join("catalog/stacks")).unwrap() {
        let file = entry.unwrap().path();
        let inspection = inspect_stack(&file);
        assert_eq!(inspection.report.to_string(), "", "{}", file.display());
        let stack = inspection.value.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let copy = write_stack(folder.path(), &stack).unwrap();
        assert_eq!(inspect_stack(&copy).value.unwrap(), stack);
    }
}

#[test]
fn a_stack_comes_back_with_the_picture_of_its_badge() {
    let mut entries = std::fs::read_dir(root().join("catalog/stacks")).unwrap();
    let file = entries.next().unwrap().unwrap().path();
    let mut package = inspect_stack(&file).value.unwrap();
    package.stack.badge_image = Some(BadgePicture {
        file: String::from("talk.svg"),
        alt: String::from("A ring."),
    });
    package.images = vec![ring("talk.svg")];
    let folder = tempfile::tempdir().unwrap();
    let copy = write_stack(folder.path(), &package).unwrap();
    assert_eq!(inspect_stack(&copy).value.unwrap(), package);
}

fn ring(name: &str) -> ImageFile {
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><circle cx='4' cy='4' r='3'/></svg>";
    ImageFile {
        name: name.to_owned(),
        media_type: String::from("image/svg+xml"),
        bytes: svg.as_bytes().to_vec(),
    }
}
