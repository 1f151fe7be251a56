//! What the programs and tests of this package share.
