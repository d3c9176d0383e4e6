//! The services that tools call: Assignment and Grade Services 2.0, and Names and Role Provisioning 2.0.

pub mod address;
