//! The target without a fuzzer: on seeds, and on what becomes of them by chance.

use std::path::Path;

use oas_codegen_fuzz::run;

/// How often each seed is changed.
const CHANGES: u64 = 150;

/// Numbers that look like chance and are the same each time.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, limit: usize) -> usize {
        self.next() as usize % limit.max(1)
    }
}

#[test]
fn seeds_and_what_becomes_of_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/document");
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("seeds")
        .map(|entry| entry.expect("a seed").path())
        .collect();
    paths.sort();
    assert!(paths.len() >= 4);
    for path in paths {
        let seed = std::fs::read(path).expect("a file");
        run(&seed);
        for _ in 0..CHANGES {
            let mut changed = seed.clone();
            // Pieces of the text to other places: more of what comes of it is still a document.
            for _ in 0..=chance.below(3) {
                let from = chance.below(changed.len());
                let length = chance.below(24).min(changed.len() - from);
                let piece = changed[from..from + length].to_vec();
                let to = chance.below(changed.len());
                if chance.next() % 2 == 0 {
                    changed.splice(to..to, piece);
                } else {
                    let end = (to + piece.len()).min(changed.len());
                    changed.splice(to..end, piece);
                }
            }
            run(&changed);
        }
    }
}

#[test]
fn bytes_of_chance() {
    let mut chance = Chance(7);
    for _ in 0..500 {
        let length = chance.below(200);
        let bytes: Vec<u8> = (0..length)
            .map(|_| chance.next().to_le_bytes()[0])
            .collect();
        run(&bytes);
    }
}
