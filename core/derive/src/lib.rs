//! `#[derive(Read)]`: how a type of the model is read from JSON.
//!
//! It follows the attributes that serde's `Serialize` is derived with, so that what is written is what is read:
//! `default` (of a field or of the whole), `rename_all`, `tag`. Unlike serde's `Deserialize`, what it makes returns no
//! error: what is wrong is noted by the reading, and something stands in its place until the end, where the whole is
//! refused. Without a way out after every field, which would have to drop those before it, that is a fifth of the code.

mod attributes;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DataEnum, DataStruct, DeriveInput, Error, Field, Fields, Ident, Variant};

use attributes::{Attributes, Default};

/// Derives `crate::json::Read`. Takes structs, and enums whose variants are all plain, or hold one value each, or have
/// named fields beside a `tag`.
#[proc_macro_derive(Read, attributes(serde))]
pub fn read(item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    syn::parse(item).and_then(implementation).unwrap_or_else(Error::into_compile_error).into()
}

fn implementation(item: DeriveInput) -> syn::Result<TokenStream> {
    let attributes = Attributes::of(&item.attrs)?;
    let name = &item.ident;
    let body = match &item.data {
        Data::Struct(data) => structure(name, data, &attributes)?,
        Data::Enum(data) => enumeration(name, data, &attributes)?,
        Data::Union(_) => return Err(Error::new_spanned(name, "a union cannot be read")),
    };
    Ok(quote! {
        impl crate::json::Read for #name {
            fn read<'a>(value: &'a ::serde_json::Value, reading: &mut crate::json::Reading<'a>) -> Self {
                #body
            }
        }
    })
}

fn structure(name: &Ident, data: &DataStruct, attributes: &Attributes) -> syn::Result<TokenStream> {
    match &data.fields {
        Fields::Named(fields) => {
            let fields: Vec<&Field> = fields.named.iter().collect();
            let keys = keys(&fields, None);
            let of_whole = attributes.default.as_ref().map(|_| quote!(let whole: Self = Default::default();));
            let values = values(&fields, attributes.default.is_some())?;
            let words = format!("struct {name}");
            Ok(quote! {
                let fields = reading.fields(value, #words, &[#(#keys),*]);
                #of_whole
                Self { #values }
            })
        }
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
            Ok(quote!(Self(crate::json::Read::read(value, reading))))
        }
        _ => Err(Error::new_spanned(name, "a struct that is read has named fields, or is one value")),
    }
}

fn enumeration(name: &Ident, data: &DataEnum, attributes: &Attributes) -> syn::Result<TokenStream> {
    let variants: Vec<&Variant> = data.variants.iter().collect();
    let keys: Vec<String> = variants.iter().map(|v| attributes.renamed(&v.ident)).collect();
    let words = format!("enum {name}");
    let arms = |arm: &dyn Fn(&Variant) -> syn::Result<TokenStream>| -> syn::Result<TokenStream> {
        // What is no variant at all has been noted; the first one stands in its place.
        let (first, others) = variants.split_first().ok_or_else(|| Error::new_spanned(name, "no variant"))?;
        let first = arm(first)?;
        let others = others.iter().map(|v| arm(v)).collect::<syn::Result<Vec<_>>>()?;
        let index = 1..=others.len();
        Ok(quote!(match variant { #(#index => #others,)* _ => #first }))
    };
    if let Some(tag) = &attributes.tag {
        let arms = arms(&|variant| {
            let Fields::Named(fields) = &variant.fields else {
                return Err(Error::new_spanned(variant, "beside a tag, a variant has named fields"));
            };
            let fields: Vec<&Field> = fields.named.iter().collect();
            let (ident, keys, values) =
                (&variant.ident, self::keys(&fields, Some(tag)), values(&fields, false)?);
            Ok(quote!({
                let fields = reading.fields(value, #words, &[#(#keys),*]);
                Self::#ident { #values }
            }))
        })?;
        return Ok(quote! {
            let variant = reading.tagged(value, #words, #tag, &[#(#keys),*]);
            #arms
        });
    }
    if variants.iter().all(|v| matches!(v.fields, Fields::Unit)) {
        let arms = arms(&|variant| {
            let ident = &variant.ident;
            Ok(quote!(Self::#ident))
        })?;
        return Ok(quote! {
            let variant = reading.variant(value, #words, &[#(#keys),*]);
            #arms
        });
    }
    let arms = arms(&|variant| match &variant.fields {
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
            let ident = &variant.ident;
            Ok(quote!(Self::#ident(reading.entered(value))))
        }
        _ => Err(Error::new_spanned(variant, "without a tag, a variant holds one value")),
    })?;
    Ok(quote! {
        let (variant, value) = reading.keyed(value, #words, &[#(#keys),*]);
        #arms
    })
}

/// The keys that an object may have.
fn keys(fields: &[&Field], tag: Option<&String>) -> Vec<String> {
    let names = fields.iter().filter_map(|f| f.ident.as_ref()).map(Ident::to_string);
    tag.cloned().into_iter().chain(names).collect()
}

/// The fields of a literal, each read by its name.
fn values(fields: &[&Field], whole: bool) -> syn::Result<TokenStream> {
    let values = fields.iter().map(|field| {
        let Some(ident) = &field.ident else { return Err(Error::new_spanned(field, "a field has a name")) };
        let name = ident.to_string();
        let default = match Attributes::of(&field.attrs)?.default {
            Some(Default::OfType) => Some(quote!(::std::default::Default::default)),
            Some(Default::Call(path)) => Some(quote!(#path)),
            None if whole => Some(quote!(|| whole.#ident)),
            None => None,
        };
        Ok(match default {
            Some(default) => quote!(#ident: reading.optional(fields, #name).unwrap_or_else(#default)),
            None => quote!(#ident: reading.required(fields, #name)),
        })
    });
    let values = values.collect::<syn::Result<Vec<_>>>()?;
    Ok(quote!(#(#values),*))
}
