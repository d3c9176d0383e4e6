//! Migrations are compiled in; a changed one must cause a new build.
fn main() {
    println!("cargo:rerun-if-changed=migrations");
}
