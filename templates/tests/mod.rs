//! What holds for every page and every text.

mod pages;
mod sample_definition;
mod samples;
mod samples_admin;
mod samples_badge;
mod samples_catalog;
mod samples_desk;
mod samples_gate;
mod samples_lead;
mod samples_results;
mod samples_roster;
mod samples_verify;
mod samples_work;
mod texts;
