//! Reads the tables. What does not read like a table of its kind is refused with the line that is wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// All large tables.
#[derive(Debug, Clone)]
pub struct Tables {
    /// `instance_types.csv`, in its order.
    pub instance_types: Vec<InstanceRow>,
    /// `offerings.csv`: region and type.
    pub offerings: BTreeSet<(String, String)>,
    /// `price_sources.csv`, in its order.
    pub sources: Vec<PriceSource>,
    /// `prices_ec2.csv` by region and type.
    pub instance_prices: BTreeMap<(String, String), InstancePrice>,
    /// `prices_services.csv` by service and region.
    pub service_prices: BTreeMap<(String, String), ServicePrice>,
}

/// A line of `instance_types.csv`.
#[derive(Debug, Clone)]
pub struct InstanceRow {
    /// The name.
    pub name: String,
    /// `x86_64` or `arm64`.
    pub architecture: String,
    /// `nvidia`, `neuron`, `other` or nothing.
    pub accelerator: String,
    /// Its name or nothing.
    pub accelerator_name: String,
    /// The numbers, by the name of their column; `None` where a cell is empty.
    pub numbers: BTreeMap<&'static str, Option<u64>>,
    /// Traits and purchase options.
    pub words: BTreeSet<String>,
}

/// A line of `price_sources.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceSource {
    /// The letter that stands for it.
    pub letter: String,
    /// `published`, `derived` or `estimated`.
    pub quality: String,
    /// The day.
    pub date: String,
    /// The source in words.
    pub words: String,
}

/// A price of an instance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstancePrice {
    /// Micro-USD an hour.
    pub micros: u64,
    /// The letter of its source.
    pub source: String,
}

/// A price of a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServicePrice {
    /// Nano-USD a unit.
    pub nano: u64,
    /// The unit.
    pub unit: String,
    /// The letter of its source.
    pub source: String,
}

/// The columns of `instance_types.csv`. Those with a number are named as in [`InstanceRow::numbers`].
const COLUMNS: [&str; 17] = [
    "type",
    "architecture",
    "vCPUs",
    "memory MiB",
    "accelerator",
    "accelerators",
    "accelerator name",
    "network interfaces",
    "IPv4 addresses an interface",
    "branch interfaces",
    "published max pods",
    "network baseline Mbit/s",
    "network peak Mbit/s",
    "EBS attachments",
    "local storage GB",
    "traits",
    "purchase options",
];

impl Tables {
    /// Reads the tables in a folder.
    ///
    /// # Errors
    /// When one is missing or a line is not of its form, in words that say where.
    pub fn read(folder: &Path) -> Result<Self, String> {
        let table = |name: &str| Table::read(folder, name);
        let mut tables = Self {
            instance_types: instance_types(&table("instance_types.csv")?)?,
            offerings: BTreeSet::new(),
            sources: Vec::new(),
            instance_prices: BTreeMap::new(),
            service_prices: BTreeMap::new(),
        };
        let offerings = table("offerings.csv")?;
        for row in &offerings.rows {
            let [region, family, sizes] = offerings.cells(row)?;
            for size in sizes.split(';') {
                tables.offerings.insert((region.clone(), format!("{family}.{size}")));
            }
        }
        let sources = table("price_sources.csv")?;
        for row in &sources.rows {
            let [letter, quality, date, words] = sources.cells(row)?.clone();
            tables.sources.push(PriceSource { letter, quality, date, words });
        }
        tables.instance_prices = instance_prices(&table("prices_ec2.csv")?)?;
        let services = table("prices_services.csv")?;
        for row in &services.rows {
            let [service, unit, region, usd, source, _basis] = services.cells(row)?;
            let nano = decimal(usd, 9).map_err(|problem| services.problem(row, &problem))?;
            let price = ServicePrice { nano, unit: unit.clone(), source: source.clone() };
            tables.service_prices.insert((service.clone(), region.clone()), price);
        }
        Ok(tables)
    }

    /// The regions of offers and prices, sorted.
    pub fn regions(&self) -> BTreeSet<&str> {
        let services = self.service_prices.keys().map(|(_, region)| region);
        let pairs = self.offerings.iter().map(|(region, _)| region);
        pairs
            .chain(self.instance_prices.keys().map(|(region, _)| region))
            .chain(services)
            .map(String::as_str)
            .collect()
    }
}

fn instance_types(table: &Table) -> Result<Vec<InstanceRow>, String> {
    if table.columns != COLUMNS {
        return Err(format!("{}: the columns are not {}", table.name, COLUMNS.join(",")));
    }
    let mut rows = Vec::new();
    for row in &table.rows {
        let cells: &[String; COLUMNS.len()] = table.cells(row)?;
        let mut numbers = BTreeMap::new();
        for (column, cell) in COLUMNS.into_iter().zip(cells) {
            if !["type", "architecture", "accelerator", "accelerator name", "traits", "purchase options"]
                .contains(&column)
            {
                let number = match cell.as_str() {
                    "" => None,
                    cell => Some(decimal(cell, 0).map_err(|problem| table.problem(row, &problem))?),
                };
                numbers.insert(column, number);
            }
        }
        rows.push(InstanceRow {
            name: cells[0].clone(),
            architecture: cells[1].clone(),
            accelerator: cells[4].clone(),
            accelerator_name: cells[6].clone(),
            numbers,
            words: cells[15]
                .split(';')
                .chain(cells[16].split(';'))
                .filter(|word| !word.is_empty())
                .map(str::to_owned)
                .collect(),
        });
    }
    Ok(rows)
}

fn instance_prices(table: &Table) -> Result<BTreeMap<(String, String), InstancePrice>, String> {
    let mut prices = BTreeMap::new();
    for row in &table.rows {
        if row.cells.len() != table.columns.len() {
            return Err(table.problem(row, "it has not as many cells as there are columns"));
        }
        for (region, cell) in
            table.columns.iter().zip(&row.cells).skip(1).filter(|(_, cell)| !cell.is_empty())
        {
            let (usd, source) = cell.split_at_checked(cell.len() - 1).ok_or("a price ends with a letter")?;
            let micros = decimal(usd, 6).map_err(|problem| table.problem(row, &problem))?;
            let price = InstancePrice { micros, source: source.to_owned() };
            prices.insert((region.clone(), row.cells[0].clone()), price);
        }
    }
    Ok(prices)
}

/// A decimal number as an integer with so many places after the point.
fn decimal(text: &str, places: usize) -> Result<u64, String> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if fraction.len() > places {
        return Err(format!("{text} has more than {places} places after the point"));
    }
    format!("{whole}{fraction:0<places$}").parse().map_err(|_| format!("{text} is not a number"))
}

/// A table as text.
struct Table {
    name: String,
    /// The last line of the head.
    columns: Vec<String>,
    rows: Vec<Row>,
}

struct Row {
    line: usize,
    cells: Vec<String>,
}

impl Table {
    fn read(folder: &Path, name: &str) -> Result<Self, String> {
        let text = fs::read_to_string(folder.join(name))
            .map_err(|error| format!("{name} cannot be read: {error}"))?;
        let split = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<_>>();
        let head = text.lines().take_while(|line| line.starts_with('#')).last().unwrap_or_default();
        let rows = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
        let rows = rows.map(|(line, text)| Row { line: line + 1, cells: split(text) }).collect();
        Ok(Self { name: name.to_owned(), columns: split(head.trim_start_matches(['#', ' '])), rows })
    }

    fn cells<'a, const N: usize>(&self, row: &'a Row) -> Result<&'a [String; N], String> {
        row.cells.as_slice().try_into().map_err(|_| self.problem(row, &format!("it has not {N} cells")))
    }

    fn problem(&self, row: &Row, problem: &str) -> String {
        format!("{}, line {}: {problem}", self.name, row.line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals() {
        assert_eq!(decimal("0.115", 6), Ok(115_000));
        assert_eq!(decimal("21.957642", 6), Ok(21_957_642));
        assert_eq!(decimal("3", 6), Ok(3_000_000));
        for bad in ["", "1.2345678", "1,2", "-1", "x"] {
            assert!(decimal(bad, 6).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_bad_line_is_named() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        fs::write(
            folder.path().join("instance_types.csv"),
            format!("# Head.\n# {}\na,b\n", COLUMNS.join(",")),
        )?;
        let problem = Tables::read(folder.path()).expect_err("two cells are not enough");
        assert_eq!(problem, "instance_types.csv, line 3: it has not 17 cells");
        Ok(())
    }
}
