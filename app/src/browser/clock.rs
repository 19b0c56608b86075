//! The day, for rules about support dates. It never reaches the bundle.

use configurator_core::value::Date;

/// Today in UTC, in which AWS's support dates are given.
pub(crate) fn today() -> Option<Date> {
    let now = js_sys::Date::new_0();
    let year = u16::try_from(now.get_utc_full_year()).ok()?;
    let month = u8::try_from(now.get_utc_month() + 1).ok()?;
    Date::new(year, month, u8::try_from(now.get_utc_date()).ok()?)
}
