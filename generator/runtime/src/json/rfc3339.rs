//! The syntax of RFC 3339 date-times and dates, and writing one from the system's clock.

use std::error::Error;
use std::fmt;
use std::time::{Duration, SystemTime};

/// A text that is not the date or date-time it should be. The text itself is not kept: it
/// may be personal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidDateTime {
    reason: String,
}

impl InvalidDateTime {
    pub(crate) fn new(reason: impl Into<String>) -> Self {
        Self {
            reason: reason.into(),
        }
    }
}

impl fmt::Display for InvalidDateTime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.reason)
    }
}

impl Error for InvalidDateTime {}

/// Takes fixed-width fields off the front of a text.
struct Scanner<'a> {
    left: &'a [u8],
}

impl Scanner<'_> {
    /// A number of exactly `width` digits in a range.
    fn number(
        &mut self,
        what: &str,
        width: usize,
        range: std::ops::RangeInclusive<u32>,
    ) -> Result<u32, InvalidDateTime> {
        let (digits, left) = self
            .left
            .split_at_checked(width)
            .filter(|(digits, _)| digits.iter().all(u8::is_ascii_digit))
            .ok_or_else(|| InvalidDateTime::new(format!("the {what} is not {width} digits")))?;
        self.left = left;
        let number = digits
            .iter()
            .fold(0, |number, digit| number * 10 + u32::from(digit - b'0'));
        if range.contains(&number) {
            Ok(number)
        } else {
            Err(InvalidDateTime::new(format!(
                "the {what} is not between {} and {}",
                range.start(),
                range.end()
            )))
        }
    }

    /// One of the characters.
    fn one_of(&mut self, characters: &[u8], what: &str) -> Result<u8, InvalidDateTime> {
        match self.left.split_first() {
            Some((first, left)) if characters.contains(first) => {
                self.left = left;
                Ok(*first)
            }
            _ => Err(InvalidDateTime::new(format!("{what} is missing"))),
        }
    }

    fn date(&mut self) -> Result<(), InvalidDateTime> {
        let year = self.number("year", 4, 0..=9999)?;
        self.one_of(b"-", "the `-` after the year")?;
        let month = self.number("month", 2, 1..=12)?;
        self.one_of(b"-", "the `-` after the month")?;
        self.number("day", 2, 1..=days_in(year, month))?;
        Ok(())
    }

    fn time(&mut self) -> Result<(), InvalidDateTime> {
        self.number("hour", 2, 0..=23)?;
        self.one_of(b":", "the `:` after the hour")?;
        self.number("minute", 2, 0..=59)?;
        self.one_of(b":", "the `:` after the minute")?;
        // 60 is a leap second.
        self.number("second", 2, 0..=60)?;
        if let Some(left) = self.left.strip_prefix(b".") {
            let digits = left.iter().take_while(|byte| byte.is_ascii_digit()).count();
            if digits == 0 {
                return Err(InvalidDateTime::new(
                    "the fraction of the second has no digit",
                ));
            }
            self.left = left.get(digits..).unwrap_or_default();
        }
        Ok(())
    }

    fn offset(&mut self) -> Result<(), InvalidDateTime> {
        let sign = self.one_of(
            b"Zz+-",
            "the time zone (`Z`, or an offset such as `+02:00`)",
        )?;
        if !sign.eq_ignore_ascii_case(&b'z') {
            self.number("hour of the offset", 2, 0..=23)?;
            self.one_of(b":", "the `:` in the offset")?;
            self.number("minute of the offset", 2, 0..=59)?;
        }
        Ok(())
    }

    fn end(&self) -> Result<(), InvalidDateTime> {
        if self.left.is_empty() {
            Ok(())
        } else {
            Err(InvalidDateTime::new("something follows after its end"))
        }
    }
}

fn days_in(year: u32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => 31,
    }
}

/// Whether the text is an RFC 3339 `date-time`.
pub(crate) fn validate_date_time(text: &str) -> Result<(), InvalidDateTime> {
    let mut scanner = Scanner {
        left: text.as_bytes(),
    };
    scanner.date()?;
    scanner.one_of(b"Tt ", "the `T` between date and time")?;
    scanner.time()?;
    scanner.offset()?;
    scanner.end()
}

/// Whether the text is an RFC 3339 `full-date`.
pub(crate) fn validate_date(text: &str) -> Result<(), InvalidDateTime> {
    let mut scanner = Scanner {
        left: text.as_bytes(),
    };
    scanner.date()?;
    scanner.end()
}

/// The time in UTC, with as many digits of the second's fraction as it has. Times outside
/// the years 0 to 9999 become the nearest that RFC 3339 can say.
pub(crate) fn format_system_time(time: SystemTime) -> String {
    const FIRST: i64 = -62_167_219_200;
    const LAST: i64 = 253_402_300_799;
    let (seconds, nanoseconds) = match time.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(after) => (signed(after), after.subsec_nanos()),
        Err(error) => match error.duration() {
            before if before.subsec_nanos() == 0 => (-signed(before), 0),
            before => (-signed(before) - 1, 1_000_000_000 - before.subsec_nanos()),
        },
    };
    let seconds = seconds.clamp(FIRST, LAST);
    let (year, month, day) = civil_date(seconds.div_euclid(86_400));
    let of_day = seconds.rem_euclid(86_400);
    let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
    let mut text = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}");
    if nanoseconds != 0 {
        let fraction = format!(".{nanoseconds:09}");
        text.push_str(fraction.trim_end_matches('0'));
    }
    text.push('Z');
    text
}

fn signed(duration: Duration) -> i64 {
    i64::try_from(duration.as_secs()).unwrap_or(i64::MAX)
}

/// Year, month and day of a number of days since 1970-01-01, in the proleptic Gregorian
/// calendar. Years are counted from March, so that the leap day is the last of its year.
fn civil_date(days: i64) -> (i64, i64, i64) {
    const DAYS_OF_400_YEARS: i64 = 146_097;
    let days = days + 719_468; // since 0000-03-01
    let era = days.div_euclid(DAYS_OF_400_YEARS);
    let of_era = days.rem_euclid(DAYS_OF_400_YEARS);
    let year_of_era =
        (of_era - of_era / 1460 + of_era / 36_524 - of_era / (DAYS_OF_400_YEARS - 1)) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 {
        march_month + 3
    } else {
        march_month - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::{Duration, SystemTime, format_system_time, validate_date, validate_date_time};

    #[test]
    fn date_times_of_the_standard() {
        for text in [
            "1985-04-12T23:20:50.52Z",
            "1996-12-19T16:39:57-08:00",
            "1990-12-31T23:59:60Z",
            "1937-01-01T12:00:27.87+00:20",
            "2024-02-29t00:00:00z",
            "2024-01-01 00:00:00Z",
            "0000-01-01T00:00:00.000000000000001Z",
        ] {
            assert_eq!(validate_date_time(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn what_is_not_a_date_time() {
        for (text, reason) in [
            ("", "the year is not 4 digits"),
            ("2024-01-01", "the `T` between date and time is missing"),
            (
                "2024-01-01T00:00:00",
                "the time zone (`Z`, or an offset such as `+02:00`) is missing",
            ),
            ("2023-02-29T00:00:00Z", "the day is not between 1 and 28"),
            ("1900-02-29T00:00:00Z", "the day is not between 1 and 28"),
            ("2024-13-01T00:00:00Z", "the month is not between 1 and 12"),
            ("2024-01-01T24:00:00Z", "the hour is not between 0 and 23"),
            (
                "2024-01-01T00:00:00.Z",
                "the fraction of the second has no digit",
            ),
            (
                "2024-01-01T00:00:00+0200",
                "the `:` in the offset is missing",
            ),
            ("2024-01-01T00:00:00Z ", "something follows after its end"),
            ("+024-01-01T00:00:00Z", "the year is not 4 digits"),
            ("２０２４-01-01T00:00:00Z", "the year is not 4 digits"),
        ] {
            assert_eq!(
                validate_date_time(text).map_err(|error| error.to_string()),
                Err(reason.to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn dates() {
        assert_eq!(validate_date("2000-02-29"), Ok(()));
        assert!(validate_date("2000-02-30").is_err());
        assert!(validate_date("2000-02-29T").is_err());
    }

    #[test]
    fn the_system_time_in_utc() {
        let epoch = SystemTime::UNIX_EPOCH;
        for (time, text) in [
            (epoch, "1970-01-01T00:00:00Z"),
            (
                epoch + Duration::new(1_709_164_800, 0),
                "2024-02-29T00:00:00Z",
            ),
            (
                epoch + Duration::new(1_709_251_199, 120_000_000),
                "2024-02-29T23:59:59.12Z",
            ),
            (
                epoch - Duration::new(0, 1),
                "1969-12-31T23:59:59.999999999Z",
            ),
            (epoch - Duration::new(86_400, 0), "1969-12-31T00:00:00Z"),
            (
                epoch - Duration::new(2_203_891_200, 0),
                "1900-03-01T00:00:00Z",
            ),
        ] {
            assert_eq!(format_system_time(time), text);
            assert_eq!(validate_date_time(text), Ok(()));
        }
    }
}
