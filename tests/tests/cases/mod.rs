//! The broken configurations: a text, what to change in it to repair it, and what the refusal says.

/// One broken place.
pub(crate) struct Case {
    /// Also the name of its file, its resource and its module call: `NAME` in the text stands for it.
    pub(crate) name: &'static str,
    text: &'static str,
    /// The broken place, and what it should be.
    repair: (&'static str, &'static str),
    /// A part of the message.
    pub(crate) says: &'static str,
}

impl Case {
    /// The text with the defect.
    pub(crate) fn broken(&self) -> String {
        self.text.replace("NAME", self.name)
    }

    /// The text without it.
    pub(crate) fn sound(&self) -> String {
        let (from, to) = self.repair;
        assert_eq!(self.text.matches(from).count(), 1, "{}: {from:?} must be there once", self.name);
        self.text.replace(from, to).replace("NAME", self.name)
    }
}

const fn case(
    name: &'static str,
    text: &'static str,
    repair: (&'static str, &'static str),
    says: &'static str,
) -> Case {
    Case { name, text, repair, says }
}

/// A resource with these lines.
macro_rules! resource {
    ($ty:literal, $body:expr) => {
        concat!("resource \"", $ty, "\" \"NAME\" {\n", $body, "\n}\n")
    };
}

/// A call of the EKS module with these lines besides what every call needs.
macro_rules! eks {
    ($body:expr) => {
        concat!(
            "module \"NAME\" {\n  source  = \"terraform-aws-modules/eks/aws\"\n  version = \"21.19.0\"\n",
            "  name       = \"demo\"\n  subnet_ids = [\"subnet-1\", \"subnet-2\"]\n",
            $body,
            "\n}\n"
        )
    };
}

mod groups;
mod machines;
mod network;
mod plan;
mod rights;
mod validate;

pub(crate) use groups::GROUPS;
pub(crate) use machines::MACHINES;
pub(crate) use network::NETWORK;
pub(crate) use plan::PLAN;
pub(crate) use rights::RIGHTS;
pub(crate) use validate::VALIDATE;
