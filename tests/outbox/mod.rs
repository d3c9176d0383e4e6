//! Scores on their way to the gradebooks of the practice LMS: what it receives at each step, what becomes of it when the
//! LMS does not do as it should, and that nothing is lost, doubled or out of order.

mod answers;
mod order;
mod people;
mod steps;
mod world;
