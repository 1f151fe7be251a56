//! The targets without a fuzzer: on seeds, and on bytes of chance that are the same each time.

use std::path::Path;

use oas_runtime_fuzz::pager::{Cursor, Next, Record, Script, Step};
use oas_runtime_fuzz::{pager, query, response};

/// How many inputs of chance each target gets.
const INPUTS: usize = 3000;

/// Numbers that look like chance: the generator is xorshift.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn bytes(&mut self) -> Vec<u8> {
        let length = self.next() % 600;
        (0..length).map(|_| self.next().to_le_bytes()[0]).collect()
    }
}

fn with_chance(run: impl Fn(&[u8])) {
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    for _ in 0..INPUTS {
        run(&chance.bytes());
    }
}

#[test]
fn response_on_its_seeds_and_on_what_becomes_of_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/response");
    let mut chance = Chance(1);
    let mut seeds = 0;
    for entry in std::fs::read_dir(folder).expect("seeds") {
        let seed = std::fs::read(entry.expect("a seed").path()).expect("a file");
        response::run(&seed);
        seeds += 1;
        for end in (0..seed.len()).step_by(1 + seed.len() / 200) {
            response::run(&seed[..end]);
        }
        for _ in 0..200 {
            let mut changed = seed.clone();
            for _ in 0..=chance.next() % 4 {
                let place = chance.next() as usize % changed.len();
                changed[place] = chance.next().to_le_bytes()[0];
            }
            response::run(&changed);
        }
    }
    assert!(seeds >= 10);
    with_chance(response::run);
}

/// How many answers a short script has.
const SHORT: u32 = 3;

/// Every sequence of so many such answers, under every setting.
#[test]
fn pager_on_every_short_script() {
    let page = |records: &[Record], next: Next| Step::Page {
        records: records.to_vec(),
        next,
        is_cursor_first: false,
        pieces: 1,
    };
    let cursor = |number| Next::Cursor(Cursor::Numbered(number));
    let steps = [
        page(&[Record::Good, Record::Odd], cursor(0)),
        page(&[Record::Good, Record::Good], cursor(1)),
        page(&[Record::Good, Record::Incomplete], cursor(1)),
        page(&[], cursor(0)),
        page(&[Record::Good], Next::Null),
        Step::Status(200, None),
    ];
    for number in 0..steps.len().pow(SHORT) {
        let place = |power| number / steps.len().pow(power) % steps.len();
        let sequence: Vec<Step> = (0..SHORT)
            .map(|power| steps[place(power)].clone())
            .collect();
        for setting in 0..8 {
            for limit in [None, Some(1), Some(2), Some(3)] {
                pager::play(&Script {
                    is_keyed: number % 2 == 0,
                    is_by_page: setting & 1 == 0,
                    start: None,
                    limit,
                    prefetch: setting & 2 == 0,
                    stop: setting & 4 == 0,
                    retries: u8::from(number % 3 == 0),
                    steps: sequence.clone(),
                });
            }
        }
    }
}

#[test]
fn pager_on_chance() {
    with_chance(pager::run);
}

#[test]
fn query_on_chance() {
    with_chance(query::run);
}
