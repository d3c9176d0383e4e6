//! What holds for every page and every text.

mod pages;
mod samples;
mod samples_admin;
mod samples_catalog;
mod texts;
