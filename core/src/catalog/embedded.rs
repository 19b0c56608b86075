//! The compact form of the large tables, `core/data/catalog.bin`, and its decoder.
//!
//! `make catalog` writes it from the tables in `core/data/`; `tests/tests/catalog.rs` proves that both say the same.
//! It is decoded once, when the first fact is asked for, in one pass over 15 kB and with integers only. The sections
//! follow in the order in which [`Catalog::decode`] reads them; the encoder is `tests/src/catalog/encode.rs`.
//!
//! A price is that of the type in us-east-1 times a ratio of its family in the region, plus what is missing then,
//! which for most is nothing.

use std::sync::OnceLock;

use super::instance_types::InstanceFacts;
use super::prices::{Price, Quality};
use super::reader::Reader;
use super::services::Service;
use crate::value::{Rate, Region};

/// The decoded tables.
pub(super) struct Catalog {
    /// The instance types, sorted by name.
    pub(super) instance_types: Vec<InstanceFacts>,
    /// Region codes, sorted.
    regions: Vec<&'static str>,
    sources: Vec<Source>,
    /// By region and type: whether it is offered, what it costs and how that is known.
    offers: Vec<Offer>,
    /// By service and region: nano-USD and how they are known.
    services: Vec<(u64, u64)>,
}

/// Where prices come from.
struct Source {
    quality: Quality,
    date: &'static str,
    words: &'static str,
}

/// An instance type in a region.
#[derive(Clone, Copy, Default)]
struct Offer {
    is_offered: bool,
    /// One more than the place in the list of sources; 0: no price is known.
    source: u8,
    /// The price of an hour in micro-USD.
    micros: u32,
}

/// A family has either all its types in a region, or none, or those of a mask.
const ALL: u8 = 1;
const SOME: u8 = 2;
/// The prices of a family in a region come from several sources, so each type says its own.
const MIXED: u8 = 255;

/// The embedded facts.
pub(super) fn catalog() -> &'static Catalog {
    static CATALOG: OnceLock<Catalog> = OnceLock::new();
    CATALOG.get_or_init(|| Catalog::decode(include_bytes!("../../data/catalog.bin")))
}

impl Catalog {
    /// Decodes the compact form. Damaged bytes give a wrong or smaller catalog, never a panic.
    fn decode(bytes: &'static [u8]) -> Self {
        let bytes = &mut Reader::new(bytes);
        let regions = bytes.lines();
        let sources = bytes.lines().into_iter().filter_map(Source::parse).collect();
        let (instance_types, families) = instance_types(bytes);
        let offers = offers(bytes, &families, regions.len());
        let mut rates = bytes.section();
        let services = (Service::ALL.iter())
            .flat_map(|_| {
                let (nano, source) = (rates.column(regions.len()), rates.column(regions.len()));
                nano.into_iter().zip(source)
            })
            .collect();
        Self { instance_types, regions, sources, offers, services }
    }

    /// The place of a region in the tables.
    fn region(&self, region: &Region) -> Option<usize> {
        self.regions.iter().position(|code| *code == region.as_str())
    }

    /// The place of an instance type in the list.
    pub(super) fn place(&self, name: &str) -> Option<usize> {
        self.instance_types.binary_search_by(|facts| facts.name.as_str().cmp(name)).ok()
    }

    fn offer(&self, name: &str, region: &Region) -> Option<Offer> {
        let row = self.region(region)?.checked_mul(self.instance_types.len())?;
        self.offers.get(row.checked_add(self.place(name)?)?).copied()
    }

    /// Whether a type is offered in a region; `None` where either is not known.
    pub(super) fn is_offered(&self, name: &str, region: &Region) -> Option<bool> {
        Some(self.offer(name, region)?.is_offered)
    }

    /// What an hour of a type costs in a region.
    pub(super) fn instance_price(&self, name: &str, region: &Region) -> Option<Price> {
        let offer = self.offer(name, region)?;
        self.price(offer.source.into(), u64::from(offer.micros) * 1000)
    }

    /// What a unit of a service costs in a region.
    pub(super) fn service_price(&self, service: Service, region: &Region) -> Option<Price> {
        let (nano, source) =
            *self.services.get(service as usize * self.regions.len() + self.region(region)?)?;
        self.price(source, nano)
    }

    fn price(&self, source: u64, nano: u64) -> Option<Price> {
        let source = self.sources.get(usize::try_from(source).ok()?.checked_sub(1)?)?;
        let &Source { quality, date, words } = source;
        Some(Price { rate: Rate::of_nano(nano), quality, date, source: words })
    }
}

impl Source {
    /// `published,2025-11-03,AWS price list`
    fn parse(line: &'static str) -> Option<Self> {
        let mut cells = line.splitn(3, ',');
        let quality = cells.next()?;
        let quality = *Quality::ALL.iter().find(|q| q.words() == quality)?;
        Some(Self { quality, date: cells.next()?, words: cells.next()? })
    }
}

/// The instance types, and how many of them, which follow each other, each family has.
fn instance_types(bytes: &mut Reader) -> (Vec<InstanceFacts>, Vec<usize>) {
    let (families, sizes, accelerators) = (bytes.lines(), bytes.lines(), bytes.lines());
    let mut masks = bytes.section();
    let mut names = Vec::new();
    let mut lengths = Vec::new();
    for family in families {
        let (mask, before) = (masks.number(), names.len());
        let sizes = sizes.iter().take(64).enumerate().filter(|(bit, _)| mask >> bit & 1 == 1);
        names.extend(sizes.map(|(_, size)| [family, ".", *size].concat()));
        lengths.push(names.len() - before);
    }
    let mut table = bytes.section();
    let columns = [(); InstanceFacts::COLUMNS].map(|()| table.column(names.len()));
    let facts = (names.into_iter().enumerate())
        .map(|(row, name)| {
            InstanceFacts::from_columns(name, &accelerators, |column: usize| {
                columns.get(column).and_then(|values| values.get(row)).copied().unwrap_or_default()
            })
        })
        .collect();
    (facts, lengths)
}

/// Offers and prices by region and type.
fn offers(bytes: &mut Reader, families: &[usize], regions: usize) -> Vec<Offer> {
    /// Reference prices and what is added to them are in units of 10 micro-USD, ratios in millionths.
    const MILLION: u64 = 1_000_000;
    let mut references = bytes.section();
    let references: Vec<u64> = (0..families.iter().sum()).map(|_| references.number()).collect();
    let (mut offered, mut sources, mut ratios) = (bytes.section(), bytes.section(), bytes.section());
    let (mut missing, mut finer) = (bytes.section(), bytes.section());

    let mut offers = Vec::with_capacity(references.len() * regions);
    for _ in 0..regions {
        let mut references = references.iter();
        for &types in families {
            let mask = match offered.byte() {
                ALL => u64::MAX,
                SOME => offered.number(),
                _ => 0,
            };
            let common = if mask == 0 { 0 } else { sources.byte() };
            // The ratio stands with the first price.
            let mut ratio = None;
            for (bit, reference) in references.by_ref().take(types).enumerate() {
                let mut offer = Offer { is_offered: mask >> (bit % 64) & 1 == 1, ..Offer::default() };
                if offer.is_offered {
                    offer.source = if common == MIXED { sources.byte() } else { common };
                }
                if offer.source > 0 {
                    let ratio = *ratio.get_or_insert_with(|| ratios.number());
                    let near = reference.wrapping_mul(ratio).wrapping_add(MILLION / 2) / MILLION;
                    offer.micros = near.wrapping_add_signed(missing.signed()).wrapping_mul(10) as u32;
                }
                offers.push(offer);
            }
        }
    }
    // The few prices that are finer than 10 micro-USD.
    for _ in 0..finer.byte() {
        let (place, micros) = (finer.number(), finer.number());
        if let Some(offer) = usize::try_from(place).ok().and_then(|place| offers.get_mut(place)) {
            offer.micros = offer.micros.wrapping_add(micros as u32);
        }
    }
    offers
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const WHOLE: &[u8] = include_bytes!("../../data/catalog.bin");

    /// Decodes and looks everywhere.
    fn explore(bytes: &'static [u8]) -> usize {
        let catalog = Catalog::decode(bytes);
        let region = "eu-central-1".parse().unwrap();
        for facts in &catalog.instance_types {
            catalog.is_offered(&facts.name, &region);
            catalog.instance_price(&facts.name, &region);
        }
        for service in Service::ALL {
            catalog.service_price(*service, &region);
        }
        catalog.instance_types.len()
    }

    #[test]
    fn a_cut_catalog_does_not_panic() {
        assert!(explore(WHOLE) > 1000);
        assert_eq!(explore(&[]), 0);
        for length in (0..1000).chain((1000..WHOLE.len()).step_by(997)) {
            explore(&WHOLE[..length]);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn a_damaged_catalog_does_not_panic(damage in prop::collection::vec((0..WHOLE.len(), any::<u8>()), 1..20)) {
            let mut bytes = WHOLE.to_vec();
            for (place, byte) in damage {
                bytes[place] = byte;
            }
            explore(bytes.leak());
        }

        #[test]
        fn any_bytes_do_not_panic(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
            explore(bytes.leak());
        }
    }
}
