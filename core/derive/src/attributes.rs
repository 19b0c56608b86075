//! What serde's attributes say about reading.

use syn::meta::ParseNestedMeta;
use syn::{Attribute, Expr, Ident, LitStr, Path};

/// The attributes of a type or a field.
#[derive(Default)]
pub(crate) struct Attributes {
    /// What stands for what is missing.
    pub(crate) default: Option<self::Default>,
    /// The field that names an enum's variant.
    pub(crate) tag: Option<String>,
    rename_all: Option<String>,
}

/// Where the value of a missing field comes from.
pub(crate) enum Default {
    /// Its type.
    OfType,
    /// A function.
    Call(Path),
}

impl Attributes {
    /// What stands in `attributes`.
    pub(crate) fn of(attributes: &[Attribute]) -> syn::Result<Self> {
        let mut found = Self::default();
        for attribute in attributes.iter().filter(|a| a.path().is_ident("serde")) {
            attribute.parse_nested_meta(|meta| found.take(&meta))?;
        }
        Ok(found)
    }

    fn take(&mut self, meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
        let word = meta.path.get_ident().map(Ident::to_string).unwrap_or_default();
        match word.as_str() {
            "default" => {
                self.default = Some(match meta.value() {
                    Ok(value) => self::Default::Call(value.parse::<LitStr>()?.parse()?),
                    Err(_) => self::Default::OfType,
                });
            }
            "tag" => self.tag = Some(meta.value()?.parse::<LitStr>()?.value()),
            "rename_all" => self.rename_all = Some(meta.value()?.parse::<LitStr>()?.value()),
            // Only for writing, or true of all that is read.
            "skip_serializing_if" => {
                meta.value()?.parse::<Expr>()?;
            }
            "deny_unknown_fields" | "transparent" => {}
            _ => return Err(meta.error("Read does not know this attribute")),
        }
        Ok(())
    }

    /// How a variant is written.
    pub(crate) fn renamed(&self, variant: &Ident) -> String {
        let name = variant.to_string();
        let snake = |name: &str| {
            name.char_indices().fold(String::new(), |mut snake, (at, letter)| {
                if at > 0 && letter.is_ascii_uppercase() {
                    snake.push('_');
                }
                snake.push(letter.to_ascii_lowercase());
                snake
            })
        };
        match self.rename_all.as_deref() {
            Some("snake_case") => snake(&name),
            Some("SCREAMING_SNAKE_CASE") => snake(&name).to_ascii_uppercase(),
            _ => name,
        }
    }
}
