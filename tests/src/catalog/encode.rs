//! Tables → compact form. The same tables always give the same bytes; how they lie is told in
//! `core/src/catalog/embedded.rs`.

use std::collections::BTreeSet;

use configurator_core::catalog::Service;

use super::columns::Writer;
use super::prices;
use super::tables::{InstanceRow, Tables};

/// The compact form of the tables.
///
/// # Errors
/// When the tables contradict each other or hold what the compact form cannot, in words.
pub fn encode(tables: &Tables) -> Result<Vec<u8>, String> {
    let rows = &tables.instance_types;
    if !rows.is_sorted_by(|a, b| a.name < b.name) {
        return Err("instance_types.csv is not sorted by name, or has one twice".into());
    }
    let regions: Vec<&str> = tables.regions().into_iter().collect();
    let mut bytes = Writer::default();
    bytes.lines(regions.iter().copied());
    let sources: Vec<String> =
        tables.sources.iter().map(|s| format!("{},{},{}", s.quality, s.date, s.words)).collect();
    bytes.lines(sources.iter().map(String::as_str));

    let families = families(rows)?;
    let names: Vec<&str> = families.iter().map(|(family, _)| *family).collect();
    let sizes: BTreeSet<&str> = families.iter().flat_map(|(_, sizes)| sizes).copied().collect();
    let sizes: Vec<&str> = sizes.into_iter().collect();
    if sizes.len() > 64 {
        return Err(format!("{} sizes are more than the 64 of the compact form", sizes.len()));
    }
    let accelerators: BTreeSet<&str> = rows.iter().map(|row| row.accelerator_name.as_str()).collect();
    let accelerators: Vec<&str> = accelerators.into_iter().filter(|name| !name.is_empty()).collect();
    bytes.lines(names);
    bytes.lines(sizes.iter().copied());
    bytes.lines(accelerators.iter().copied());
    let mut masks = Writer::default();
    for (_, members) in &families {
        masks.number(
            sizes.iter().enumerate().filter(|(_, s)| members.contains(s)).map(|(bit, _)| 1 << bit).sum(),
        );
    }
    bytes.section(&masks);
    bytes.section(&columns(rows, &accelerators)?);

    let lengths: Vec<usize> = families.iter().map(|(_, sizes)| sizes.len()).collect();
    prices::instances(tables, &regions, &lengths, &mut bytes)?;
    bytes.section(&services(tables, &regions)?);
    Ok(bytes.bytes)
}

/// The families in the order of their types, each with its sizes.
fn families(rows: &[InstanceRow]) -> Result<Vec<(&str, Vec<&str>)>, String> {
    let mut families: Vec<(&str, Vec<&str>)> = Vec::new();
    for row in rows {
        let (family, size) = row.name.split_once('.').ok_or(format!("{} has no size", row.name))?;
        match families.last_mut() {
            Some((last, sizes)) if *last == family => sizes.push(size),
            _ => families.push((family, vec![size])),
        }
    }
    Ok(families)
}

/// The columns, in the order of `InstanceFacts::from_columns`.
fn columns(rows: &[InstanceRow], accelerators: &[&str]) -> Result<Writer, String> {
    const FLAGS: [&str; 7] =
        ["current", "nitro", "metal", "burstable", "on-demand", "spot", "capacity-block"];
    let mut section = Writer::default();
    let mut column = |name: &str, value: &dyn Fn(&InstanceRow) -> Result<u64, String>| {
        let values: Vec<u64> = rows.iter().map(value).collect::<Result<_, _>>()?;
        section.column(name, &values)
    };
    let known = |name: &'static str| {
        move |row: &InstanceRow| row.numbers[name].ok_or(format!("{} does not say its {name}", row.name))
    };
    let perhaps =
        |name: &'static str| move |row: &InstanceRow| Ok(row.numbers[name].map_or(0, |number| number + 1));
    let place = |names: &[&str], name: &str| names.iter().position(|n| *n == name).map(|place| place as u64);

    column("the traits", &|row| {
        if let Some(word) = row.words.iter().find(|word| !FLAGS.contains(&word.as_str())) {
            return Err(format!("{}: the compact form knows no trait {word}", row.name));
        }
        let arm = place(&["x86_64", "arm64"], &row.architecture)
            .ok_or(format!("{}: {} is no architecture of EKS", row.name, row.architecture))?;
        let flags = FLAGS.iter().enumerate().filter(|(_, flag)| row.words.contains(**flag));
        Ok(flags.map(|(bit, _)| 2 << bit).sum::<u64>() + arm)
    })?;
    column("vCPUs", &known("vCPUs"))?;
    column("memory", &known("memory MiB"))?;
    column("accelerator", &|row| {
        place(&["", "nvidia", "neuron", "other"], &row.accelerator)
            .ok_or(format!("{}: {} is no kind of accelerator", row.name, row.accelerator))
    })?;
    column("accelerators", &known("accelerators"))?;
    column("accelerator name", &|row| {
        Ok(place(accelerators, &row.accelerator_name).map_or(0, |place| place + 1))
    })?;
    column("network interfaces", &known("network interfaces"))?;
    column("IPv4 addresses", &known("IPv4 addresses an interface"))?;
    column("branch interfaces", &perhaps("branch interfaces"))?;
    column("published max pods", &perhaps("published max pods"))?;
    column("network baseline", &known("network baseline Mbit/s"))?;
    column("network peak", &known("network peak Mbit/s"))?;
    column("EBS attachments", &known("EBS attachments"))?;
    column("local storage", &known("local storage GB"))?;
    Ok(section)
}

/// Rates and sources by service and region.
fn services(tables: &Tables, regions: &[&str]) -> Result<Writer, String> {
    let mut section = Writer::default();
    for service in Service::ALL {
        let (mut rates, mut sources) = (Vec::new(), Vec::new());
        for region in regions {
            let price = tables.service_prices.get(&(service.key().to_owned(), (*region).to_owned()));
            rates.push(price.map_or(0, |price| price.nano));
            sources.push(match price {
                Some(price) => prices::source(tables, &price.source)?.into(),
                None => 0,
            });
        }
        section.column(service.key(), &rates)?;
        section.column(service.key(), &sources)?;
    }
    Ok(section)
}
