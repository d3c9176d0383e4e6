//! Pictures and certificates beside the rest: a drawn badge takes an award in, and software that others wrote reads a
//! certificate as it is meant.

mod baked;
mod certificate;
