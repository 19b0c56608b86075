//! The Terraform language: values and bodies, comments, and the canonical format. Knows no AWS.
//!
//! - [`value`]: what stands right of `=`; data of any origin, or code written by us
//! - [`body`]: attributes and blocks, built in the order in which they are printed
//! - [`lines`]: what bodies, objects and lists have in common: comments, blank lines, marks
//! - [`escape`]: how any string becomes a quoted one
//! - `inline`: values on one line, and whether they fit
//! - [`print`](mod@print): text that `terraform fmt` leaves alone, and which lines carry which mark
//!
//! Two invariants. *A string is data*: text reaches the output only through `escape`, and code only
//! from a `&'static str`, so nothing a user types can become code. *Printing is canonical*: the output
//! needs no formatter; `tests/hcl_format.rs` holds it against the real `terraform fmt`.
//!
//! The data model is that of hcl-rs ([`::hcl::Value`]); its printer neither aligns `=` nor keeps comments.
//!
//! ```
//! use configurator_core::hcl::{Block, Body, Object, print, reference};
//!
//! let body = Body::new().comment("The network everything else lives in.").marked("vpc", |body| {
//!     body.block(
//!         Block::labelled("resource", ["aws_vpc", "this"])
//!             .attr("cidr_block", reference("var.vpc_cidr"))
//!             .attr("enable_dns_support", true)
//!             .blank()
//!             .attr("tags", Object::new().entry("Name", "${not code}")),
//!     )
//! });
//! let printed = print(&body);
//! assert_eq!(
//!     printed.text,
//!     r#"# The network everything else lives in.
//! resource "aws_vpc" "this" {
//!   cidr_block         = var.vpc_cidr
//!   enable_dns_support = true
//!
//!   tags = {
//!     Name = "$${not code}"
//!   }
//! }
//! "#
//! );
//! assert_eq!(printed.marks, [(1..9, "vpc")]);
//! ```

pub mod body;
pub mod escape;
mod inline;
pub mod lines;
pub mod print;
pub mod value;

pub use body::{Block, Body, Statement};
pub use lines::Lines;
pub use print::{Printed, print};
pub use value::{Call, Code, Entry, List, Object, Part, Value, call, code, list, reference, template};
