//! 1EdTech's certification of a tool, under the names of its tests (LTI Advantage Conformance Certification Guide,
//! section 6): what must be refused, what must be accepted; and refusals of our own that the suite does not ask for.

mod bad;
mod binding;
mod claims;
mod good;
mod refused;
mod signature;
mod tenant;
