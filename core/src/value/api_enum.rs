//! The macro behind the enums of AWS's APIs.

/// Declares an enum of API strings: the variants, their spelling and all of them in order.
macro_rules! api_enum {
    ($(#[$meta:meta])* $name:ident, $what:literal { $($(#[$doc:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize)]
        pub enum $name {
            $($(#[$doc])* #[serde(rename = $text)] $variant,)+
        }

        impl $name {
            /// All values, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The API's spelling.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                }
            }
        }

        impl $crate::json::Read for $name {
            fn read<'a>(value: &'a serde_json::Value, reading: &mut $crate::json::Reading<'a>) -> Self {
                Self::ALL[reading.variant(value, concat!("enum ", stringify!($name)), &[$($text),+])]
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::value::TextError;

            fn from_str(text: &str) -> Result<Self, $crate::value::TextError> {
                Self::ALL.iter().copied().find(|v| v.as_str() == text).ok_or_else(|| $crate::value::TextError {
                    what: $what,
                    text: text.to_owned(),
                    problem: $crate::value::TextProblem::Form("it is not one of the values that EKS takes"),
                })
            }
        }
    };
}
pub(super) use api_enum;
