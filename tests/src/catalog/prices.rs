//! Offers and prices of instances: a reference price a type, a ratio a family and region, and what is missing then.

use std::collections::BTreeSet;

use super::columns::Writer;
use super::marks;
use super::tables::{InstancePrice, Tables};

/// Ratios are in millionths: finer ones weigh more than they save, coarser ones leave more to add.
const MILLION: u64 = 1_000_000;
/// The unit of the stored prices, in micro-USD: nearly all prices are multiples of it.
const UNIT: u64 = 10;

/// Writes the sections of offers and prices.
pub(super) fn instances(
    tables: &Tables,
    regions: &[&str],
    families: &[usize],
    bytes: &mut Writer,
) -> Result<(), String> {
    let names: Vec<&str> = tables.instance_types.iter().map(|row| row.name.as_str()).collect();
    foreign_rows(tables, &names)?;
    let price = |region: &str, name: &str| tables.instance_prices.get(&(region.to_owned(), name.to_owned()));
    let [mut references, mut offered, mut sources, mut ratios, mut missing, mut finer] =
        [(); 6].map(|()| Writer::default());

    let mut reference = Vec::new();
    for name in &names {
        // us-east-1 has nearly all types; else the first region that has it.
        let first = ["us-east-1"].iter().chain(regions).find_map(|region| price(region, name));
        reference.push(first.map_or(0, |price| price.micros / UNIT));
        references.number(reference[reference.len() - 1]);
    }
    let mut remainders = Vec::new();
    for (row, region) in regions.iter().enumerate() {
        let mut start = 0;
        for length in families {
            let family = start..start + length;
            start += length;
            let offers: Vec<usize> = family
                .clone()
                .filter(|at| tables.offerings.contains(&((*region).to_owned(), names[*at].to_owned())))
                .collect();
            if offers.is_empty() {
                offered.byte(marks::NONE);
                continue;
            }
            if offers.len() == *length {
                offered.byte(marks::ALL);
            } else {
                offered.byte(marks::SOME);
                offered.number(offers.iter().map(|at| 1 << (at - family.start)).sum());
            }
            let known: Vec<(usize, Option<&InstancePrice>)> =
                offers.iter().map(|at| (*at, price(region, names[*at]))).collect();
            write_sources(tables, &known, &mut sources)?;

            let priced: Vec<(u64, u64)> = known
                .iter()
                .filter_map(|(at, price)| price.map(|price| (reference[*at], price.micros / UNIT)))
                .collect();
            if !priced.is_empty() {
                let ratio = best_ratio(&priced);
                ratios.number(ratio);
                for (reference, price) in priced {
                    missing.signed(price.cast_signed() - near(reference, ratio).cast_signed());
                }
            }
            remainders.extend(known.iter().filter_map(|(at, price)| {
                let rest = (*price)?.micros % UNIT;
                (rest > 0).then_some((row * names.len() + at, rest))
            }));
        }
    }
    finer.byte(u8::try_from(remainders.len()).map_err(|_| {
        format!(
            "{} prices are finer than {UNIT} micro-USD, more than the 255 of the compact form",
            remainders.len()
        )
    })?);
    for (place, rest) in remainders {
        finer.number(place as u64);
        finer.number(rest);
    }
    for section in [references, offered, sources, ratios, missing, finer] {
        bytes.section(&section);
    }
    Ok(())
}

/// What a source is in the compact form: one more than its place in the list.
pub(super) fn source(tables: &Tables, letter: &str) -> Result<u8, String> {
    let place = tables.sources.iter().position(|source| source.letter == letter);
    let place = place.ok_or(format!("{letter} is no letter of price_sources.csv"))?;
    u8::try_from(place + 1)
        .ok()
        .filter(|n| *n != marks::MIXED)
        .ok_or("there are too many sources of prices".into())
}

/// Offers and prices of what other tables do not have.
fn foreign_rows(tables: &Tables, names: &[&str]) -> Result<(), String> {
    let names: BTreeSet<&str> = names.iter().copied().collect();
    if let Some((region, name)) = tables.offerings.iter().find(|(_, name)| !names.contains(name.as_str())) {
        return Err(format!("offerings.csv has {name} in {region}, which instance_types.csv does not have"));
    }
    match tables.instance_prices.keys().find(|pair| !tables.offerings.contains(pair)) {
        Some((region, name)) => {
            Err(format!("prices_ec2.csv has {name} in {region}, where offerings.csv does not have it"))
        }
        None => Ok(()),
    }
}

fn write_sources(
    tables: &Tables,
    known: &[(usize, Option<&InstancePrice>)],
    sources: &mut Writer,
) -> Result<(), String> {
    let codes: Vec<u8> = known
        .iter()
        .map(|(_, price)| price.map_or(Ok(marks::NONE), |price| source(tables, &price.source)))
        .collect::<Result<_, _>>()?;
    if codes.iter().all(|code| *code == codes[0]) {
        sources.byte(codes[0]);
    } else {
        sources.byte(marks::MIXED);
        sources.bytes.extend(codes);
    }
    Ok(())
}

/// The price that a ratio leads to, as the decoder works it out.
fn near(reference: u64, ratio: u64) -> u64 {
    (reference * ratio + MILLION / 2) / MILLION
}

/// The ratio that leaves the least to add, of those that one of the prices suggests; the smallest of the best.
fn best_ratio(priced: &[(u64, u64)]) -> u64 {
    let ratios: BTreeSet<u64> = priced
        .iter()
        .filter(|(reference, _)| *reference > 0)
        .flat_map(|(reference, price)| [price * MILLION / reference, price * MILLION / reference + 1])
        .collect();
    let left = |ratio: u64| -> u64 {
        let bits = |missing: u64| u64::from(u64::BITS - missing.leading_zeros());
        priced.iter().map(|(reference, price)| bits(price.abs_diff(near(*reference, ratio)))).sum()
    };
    ratios.into_iter().min_by_key(|ratio| left(*ratio)).unwrap_or(MILLION)
}
