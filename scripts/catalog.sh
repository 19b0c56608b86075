#!/usr/bin/env bash
# The facts about AWS in core/data/: refreshes the tables that packages on PyPI carry, then makes catalog.bin, the compact
# form of the tables in the product. REFRESH=no leaves the tables as they are and needs no network. Prices, add-ons and the
# calendar of versions are taken by hand: see core/data/SOURCES.md.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/lib.sh"

main() {
  case "${REFRESH:-yes}" in
    yes) refresh ;;
    no) ;;
    *) fail "REFRESH is yes or no, not $REFRESH" ;;
  esac
  say "compact form of the tables"
  cargo run --quiet --locked -p configurator-tests --bin catalog
}

refresh() {
  have python3 || fail "python3 is missing, which reads the packages (Debian: apt-get install python3-pip; macOS: brew install python); REFRESH=no does without"
  python3 -m pip --version >/dev/null 2>&1 ||
    fail "pip is missing, which gets the packages (Debian: apt-get install python3-pip); REFRESH=no does without"
  work="$(mktemp -d "${TMPDIR:-/tmp}/eks-configurator.XXXXXX")"
  trap 'rm -rf "$work"' EXIT
  timed "downloading moto, cfn-lint and botocore from PyPI (30 MB)" \
    python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary :all: --dest "$work" \
    moto cfn-lint botocore
  say "tables of instance types, offers and enums"
  PYTHONDONTWRITEBYTECODE=1 python3 scripts/catalog/refresh.py "$work" core/data
}

main
