//! What a film of 1 GiB costs: how much the server's memory grows while it comes, and how fast that is as a ratio to
//! plain writing on the same disk in the same run. Run it on a machine that does nothing else:
//!
//! ```text
//! cargo bench --bench upload
//! ```

mod earner;
#[path = "../process/mod.rs"]
mod process;

use std::fs::File;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::time::Instant;

use earner::Earner;
use process::{Process, folder, free_address};

const MEBIBYTE: usize = 1024 * 1024;
const FILM: usize = 1024 * MEBIBYTE;
/// What comes before, so that every buffer that is made once is made.
const WARM_UP: usize = 64 * MEBIBYTE;
const LEAST_RATIO: f64 = 0.60;
const MOST_GROWTH: f64 = 32.0;
/// Odd, so that there is one in the middle. A disk may be twice as fast in one second as in the next, so the two are
/// measured one after the other and compared round by round.
const ROUNDS: usize = 7;

fn main() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime can be made");
    let (folder, address) = (folder(), free_address());
    let database = format!(
        "sqlite:{}",
        folder.path().join("microcred.sqlite").display()
    );
    let tool = Process::serve(address, folder.path(), &database);
    let earner = runtime.block_on(Earner::open(&database));
    send(address, &earner.film(0), WARM_UP);
    let memory = |line| {
        tool.memory(line)
            .expect("the system says what a process uses")
    };
    let before = memory("VmRSS:");
    println!("1 GiB, {ROUNDS} rounds       plain    upload   (MiB/s)");
    let mut rounds = Vec::with_capacity(ROUNDS);
    for round in 1..=ROUNDS {
        let plain = rate(|| write(&folder.path().join("plain"), FILM));
        let sent = rate(|| send(address, &earner.film(round), FILM));
        println!("  round {round}          {plain:8.0}  {sent:8.0}");
        rounds.push((plain, sent));
        // Both write into memory that the system has used before.
        remove_files(&folder.path().join("evidence"));
    }
    let growth = memory("VmHWM:") - before;
    let ratio = middle(rounds.iter().map(|(plain, sent)| sent / plain));
    let plain = middle(rounds.iter().map(|(plain, _)| *plain));
    let sent = middle(rounds.iter().map(|(_, sent)| *sent));
    println!("  in the middle    {plain:8.0}  {sent:8.0}");
    println!("  upload / plain   {ratio:8.2}  (in the middle; at least {LEAST_RATIO})");
    println!("  memory           {growth:8.1} MiB more than before  (less than {MOST_GROWTH})");
}

fn middle(figures: impl Iterator<Item = f64>) -> f64 {
    let mut figures: Vec<f64> = figures.collect();
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

/// MiB each second.
fn rate(work: impl FnOnce()) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a size in MiB is small")]
    let size = (FILM / MEBIBYTE) as f64;
    let started = Instant::now();
    work();
    size / started.elapsed().as_secs_f64()
}

/// A file that is on the disk when this is done, as an upload is.
fn write(path: &Path, length: usize) {
    let piece = piece();
    let mut file = File::create(path).expect("a file can be made");
    for _ in 0..length / MEBIBYTE {
        file.write_all(&piece).expect("the disk has room");
    }
    file.sync_all().expect("the disk keeps it");
    drop(file);
    std::fs::remove_file(path).expect("the file is there");
}

/// Removes the files in a folder and in those below.
fn remove_files(folder: &Path) {
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            remove_files(&path);
        } else {
            std::fs::remove_file(path).expect("the file is there");
        }
    }
}

fn piece() -> Vec<u8> {
    (0..=250).cycle().take(MEBIBYTE).collect()
}

/// A film with so much in it, as our script sends it.
fn send(address: SocketAddr, to: &earner::Target, content: usize) {
    let start = film_start(content);
    let mut line = TcpStream::connect(address).expect("the tool listens");
    let length = start.len() + content;
    let head = format!(
        "POST {} HTTP/1.1\r\nhost: {address}\r\norigin: http://{address}\r\nauthorization: Bearer {}\r\n\
         x-form-token: {}\r\nx-file-name: lesson.mp4\r\naccept: application/json\r\n\
         content-type: application/octet-stream\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n",
        to.path, to.secret, to.form_token
    );
    line.write_all(head.as_bytes()).expect("the tool reads");
    line.write_all(&start).expect("the tool reads");
    let piece = piece();
    for _ in 0..content / MEBIBYTE {
        line.write_all(&piece).expect("the tool reads");
    }
    let mut answer = String::new();
    line.read_to_string(&mut answer).expect("the tool answers");
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
}

/// The beginning of an MP4, up to its content.
fn film_start(content: usize) -> Vec<u8> {
    let length = |bytes: usize| u32::try_from(bytes + 8).expect("a box fits").to_be_bytes();
    let wrap = |name: &[u8; 4], inner: &[u8]| [&length(inner.len())[..], name, inner].concat();
    let header = [
        &[0; 12][..],
        &1000u32.to_be_bytes(),
        &60_000u32.to_be_bytes(),
        &[0; 80],
    ]
    .concat();
    let handler = wrap(b"hdlr", &[&[0; 8][..], b"vide", &[0; 13]].concat());
    let track = wrap(b"trak", &wrap(b"mdia", &handler));
    [
        wrap(b"ftyp", b"isom\0\0\0\0isom"),
        wrap(b"moov", &[wrap(b"mvhd", &header), track].concat()),
        [&length(content)[..], b"mdat"].concat(),
    ]
    .concat()
}
