#!/usr/bin/env bash
# Formatting and lints, each to the end, so that one run shows everything there is to mend.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/lib.sh"

scripts/setup.sh lint

passed=0 failed=0 not_run=0
check() {
  local what="$1" started=$SECONDS
  shift
  say "$what"
  if "$@"; then
    passed=$((passed + 1))
    printf '    clean, %s\n' "$(duration $((SECONDS - started)))"
  else
    failed=$((failed + 1))
    fail "$what" || true
  fi
}

check "formatting" cargo fmt --all --check
# A build that nobody watches would print a line for each of hundreds of crates.
quiet=--quiet
[ ! -t 2 ] || quiet=
check "clippy, native" cargo clippy $quiet --locked --workspace --all-targets --all-features -- -D warnings
check "clippy, WebAssembly" cargo clippy $quiet --locked -p configurator-core -p configurator-app \
  --target wasm32-unknown-unknown -- -D warnings

if have shellcheck; then
  # The folders of the project only: templates of the bundle are judged by tests of their own.
  check "shellcheck" shellcheck --external-sources scripts/*.sh .ci/run
elif ci; then
  check "shellcheck, which is not installed although CI=true" false
else
  skipped "shellcheck: it could not be installed"
  not_run=1
fi

printf 'lint: %s passed, %s failed, %s skipped\n' "$passed" "$failed" "$not_run"
[ -z "${CONFIGURATOR_COUNTS:-}" ] || echo "$passed $failed $not_run" >>"$CONFIGURATOR_COUNTS"
[ "$failed" = 0 ]
