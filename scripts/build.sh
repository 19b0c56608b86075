#!/usr/bin/env bash
# Builds the release page into dist/: static files for any web server, at any path.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/lib.sh"

scripts/setup.sh page
if [ -d target/wasm32-unknown-unknown/release/deps ]; then expect="about 15 seconds"; else expect="about 2 minutes, the first time only"; fi
timed "building the release page into dist/ ($expect)" trunk build --release
