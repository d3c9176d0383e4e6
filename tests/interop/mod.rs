//! The tool beside software that others wrote: their platforms launch it, their registration endpoint judges it, and
//! the practice LMS launches their tool. The programs are in this folder; its README.md says what each does.
//!
//! Everything runs as it does in production: `microcred serve` is a process, configured by the command line, and a
//! browser goes between it and the platform.

pub(crate) mod badges;
mod browser;
mod claims;
mod deep_linking;
mod issued;
mod launch;
mod moodle;
mod platform;
mod practice_lms;
mod process;
mod registration;
mod scores;
mod services;
mod tampering;
mod tool;
mod work;
