#!/usr/bin/env bash
# The promise of tests/tests/promise.rs over many random designs: DESIGNS of them from SEED on, in both flavours, through
# all steps and the bundles' own tests. About six seconds a design on two cores.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/lib.sh"

scripts/setup.sh tests
say "random designs: ${DESIGNS:-2000} from seed ${SEED:-1} on"
RANDOM_DESIGNS="${DESIGNS:-2000}" RANDOM_SEED="${SEED:-1}" RANDOM_STEPS="${STEPS:-all}" \
  cargo test --locked --package configurator-tests --all-features --test promise -- --nocapture
