//! The whole JSON of one candidate: every property that the documentation lists, at every depth.

use fastrand::Rng;
use jiff::Timestamp;
use jiff::tz::Offset;
use serde_json::{Map, Value, json};

use super::outline::{ApplicationOutline, Outline};
use super::provider::provider_record;
use super::words::{ATTACHMENTS, PLACES, REJECT_REASONS, SOURCES, URL_KINDS};
use super::{Purpose, percent, pick, random};

/// The candidate as `result` holds it. Some properties are null and some are left out, as
/// happens when a provider has no such thing.
pub(crate) fn document(candidate: &Outline) -> Map<String, Value> {
    let mut random = random(candidate.seed, candidate.index, Purpose::Document);
    let clock = Clock::new(&mut random);
    let writer = &mut Writer {
        candidate,
        random,
        clock,
    };
    let mut fields = Map::new();

    fields.insert("id".into(), candidate.id().into());
    let applications: Vec<Value> = writer
        .applications()
        .into_iter()
        .map(Value::Object)
        .collect();
    writer.maybe(&mut fields, "applications", |_| applications.into());
    writer.maybe(&mut fields, "attachments", |writer| {
        writer.attachments("attachment", None).into()
    });
    writer.maybe(&mut fields, "can_email", |writer| {
        writer.random.bool().into()
    });
    writer.known(&mut fields, "company", candidate.company.map(Value::from));
    fields.insert(
        "created_at".into(),
        writer.clock.text(candidate.created_at).into(),
    );
    let emails: Vec<Value> = candidate
        .emails()
        .into_iter()
        .map(|email| writer.email(&email))
        .collect();
    // Never left out: an address is what a filter is tried with.
    fields.insert("emails".into(), emails.into());
    writer.maybe(&mut fields, "first_name", |_| candidate.given.0.into());
    writer.maybe(&mut fields, "is_private", |writer| {
        // Documented as a string, sent by some as a boolean.
        match writer.random.u32(0..4) {
            0 => "true".into(),
            1 => "false".into(),
            2 => true.into(),
            _ => false.into(),
        }
    });
    writer.maybe(&mut fields, "last_interaction_at", Writer::later);
    writer.maybe(&mut fields, "last_name", |_| candidate.family.0.into());
    writer.maybe(&mut fields, "locations", |writer| {
        writer.some(2, Writer::location).into()
    });
    writer.known(&mut fields, "name", candidate.name().map(Value::from));
    writer.maybe(&mut fields, "phones", |writer| {
        writer.some(2, Writer::phone).into()
    });
    fields.insert("remote_data".into(), provider_record(candidate));
    let tags: Vec<Value> = candidate
        .tags()
        .map(|(id, name)| json!({"id": id, "name": name}))
        .collect();
    fields.insert("tags".into(), tags.into());
    writer.known(&mut fields, "title", candidate.title.map(Value::from));
    let updated_at = candidate
        .updated_at
        .map(|moment| writer.clock.text(moment).into());
    writer.known(&mut fields, "updated_at", updated_at);
    writer.maybe(&mut fields, "urls", |writer| {
        writer.some(2, Writer::url).into()
    });
    if percent(&mut writer.random, 12) {
        // What no documentation lists: an environment may add its own fields.
        let pay = f64::from(writer.random.u32(3_000_000..9_000_000)) / 100.0;
        fields.insert(
            "custom_fields".into(),
            json!({"expected_salary": pay, "relocate": null}),
        );
    }
    fields
}

/// The applications of a candidate, as its record holds them unless it holds none.
pub(crate) fn applications(candidate: &Outline) -> Vec<Map<String, Value>> {
    // As it begins above: the same numbers are drawn in the same order.
    let mut random = random(candidate.seed, candidate.index, Purpose::Document);
    let clock = Clock::new(&mut random);
    let mut writer = Writer {
        candidate,
        random,
        clock,
    };
    writer.applications()
}

/// Writes parts of one candidate.
struct Writer<'a> {
    candidate: &'a Outline,
    random: Rng,
    clock: Clock,
}

impl Writer<'_> {
    /// Inserts what `make` gives; now and then null, now and then nothing.
    fn maybe(
        &mut self,
        fields: &mut Map<String, Value>,
        name: &str,
        make: impl FnOnce(&mut Self) -> Value,
    ) {
        match self.random.u32(0..100) {
            0..8 => {}
            8..14 => {
                fields.insert(name.into(), Value::Null);
            }
            _ => {
                let value = make(self);
                fields.insert(name.into(), value);
            }
        }
    }

    /// Inserts a value that a filter can see; when there is none, null or nothing.
    fn known(&mut self, fields: &mut Map<String, Value>, name: &str, value: Option<Value>) {
        match value {
            Some(value) => {
                fields.insert(name.into(), value);
            }
            None if self.random.bool() => {
                fields.insert(name.into(), Value::Null);
            }
            None => {}
        }
    }

    /// Up to `most` of something.
    fn some(&mut self, most: u32, mut make: impl FnMut(&mut Self) -> Value) -> Vec<Value> {
        (0..self.random.u32(0..=most)).map(|_| make(self)).collect()
    }

    /// A moment between the candidate's creation and thirty days later.
    fn later(&mut self) -> Value {
        let after = self.random.i64(0..30 * 86_400_000);
        let moment =
            Timestamp::from_millisecond(self.candidate.created_at.as_millisecond() + after);
        self.clock
            .text(moment.unwrap_or(self.candidate.created_at))
            .into()
    }

    fn applications(&mut self) -> Vec<Map<String, Value>> {
        let applications = self.candidate.applications.iter().enumerate();
        applications
            .map(|(index, application)| self.application(index, *application))
            .collect()
    }

    fn application(
        &mut self,
        position: usize,
        application: ApplicationOutline,
    ) -> Map<String, Value> {
        let id = format!("application_{}_{position}", self.candidate.index);
        let job = json!({"id": application.job_id()});
        let mut fields = Map::new();
        fields.insert("id".into(), id.as_str().into());
        fields.insert("job".into(), job.clone());
        self.maybe(&mut fields, "applied_at", Self::later);
        self.maybe(&mut fields, "attachments", |writer| {
            writer.attachments(&id, Some((&id, &job))).into()
        });
        self.maybe(
            &mut fields,
            "candidate",
            |writer| json!({"id": writer.candidate.id()}),
        );
        self.maybe(&mut fields, "created_at", Self::later);
        self.maybe(&mut fields, "credited_to", Self::user);
        let stage = application.stage_id().map(|stage| {
            let mut fields = Map::new();
            fields.insert("id".into(), stage.into());
            self.maybe(&mut fields, "created_at", Self::later);
            self.maybe(&mut fields, "job", |_| job.clone());
            self.maybe(&mut fields, "name", |_| application.stage_name().into());
            self.maybe(&mut fields, "updated_at", Self::later);
            Value::Object(fields)
        });
        self.known(&mut fields, "current_stage", stage);
        if percent(&mut self.random, 30) {
            self.maybe(&mut fields, "reject_reason", |writer| {
                pick(&mut writer.random, REJECT_REASONS, "").into()
            });
            self.maybe(&mut fields, "rejected_at", Self::later);
        }
        self.maybe(&mut fields, "source", |writer| {
            let (id, name) = pick(&mut writer.random, SOURCES, ("", ""));
            json!({"id": id, "name": name})
        });
        self.maybe(&mut fields, "updated_at", Self::later);
        fields
    }

    /// Attachments of an application, or of the candidate when there is none.
    fn attachments(&mut self, prefix: &str, owner: Option<(&str, &Value)>) -> Vec<Value> {
        let mut position = 0;
        self.some(2, |writer| {
            position += 1;
            let (kind, extension) = pick(&mut writer.random, ATTACHMENTS, ("other", "txt"));
            let id = format!("{prefix}_{}_file_{position}", writer.candidate.index);
            let signature = writer.random.u64(..);
            let mut fields = Map::new();
            fields.insert("id".into(), id.as_str().into());
            // A provider that knows applications names one even for a file of the person.
            let application = owner.map_or("application_0", |(application, _)| application);
            writer.maybe(&mut fields, "application", |_| json!({"id": application}));
            writer.maybe(&mut fields, "attachment_type", |_| kind.into());
            writer.maybe(&mut fields, "candidate", |writer| json!({"id": writer.candidate.id()}));
            writer.maybe(&mut fields, "created_at", Self::later);
            writer.maybe(&mut fields, "file_name", |_| format!("{kind} v{position}.{extension}").into());
            writer.maybe(&mut fields, "file_url", |_| {
                format!(
                    "https://files.example.com/{id}/{kind}%20v{position}.{extension}?expires=900&signature={signature:016x}"
                )
                .into()
            });
            writer.maybe(&mut fields, "job", |_| owner.map_or(json!({"id": "job_1"}), |(_, job)| job.clone()));
            writer.maybe(&mut fields, "updated_at", Self::later);
            Value::Object(fields)
        })
    }

    fn user(&mut self) -> Value {
        let number = self.random.u32(1..40);
        let mut fields = Map::new();
        fields.insert("id".into(), format!("user_{number}").into());
        self.maybe(&mut fields, "emails", |writer| {
            let mut email = Map::new();
            email.insert(
                "email".into(),
                format!("recruiter.{number}@employer.example").into(),
            );
            writer.maybe(&mut email, "is_primary", |writer| {
                writer.random.bool().into()
            });
            writer.maybe(&mut email, "type", |_| "work".into());
            json!([email])
        });
        self.maybe(&mut fields, "first_name", |_| "Recruiter".into());
        self.maybe(&mut fields, "last_name", |_| {
            format!("Number {number}").into()
        });
        Value::Object(fields)
    }

    fn email(&mut self, address: &str) -> Value {
        let mut fields = Map::new();
        fields.insert("email".into(), address.into());
        self.maybe(&mut fields, "type", |writer| {
            pick(&mut writer.random, &["personal", "work", "other"], "").into()
        });
        Value::Object(fields)
    }

    /// Documented as text; objects come through from some providers.
    fn location(&mut self) -> Value {
        let (city, country) = pick(&mut self.random, PLACES, ("", ""));
        let raw = format!("{city}, {country}");
        if percent(&mut self.random, 80) {
            raw.into()
        } else {
            json!({"city": city, "country": country, "raw": raw})
        }
    }

    fn phone(&mut self) -> Value {
        let mut fields = Map::new();
        // 555-01xx numbers are kept for fiction.
        fields.insert(
            "number".into(),
            format!("+1 202 555 01{:02}", self.random.u32(0..100)).into(),
        );
        self.maybe(&mut fields, "extension", |writer| {
            pick(&mut writer.random, &["", "7", "0042"], "").into()
        });
        self.maybe(&mut fields, "type", |writer| {
            pick(&mut writer.random, &["mobile", "home", "work"], "").into()
        });
        Value::Object(fields)
    }

    fn url(&mut self) -> Value {
        let kind = pick(&mut self.random, URL_KINDS, "other");
        let handle = self.candidate.given.1;
        let mut fields = Map::new();
        let url = format!(
            "https://{handle}-{}.example.com/{kind}?ref=a&mark=%C3%A9#top",
            self.candidate.index
        );
        fields.insert("url".into(), url.into());
        self.maybe(&mut fields, "type", |_| kind.into());
        Value::Object(fields)
    }
}

/// How a provider writes its dates: the same instant has several texts in RFC 3339.
#[derive(Clone, Copy)]
struct Clock {
    offset: Option<Offset>,
}

impl Clock {
    fn new(random: &mut Rng) -> Self {
        let seconds = pick(
            random,
            &[
                None,
                None,
                None,
                None,
                None,
                Some(0),
                Some(19_800),
                Some(-12_600),
            ],
            None,
        );
        Self {
            offset: seconds.and_then(|seconds| Offset::from_seconds(seconds).ok()),
        }
    }

    fn text(self, moment: Timestamp) -> String {
        match self.offset {
            None => moment.to_string(),
            Some(offset) => moment.display_with_offset(offset).to_string(),
        }
    }
}
