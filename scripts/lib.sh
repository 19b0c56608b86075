# shellcheck shell=bash
# What the scripts share: where tools live, which versions, how they are announced. Sourced, after `set -euo pipefail`.
# Runs on the bash 3.2 of macOS as well as on Linux: no associative arrays, no GNU-only options.

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "$root" || exit 1

# Shared by all clones on the machine, so that a second clone installs nothing.
tools="${XDG_CACHE_HOME:-$HOME/.cache}/eks-configurator"

trunk_version=0.21.14
# The command-line half must be of exactly the version that the program is built with.
wasm_bindgen_version="$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/[^0-9.]/, ""); print; exit }' Cargo.lock)"
# shellcheck disable=SC2034 # scripts/setup.sh uses it
toolchain="$(sed -n 's/^channel *= *"\(.*\)"$/\1/p' rust-toolchain.toml)"

# Named for what is in it, so that another version is another folder.
linters="$tools/linters-$(cksum <tests/requirements.txt | cut -d ' ' -f 1)"

PATH="$linters/bin:$tools/trunk-$trunk_version/bin:$tools/wasm-bindgen-$wasm_bindgen_version/bin:${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"
export PATH

if [ -t 1 ]; then
  bold=$(printf '\033[1m') red=$(printf '\033[31m') yellow=$(printf '\033[33m') plain=$(printf '\033[0m')
else
  bold='' red='' yellow='' plain=''
fi

say() { printf '%s==>%s %s\n' "$bold" "$plain" "$*"; }

skipped() { printf '%sSKIPPED%s %s\n' "$yellow" "$plain" "$*"; }

fail() {
  printf '%sFAILED%s %s\n' "$red" "$plain" "$*" >&2
  return 1
}

have() { command -v "$1" >/dev/null 2>&1; }

ci() { [ "${CI:-}" = true ] || [ "${CI:-}" = 1 ]; }

# 75 -> "1 min 15 s"
duration() {
  if [ "$1" -ge 60 ]; then echo "$(($1 / 60)) min $(($1 % 60)) s"; else echo "$1 s"; fi
}

# timed "WHAT" COMMAND…: runs it quietly and says how long it took; on failure shows the end of its output.
# On a terminal the output is shown as it comes, so that a long step can be watched.
timed() {
  local what="$1" started=$SECONDS log status=0
  shift
  say "$what"
  if [ -t 1 ]; then
    "$@" || status=$?
  else
    log="$(mktemp "${TMPDIR:-/tmp}/eks-configurator.XXXXXX")"
    "$@" >"$log" 2>&1 </dev/null || status=$?
    [ "$status" = 0 ] || tail -n 40 "$log" >&2
    rm -f "$log"
  fi
  if [ "$status" != 0 ]; then
    fail "$what ($(duration $((SECONDS - started))))"
    return "$status"
  fi
  printf '    done in %s\n' "$(duration $((SECONDS - started)))"
}
