//! Misbehaviour on purpose: what a client must survive.
//!
//! ```text
//! rule: `status=503x2` ──► plan: dice, counts ──► page | refusal ──► steps: bytes, pauses, breaks
//! ```

mod kind;
mod page;
mod plan;
mod refusal;
mod rule;
mod steps;
mod text;

pub use kind::{Fault, ProviderBody, RetryAfter};
pub use rule::{FaultRule, InvalidRule};
pub use text::FaultName;

pub(crate) use page::{Asked, spoil};
pub(crate) use plan::FaultPlan;
pub(crate) use steps::{Step, Steps};
