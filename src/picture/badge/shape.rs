//! The shapes of badges: a hexagon for one credential, a shield for a stack of them, a seal for a course.

use std::f32::consts::TAU;
use std::fmt::Write as _;

use super::Kind;
use crate::picture::font::decimal;

/// Where the middle of a picture is, on both axes.
pub const MIDDLE: f32 = 256.0;

/// A shape as the data of an SVG path, made smaller towards its middle.
pub fn outline(kind: Kind, part: f32) -> String {
    match kind {
        Kind::Credential => hexagon(244.0 * part, 26.0 * part),
        Kind::Stack => shield(part),
        Kind::Course if part >= 1.0 => seal(244.0, 232.0),
        Kind::Course => ring(236.0 * part),
    }
}

/// How wide the face is at a height, as far as it can be written on.
pub fn room(kind: Kind, at: f32) -> f32 {
    let half = match kind {
        Kind::Credential => {
            // The sides go straight down in the middle and run together above and below it.
            let (side, reach) = (180.0, 208.0);
            let from_middle = (at - MIDDLE).abs();
            if from_middle <= reach / 2.0 {
                side
            } else {
                side * (reach - from_middle) / (reach / 2.0)
            }
        }
        Kind::Stack => match at {
            ..300.0 => 172.0,
            _ => 172.0 - (at - 300.0) * 0.75,
        },
        Kind::Course => (200.0_f32.powi(2) - (at - MIDDLE).powi(2)).max(0.0).sqrt(),
    };
    (half * 2.0 - 12.0).max(1.0)
}

/// A hexagon that stands on a corner, its corners rounded.
fn hexagon(radius: f32, rounding: f32) -> String {
    let corner = |number: u8| {
        let angle = TAU * (f32::from(number) / 6.0 - 0.25);
        (MIDDLE + radius * angle.cos(), MIDDLE + radius * angle.sin())
    };
    let mut data = String::new();
    for number in 0..6 {
        let (before, here, after) = (
            corner((number + 5) % 6),
            corner(number),
            corner((number + 1) % 6),
        );
        let begin = towards(here, before, rounding);
        let end = towards(here, after, rounding);
        step(&mut data, if number == 0 { 'M' } else { 'L' }, &[begin]);
        step(&mut data, 'Q', &[here, end]);
    }
    data.push('Z');
    data
}

fn towards(from: (f32, f32), to: (f32, f32), distance: f32) -> (f32, f32) {
    let (x, y) = (to.0 - from.0, to.1 - from.1);
    let part = distance / x.hypot(y);
    (from.0 + x * part, from.1 + y * part)
}

fn shield(part: f32) -> String {
    let point = |x: f32, y: f32| (MIDDLE + x * part, 250.0 + y * part);
    let mut data = String::new();
    step(&mut data, 'M', &[point(0.0, -238.0)]);
    step(
        &mut data,
        'C',
        &[
            point(56.0, -206.0),
            point(120.0, -194.0),
            point(186.0, -192.0),
        ],
    );
    step(
        &mut data,
        'Q',
        &[point(206.0, -191.0), point(206.0, -170.0)],
    );
    step(&mut data, 'L', &[point(206.0, 30.0)]);
    step(
        &mut data,
        'C',
        &[point(206.0, 140.0), point(110.0, 212.0), point(0.0, 250.0)],
    );
    step(
        &mut data,
        'C',
        &[
            point(-110.0, 212.0),
            point(-206.0, 140.0),
            point(-206.0, 30.0),
        ],
    );
    step(&mut data, 'L', &[point(-206.0, -170.0)]);
    step(
        &mut data,
        'Q',
        &[point(-206.0, -191.0), point(-186.0, -192.0)],
    );
    step(
        &mut data,
        'C',
        &[
            point(-120.0, -194.0),
            point(-56.0, -206.0),
            point(0.0, -238.0),
        ],
    );
    data.push('Z');
    data
}

/// A disc with a scalloped edge.
fn seal(outer: f32, inner: f32) -> String {
    const SCALLOPS: u8 = 36;
    let on = |radius: f32, number: f32| {
        let angle = TAU * number / f32::from(SCALLOPS);
        (MIDDLE + radius * angle.cos(), MIDDLE + radius * angle.sin())
    };
    let mut data = String::new();
    step(&mut data, 'M', &[on(inner, 0.0)]);
    for number in 0..SCALLOPS {
        let number = f32::from(number);
        // The curve's own point lies as far out again as the edge reaches.
        step(
            &mut data,
            'Q',
            &[
                on(outer * 2.0 - inner, number + 0.5),
                on(inner, number + 1.0),
            ],
        );
    }
    data.push('Z');
    data
}

fn ring(radius: f32) -> String {
    let (left, right) = (decimal(MIDDLE - radius), decimal(MIDDLE + radius));
    let radius = decimal(radius);
    format!(
        "M{left} {MIDDLE}A{radius} {radius} 0 0 1 {right} {MIDDLE}A{radius} {radius} 0 0 1 {left} {MIDDLE}Z"
    )
}

fn step(data: &mut String, command: char, points: &[(f32, f32)]) {
    data.push(command);
    for (x, y) in points {
        // Writing to a string cannot fail.
        let _ = write!(data, "{} {} ", decimal(*x), decimal(*y));
    }
}

/// The sign above the title: a star, layers, an open book.
pub const fn emblem(kind: Kind) -> &'static str {
    match kind {
        Kind::Credential => {
            "M256 68l9.7 19.7 21.7 3.1-15.7 15.3 3.7 21.7-19.4-10.2-19.4 10.2 3.7-21.7-15.7-15.3 21.7-3.1Z"
        }
        Kind::Stack => {
            "M256 62l38 17-38 17-38-17ZM228.500 90.500l27.500 12.300 27.500-12.300 10.500 4.700-38 17-38-17Z\
             M228.500 106.700l27.500 12.300 27.500-12.300 10.500 4.700-38 17-38-17Z"
        }
        Kind::Course => {
            "M253 76c-12-8-27-10-41-9v49c14-1 29 1 41 9ZM259 76c12-8 27-10 41-9v49c-14-1-29 1-41 9Z"
        }
    }
}
