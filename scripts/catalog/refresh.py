"""Refreshes the tables in core/data/ of which packages on PyPI carry the facts: instance types and offers of EC2 from moto
and cfn-lint, enums of the APIs from botocore. Prices, add-ons and the calendar have no such source and stay as they are.

    python3 scripts/catalog/refresh.py FOLDER-WITH-WHEELS core/data

Standard library only. All tables are made before the first is written.
"""

import datetime
import sys
from pathlib import Path

import instance_types
from packages import Package, Refused
from tables import Table

OFFERS_OF_MOTO = "moto/ec2/resources/instance_type_offerings/region/"
OFFERS_OF_CFN_LINT = "cfnlint/data/schemas/extensions/aws_ec2_instance/instancetype_enum.json"
MODELS = {
    "eks": "botocore/data/eks/2017-11-01/service-2.json.gz",
    "ec2": "botocore/data/ec2/2016-11-15/service-2.json.gz",
}
# A package that suddenly knows a tenth less has rather changed its form.
LEAST = 0.9


def main(wheels, data):
    """Makes all tables, then writes those that have changed."""
    moto, cfn_lint, botocore = (Package(wheels, name) for name in ("moto", "cfn-lint", "botocore"))
    today = datetime.date.today().isoformat()
    types, offers, enums, prices = (
        Table(data, f"{name}.csv") for name in ("instance_types", "offerings", "enums", "prices_ec2")
    )

    replace(types, instance_types.lines(moto.json("moto/ec2/resources/instance_types.json.gz"), types))
    types.names_source(moto, today)
    names = {row[0] for row in types.rows}
    replace(offers, offered(moto, cfn_lint, names))
    offers.names_source(moto, today)
    offers.names_source(cfn_lint, today)
    replace(enums, values(botocore, enums))
    enums.names_source(botocore, today)
    drop_prices(prices, offers)

    for package in (moto, cfn_lint, botocore):
        print(f"{package.name} {package.version} of {package.date}")
    texts = [(table, table.text()) for table in (types, offers, enums, prices)]
    for table, text in texts:
        print(f"core/data/{table.name}: {len(table.rows)} lines, {'written' if table.write(text) else 'unchanged'}")


def replace(table, rows):
    """Puts new rows into a table and says what came and went."""
    before, now = {row[0] for row in table.rows}, {row[0] for row in rows}
    if len(rows) < len(table.rows) * LEAST:
        raise Refused(
            f"{table.name} would shrink from {len(table.rows)} to {len(rows)} lines: look at what the packages "
            "say before you believe it. Nothing was written."
        )
    for what, some in (("new", now - before), ("gone", before - now)):
        if some:
            print(f"core/data/{table.name}: {what}: {', '.join(sorted(some))}")
    if table.name == "instance_types.csv" and now - before:
        print("    branch interfaces and published max pods of the new types are not known: their cells are empty")
    table.rows = rows


def offered(moto, cfn_lint, names):
    """Lines of region, family and sizes: what moto lists for a region, else what cfn-lint does."""
    offers = {
        region: set(listed["enum"])
        for region, listed in cfn_lint.json(OFFERS_OF_CFN_LINT).items()
        if isinstance(listed, dict) and listed.get("enum") and region.count("-") >= 2
    }
    for region in moto.names(OFFERS_OF_MOTO):
        offers[region] = {offer["InstanceType"] for offer in moto.json(f"{OFFERS_OF_MOTO}{region}.json.gz")}
    rows = []
    for region, types in sorted(offers.items()):
        sizes = {}
        for family, size in (name.split(".", 1) for name in sorted(types & names)):
            sizes.setdefault(family, []).append(size)
        rows += [[region, family, ";".join(some)] for family, some in sizes.items()]
    return rows


def values(botocore, before):
    """The values of the enums that the table has, in the order of the API models."""
    models = {service: botocore.json(path)["shapes"] for service, path in MODELS.items()}
    rows = []
    for service, enum in dict.fromkeys((row[0], row[1]) for row in before.rows):
        if service in models:
            if "enum" not in models[service].get(enum, {}):
                raise Refused(f"The model of {service} in botocore {botocore.version} has no enum {enum} any more.")
            rows += [[service, enum, value] for value in models[service][enum]["enum"]]
        else:
            # From another source, which the head names.
            rows += [row for row in before.rows if row[:2] == [service, enum]]
    return rows


def drop_prices(prices, offers):
    """Empties the prices of what is no longer offered."""
    pairs = {(region, f"{family}.{size}") for region, family, some in offers.rows for size in some.split(";")}
    dropped = 0
    for row in prices.rows:
        for place in range(1, len(row)):
            if row[place] and (prices.columns[place], row[0]) not in pairs:
                row[place] = ""
                dropped += 1
    prices.rows = [row for row in prices.rows if any(row[1:])]
    if dropped:
        print(f"core/data/{prices.name}: dropped {dropped} prices of what EC2 no longer offers there")


if __name__ == "__main__":
    try:
        main(sys.argv[1], Path(sys.argv[2]))
    except Refused as problem:
        sys.exit(f"The tables were not refreshed: {problem}")
    except (KeyError, IndexError, StopIteration, TypeError, ValueError) as odd:
        sys.exit(
            f"The tables were not refreshed: a package or a table is not of the form that this script reads ({odd!r}). "
            "Nothing was written."
        )
