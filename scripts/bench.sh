#!/usr/bin/env bash
# Benches: of the core, native, and of the release page in a browser. Figures, not judgements: no test depends on them.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/lib.sh"

scripts/setup.sh tests
say "the core, native"
cargo bench --quiet --locked -p configurator-core --all-features --benches "$@"
scripts/build.sh
say "the page, from an input event to the changed drawing and files"
cargo run --quiet --locked -p configurator-tests --bin latency
