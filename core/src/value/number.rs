//! Whole numbers with a range.

/// Says how a newtype over an integer is read: like `$int`, of which `TryFrom` makes it. `$fallback` stands for what is
/// none.
macro_rules! read_number {
    ($name:ident, $int:ty, $fallback:expr) => {
        impl $crate::json::Read for $name {
            fn read<'a>(value: &'a serde_json::Value, reading: &mut $crate::json::Reading<'a>) -> Self {
                Self::try_from(<$int as $crate::json::Read>::read(value, reading)).unwrap_or_else(|error| {
                    reading.note(error);
                    $fallback
                })
            }
        }
    };
}
pub(crate) use read_number;

/// Declares a newtype over an integer whose only constructor checks the range.
macro_rules! number_value {
    ($(#[$meta:meta])* $name:ident($int:ty), $range:expr, $what:literal) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize)]
        #[serde(into = "u32")]
        pub struct $name($int);

        impl $name {
            /// The number.
            pub fn get(self) -> $int {
                self.0
            }

            /// A number of the code, which lies in the range; the compiler refuses another.
            pub const fn known(number: $int) -> Self {
                assert!(number >= *$range.start() && number <= *$range.end());
                Self(number)
            }
        }

        impl TryFrom<u32> for $name {
            type Error = OutOfRange;

            fn try_from(number: u32) -> Result<Self, OutOfRange> {
                <$int>::try_from(number).ok().filter(|n| $range.contains(n)).map(Self).ok_or(OutOfRange {
                    what: $what,
                    number,
                    min: (*$range.start()).into(),
                    max: (*$range.end()).into(),
                })
            }
        }

        $crate::value::read_number!($name, u32, $name(*$range.start()));

        impl std::str::FromStr for $name {
            type Err = OutOfRange;

            fn from_str(text: &str) -> Result<Self, OutOfRange> {
                Self::try_from(text.trim().parse().unwrap_or(u32::MAX))
            }
        }

        impl From<$name> for u32 {
            fn from(number: $name) -> Self {
                number.0.into()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(&self.0, f)
            }
        }
    };
}

/// A number outside the range of its kind, or no whole number at all.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{what} is a whole number from {min} to {max}.")]
pub struct OutOfRange {
    /// What the number stands for, as it begins a sentence.
    what: &'static str,
    /// What was given.
    pub number: u32,
    min: u32,
    max: u32,
}

number_value!(
    /// How many network hops the answer of the instance metadata service may take: 1 keeps it from pods.
    /// Source: EC2 API model (botocore 1.44.5), `LaunchTemplateInstanceMetadataOptionsRequest`.
    HopLimit(u8), (1..=64u8), "The hop limit of instance metadata"
);

number_value!(
    /// How many pods the kubelet takes on a node, host-network pods included.
    MaxPods(u16), (1..=1000u16), "The number of pods of a node"
);

number_value!(
    /// How many nodes may be away at once during an update of a managed node group.
    /// Source: EKS API model (botocore 1.44.5), `NodegroupUpdateConfig`. Holds rule NG015.
    UnavailableNodes(u8), (1..=100u8), "The number of nodes that may be away"
);

number_value!(
    /// A share that is not nothing, in percent. For updates of a managed node group it holds rule NG015.
    SomePercent(u8), (1..=100u8), "A share"
);

number_value!(
    /// Which of the 256 blocks of 64 bits a subnet takes from the VPC's IPv6 block of 56 bits.
    /// Source: VPC user guide, subnet sizing for IPv6. Holds rule CID014.
    Ipv6Block(u8), (0..=255u8), "The number of a subnet's IPv6 block"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_range() {
        assert_eq!("64".parse::<HopLimit>().map(HopLimit::get), Ok(64));
        for bad in ["0", "65", "x", "", "-1", "4294967296"] {
            let said = bad.parse::<HopLimit>().map_err(|e| e.to_string());
            assert_eq!(
                said,
                Err("The hop limit of instance metadata is a whole number from 1 to 64.".to_owned())
            );
        }
        assert!(crate::json::read_text::<SomePercent>("0").is_none());
        assert_eq!(serde_json::to_string(&SomePercent::known(33)).ok().as_deref(), Some("33"));
    }
}
