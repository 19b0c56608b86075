//! The facts that the product carries in compact form are those of the tables in `core/data/`, value by value.

use std::collections::BTreeSet;
use std::fs;

use configurator_core::catalog::{self, Accelerator, InstanceFacts, Price, Service};
use configurator_core::value::{
    AmiType, Architecture, AuthenticationMode, CapacityType, InstanceType, LogType, Region, SupportType,
    TaintEffect,
};
use configurator_tests::catalog::{InstanceRow, Tables, encode};
use configurator_tests::{project_root, weight};

/// What the compact form may weigh in the first load.
const BUDGET: usize = 30_000;

fn tables() -> Tables {
    Tables::read(&project_root().join("core/data")).expect("the tables can be read")
}

fn instance_type(name: &str) -> InstanceType {
    name.parse().expect("an instance type")
}

fn region(code: &str) -> Region {
    code.parse().expect("a region")
}

#[test]
fn the_compact_form_is_made_from_the_tables_and_light() -> Result<(), Box<dyn std::error::Error>> {
    let bytes = fs::read(project_root().join("core/data/catalog.bin"))?;
    assert!(bytes == encode(&tables())?, "core/data/catalog.bin is stale: run `make catalog REFRESH=no`");
    let brotli = weight::brotli(&bytes)?;
    println!("catalog.bin: {} bytes, {brotli} of {BUDGET} with brotli", bytes.len());
    assert!(brotli <= BUDGET, "{brotli} bytes are over the budget of {BUDGET}");
    Ok(())
}

#[test]
fn every_instance_type() {
    let rows = tables().instance_types;
    assert!(rows.len() > 1000, "the table was not read");
    assert_eq!(catalog::instance_types().len(), rows.len());
    for (row, facts) in rows.iter().zip(catalog::instance_types()) {
        assert_eq!(facts, &expected(row), "{}", row.name);
        assert_eq!(catalog::instance_type(&instance_type(&row.name)), Some(facts));
        assert_eq!(format!("{}.{}", facts.family(), facts.size()), row.name);
    }
    assert_eq!(catalog::instance_type(&instance_type("m5.gigantic")), None);
}

fn expected(row: &InstanceRow) -> InstanceFacts {
    let number = |column: &str| row.numbers[column].expect(column);
    let small = |column: &str| u16::try_from(number(column)).expect(column);
    let byte = |column: &str| u8::try_from(number(column)).expect(column);
    let large = |column: &str| u32::try_from(number(column)).expect(column);
    let perhaps = |column: &str| row.numbers[column].map(|n| u16::try_from(n).expect("a small number"));
    let has = |word: &str| row.words.contains(word);
    InstanceFacts {
        name: row.name.clone(),
        architecture: match row.architecture.as_str() {
            "x86_64" => Architecture::X86,
            "arm64" => Architecture::Arm,
            other => panic!("{other}"),
        },
        vcpus: small("vCPUs"),
        memory_mib: large("memory MiB"),
        accelerator: match row.accelerator.as_str() {
            "" => Accelerator::None,
            "nvidia" => Accelerator::Nvidia,
            "neuron" => Accelerator::Neuron,
            "other" => Accelerator::Other,
            other => panic!("{other}"),
        },
        accelerators: byte("accelerators"),
        accelerator_name: row.accelerator_name.clone().leak(),
        enis: byte("network interfaces"),
        ipv4_per_eni: byte("IPv4 addresses an interface"),
        branch_enis: perhaps("branch interfaces"),
        published_max_pods: perhaps("published max pods"),
        network_baseline_mbps: large("network baseline Mbit/s"),
        network_peak_mbps: large("network peak Mbit/s"),
        ebs_max_attachments: small("EBS attachments"),
        local_storage_gb: large("local storage GB"),
        is_current_generation: has("current"),
        is_nitro: has("nitro"),
        is_bare_metal: has("metal"),
        is_burstable: has("burstable"),
        on_demand: has("on-demand"),
        spot: has("spot"),
        capacity_block: has("capacity-block"),
    }
}

#[test]
fn every_offer_and_every_price_of_an_instance() {
    let tables = tables();
    assert!(tables.instance_prices.len() > 20_000, "the table was not read");
    let mut prices = 0;
    for code in tables.regions() {
        let (region, mut offered) = (region(code), 0);
        for row in &tables.instance_types {
            let (pair, name) = ((code.to_owned(), row.name.clone()), instance_type(&row.name));
            let is_offered = tables.offerings.contains(&pair);
            assert_eq!(catalog::is_offered(&name, &region), Some(is_offered), "{pair:?}");
            offered += u32::from(is_offered);
            let found = catalog::on_demand_price(&name, &region);
            let expected = tables.instance_prices.get(&pair).map(|p| (p.micros * 1000, p.source.as_str()));
            holds_price(&tables, found, expected, &format!("{pair:?}"));
            prices += usize::from(found.is_some());
        }
        assert!(offered > 100, "{code} offers next to nothing");
    }
    assert_eq!(prices, tables.instance_prices.len(), "prices of unknown types or regions");
    assert_eq!(catalog::is_offered(&instance_type("m5.large"), &region("xx-north-1")), None);
    assert_eq!(catalog::is_offered(&instance_type("m5.gigantic"), &region("us-east-1")), None);
    assert_eq!(catalog::on_demand_price(&instance_type("m5.large"), &region("xx-north-1")), None);
}

#[test]
fn every_price_of_a_service() {
    let tables = tables();
    assert!(tables.service_prices.len() > 700, "the table was not read");
    let mut prices = 0;
    for service in Service::ALL {
        for code in tables.regions() {
            let price = tables.service_prices.get(&(service.key().to_owned(), code.to_owned()));
            let found = catalog::service_price(*service, &region(code));
            let expected = price.map(|p| (p.nano, p.source.as_str()));
            holds_price(&tables, found, expected, &format!("{service:?} in {code}"));
            assert!(price.is_none_or(|p| p.unit == service.unit()), "the unit of {service:?}");
            prices += usize::from(found.is_some());
        }
    }
    assert_eq!(
        prices,
        tables.service_prices.len(),
        "the table has services or regions that the core does not know"
    );
    assert_eq!(catalog::service_price(Service::NatHour, &region("xx-north-1")), None);
}

fn holds_price(tables: &Tables, found: Option<Price>, expected: Option<(u64, &str)>, of: &str) {
    let source = |letter: &str| {
        tables
            .sources
            .iter()
            .find(|source| source.letter == letter)
            .unwrap_or_else(|| panic!("no source {letter}"))
    };
    let found = found.map(|p| (p.rate.nano(), p.quality.words(), p.date, p.source));
    let expected = expected.map(|(nano, letter)| {
        let source = source(letter);
        (nano, source.quality.as_str(), source.date.as_str(), source.words.as_str())
    });
    assert_eq!(found, expected, "{of}");
}

#[test]
fn max_pods_follow_from_the_interfaces() {
    let mut agreed = 0;
    for facts in catalog::instance_types() {
        if let Some(published) = facts.published_max_pods {
            let pods = u16::from(facts.enis) * (u16::from(facts.ipv4_per_eni) - 1) + 2;
            assert_eq!(pods, published, "{}", facts.name);
            agreed += 1;
        }
    }
    assert!(agreed > 1300, "AWS publishes the pods of most types, not of {agreed}");
}

#[test]
fn regions_of_the_tables_are_known_but_one() {
    let known: BTreeSet<&str> = catalog::regions().iter().map(|facts| facts.region.as_str()).collect();
    let tables = tables();
    let unknown: Vec<&str> = tables.regions().into_iter().filter(|code| !known.contains(code)).collect();
    // Its zone ids have no source, so designs cannot be placed there.
    assert_eq!(unknown, ["cn-northwest-1"]);
    let priced: BTreeSet<&str> = tables.instance_prices.keys().map(|(region, _)| region.as_str()).collect();
    let unpriced: Vec<&str> = known.difference(&priced).copied().collect();
    assert_eq!(unpriced, ["cn-north-1"], "regions without prices, which are in yuan");
}

#[test]
fn enums_of_the_model_are_those_of_the_apis() {
    let table =
        fs::read_to_string(project_root().join("core/data/enums.csv")).expect("the table can be read");
    let values = |name: &str| -> BTreeSet<&str> {
        let rows = table
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| line.split(',').collect::<Vec<_>>());
        let found: BTreeSet<&str> = rows.filter(|row| row[1] == name).map(|row| row[2]).collect();
        assert!(!found.is_empty(), "enums.csv has no {name}");
        found
    };
    // All of them …
    assert_eq!(LogType::ALL.iter().map(|v| v.as_str()).collect::<BTreeSet<_>>(), values("LogType"));
    assert_eq!(SupportType::ALL.iter().map(|v| v.as_str()).collect::<BTreeSet<_>>(), values("SupportType"));
    let modes: BTreeSet<&str> = AuthenticationMode::ALL.iter().map(|v| v.as_str()).collect();
    assert_eq!(modes, values("AuthenticationMode"));
    assert_eq!(TaintEffect::ALL.iter().map(|v| v.as_str()).collect::<BTreeSet<_>>(), values("TaintEffect"));
    // … or those of which we know what they mean for a design.
    assert!(AmiType::ALL.iter().all(|v| values("AMITypes").contains(v.as_str())));
    assert!(CapacityType::ALL.iter().all(|v| values("CapacityTypes").contains(v.as_str())));
}
