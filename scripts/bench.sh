#!/usr/bin/env bash
# Runs the benches, if the workspace has any.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/lib.sh"

scripts/setup.sh lint
if ! grep -q '^\[\[bench\]\]' ./*/Cargo.toml; then
  say "there are no benches yet: add a [[bench]] to a Cargo.toml"
  exit 0
fi
cargo bench --locked --workspace --benches "$@"
