#!/usr/bin/env bash
# All tests: of the sources, of the generated Terraform, and of the release page in a browser, which it builds first.
# One step after the other: two builds at once would only slow each other down.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/lib.sh"

scripts/setup.sh tests

work="$(mktemp -d "${TMPDIR:-/tmp}/eks-configurator.XXXXXX")"
trap 'rm -rf "$work"' EXIT
# Tests that lack a tool write a line here: see tests/src/skip.rs.
export CONFIGURATOR_SKIPPED="$work/skipped"
: >"$CONFIGURATOR_SKIPPED"

passed=0 failed=0 not_run=0 summary='' first_time=''
[ -d target/debug/deps ] || first_time=' (building them takes 2 minutes, the first time only)'

main() {
  # Those that look at the release page are named for it and run when it is built; everything else runs before.
  local before='' after='' name
  for name in $(test_targets); do
    case "$name" in
      browser_*) after="$after --test $name" ;;
      page_size) ;;
      *) before="$before --test $name" ;;
    esac
  done
  case "$before" in *" tidy"*) ;; *) fail "cargo no longer lists the tidy test" ;; esac

  # shellcheck disable=SC2086 # a list of options
  tests "sources and bundle" --lib --bins $before
  doc_tests
  if page; then
    show_output=yes tests "weight of the page" --test page_size
    # shellcheck disable=SC2086
    tests "page in the browser" $after
  else
    summary="$summary    weight of the page and page in the browser: not run, because there is no page
"
  fi
  close
}

# The names of all integration tests of the workspace, as cargo itself tells them.
test_targets() {
  { cargo test --locked --workspace --test 2>&1 || true; } | sed -n 's/^    \([a-z0-9_]*\)$/\1/p'
}

# tests WHAT TARGETS…
tests() {
  local what="$1" status=0 started=$SECONDS lacking
  shift
  say "tests: $what$first_time"
  lacking=$(wc -l <"$CONFIGURATOR_SKIPPED")
  if cargo nextest --version >/dev/null 2>&1; then
    local output=never
    [ -z "${show_output:-}" ] || output=final
    cargo nextest run --locked --workspace --all-features --no-fail-fast --cargo-quiet \
      --status-level slow --final-status-level fail --success-output "$output" --no-tests pass "$@" \
      2>&1 | tee "$work/log" || status=$?
  else
    local capture=''
    [ -z "${show_output:-}" ] || capture=--nocapture
    # shellcheck disable=SC2086
    cargo test --quiet --locked --workspace --all-features --no-fail-fast "$@" -- $capture 2>&1 |
      tee "$work/log" || status=$?
  fi
  lacking=$(($(wc -l <"$CONFIGURATOR_SKIPPED") - lacking))
  first_time=''
  report "$what" "$status" "$lacking" $((SECONDS - started))
}

# The examples in the documentation, which nextest leaves out.
doc_tests() {
  local status=0 started=$SECONDS
  say "tests: examples in the documentation"
  cargo test --quiet --locked --workspace --all-features --doc 2>&1 | tee "$work/log" || status=$?
  report "examples in the documentation" "$status" 0 $((SECONDS - started))
}

page() {
  local started=$SECONDS
  if scripts/build.sh; then
    passed=$((passed + 1))
    line "release page builds" 1 0 0 $((SECONDS - started))
  else
    failed=$((failed + 1))
    line "release page builds" 0 1 0 $((SECONDS - started))
    return 1
  fi
}

# report WHAT STATUS LACKING SECONDS: adds up what the runner counted. A test that lacked a tool
# returned early, so its runner took it for passed.
report() {
  local what="$1" status="$2" lacking="$3" seconds="$4" counts p f s
  counts="$(count <"$work/log")"
  read -r p f s <<<"$counts"
  p=$((p - lacking)) s=$((s + lacking))
  # A build that failed, or a runner that broke off, counted nothing.
  if [ "$status" != 0 ] && [ "$f" = 0 ]; then f=1; fi
  passed=$((passed + p)) failed=$((failed + f)) not_run=$((not_run + s))
  line "$what" "$p" "$f" "$s" "$seconds"
}

# PASSED FAILED SKIPPED out of the closing lines of nextest, or else of cargo test.
count() {
  awk '
    { gsub(/\033\[[0-9;]*m/, "") }
    /^ *Summary \[/ {
      nextest = 1
      sub(/.*tests? run: /, "")
      n = split($0, part, /, /)
      for (i = 1; i <= n; i++) {
        split(part[i], word, " ")
        if (word[2] == "passed") p += word[1]
        else if (word[2] == "skipped") s += word[1]
        else f += word[1]
      }
    }
    /^test result: / { split($0, w, /[ ;.]+/); cp += w[4]; cf += w[6]; cs += w[8] }
    END { if (nextest) print p + 0, f + 0, s + 0; else print cp + 0, cf + 0, cs + 0 }
  '
}

line() {
  summary="$summary$(printf '    %-32s %4s passed, %s failed, %s skipped, %s' "$1" "$2" "$3" "$4" "$(duration "$5")")
"
}

close() {
  echo
  say "summary, after $(duration "$SECONDS")"
  printf '%s' "$summary"
  while read -r lacking; do skipped "$lacking"; done <"$CONFIGURATOR_SKIPPED"
  printf 'tests: %s passed, %s failed, %s skipped\n' "$passed" "$failed" "$not_run"
  [ -z "${CONFIGURATOR_COUNTS:-}" ] || echo "$passed $failed $not_run" >>"$CONFIGURATOR_COUNTS"
  [ "$failed" = 0 ]
}

main
