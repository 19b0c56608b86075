#!/usr/bin/env bash
# Installs what is missing, and says so: `setup.sh lint`, `setup.sh page` for building the page, `setup.sh tests` for all.
# What is there already costs a second. Nothing needs root except Debian's Chromium, which is only tried where it is
# free of questions.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/lib.sh"

main() {
  ensure_rust
  ensure_c_compiler
  case "$1" in
    lint)
      ensure_linters
      ;;
    page)
      ensure_trunk
      ensure_wasm_bindgen
      ;;
    tests)
      ensure_trunk
      ensure_wasm_bindgen
      ensure_linters
      ensure_axe
      ensure_chromium
      ;;
    *)
      fail "setup.sh knows lint, page and tests, not $1"
      ;;
  esac
}

# The pinned toolchain and its WebAssembly target. rustup would install it by itself on first use, unless it is told
# not to; so it is asked in words.
ensure_rust() {
  if ! have cargo; then
    fail "Rust is missing: install rustup from https://rustup.rs and run this again"
  fi
  if ! have rustup; then
    ensure_rust_without_rustup
    return
  fi
  if ! rustup run "$toolchain" rustc --version >/dev/null 2>&1; then
    timed "installing Rust $toolchain (about a minute)" \
      rustup toolchain install "$toolchain" --profile minimal --component rustfmt --component clippy
  fi
  local installed
  installed="$(rustup component list --toolchain "$toolchain" | grep -F '(installed)' || true)"
  ensure_part "$installed" rust-std-wasm32-unknown-unknown "the WebAssembly target" \
    rustup target add wasm32-unknown-unknown --toolchain "$toolchain"
  ensure_part "$installed" clippy "clippy" rustup component add clippy --toolchain "$toolchain"
  ensure_part "$installed" rustfmt "rustfmt" rustup component add rustfmt --toolchain "$toolchain"
}

ensure_part() {
  local installed="$1" part="$2" what="$3"
  shift 3
  case "$installed" in
    *"$part"*) ;;
    *) timed "installing $what (seconds)" "$@" ;;
  esac
}

# A Rust that came with the system can do, if it is new enough and has the WebAssembly target.
ensure_rust_without_rustup() {
  if [ ! -d "$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown" ]; then
    fail "this Rust has no WebAssembly target and no rustup to add it: install rustup from https://rustup.rs"
  fi
  skipped "the check of the Rust version: there is no rustup; $(rustc --version) is used where $toolchain is meant"
}

ensure_c_compiler() {
  have cc || fail "a C compiler is missing, which Rust needs for linking (Debian: apt-get install build-essential; macOS: xcode-select --install)"
}

ensure_trunk() {
  [ "$(trunk --version 2>/dev/null)" = "trunk $trunk_version" ] && return
  cargo_install trunk "$trunk_version" "about 5 minutes on two cores, once per machine" \
    trunk --no-default-features --features rustls
}

ensure_wasm_bindgen() {
  [ "$(wasm-bindgen --version 2>/dev/null)" = "wasm-bindgen $wasm_bindgen_version" ] && return
  cargo_install wasm-bindgen "$wasm_bindgen_version" "about 2 minutes, once per version" \
    wasm-bindgen-cli --bin wasm-bindgen
}

# cargo_install NAME VERSION HOW-LONG CRATE OPTION…
# Built for a fast build rather than a fast tool: these settings halve the time and the tools are quick enough. They are
# set here only; the page has its own.
cargo_install() {
  local name="$1" version="$2" how_long="$3" crate="$4"
  shift 4
  local work="$tools/.build-$name-$version"
  # The work folder outlives an interruption, so that the next try goes on from there.
  timed "installing $name $version ($how_long)" env \
    CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_OPT_LEVEL=1 \
    CARGO_TARGET_DIR="$work" RUSTFLAGS= \
    cargo install "$crate" --version "$version" --locked --root "$tools/$name-$version" "$@"
  rm -rf "$work"
}

# axe-core, from npm: the browser tests judge the page's accessibility with it.
ensure_axe() {
  local wanted
  wanted="$(sed -n 's/.*"axe-core": "\(.*\)".*/\1/p' package.json)"
  grep -q "\"version\": \"$wanted\"" node_modules/axe-core/package.json 2>/dev/null && return
  if ! have npm; then
    skipped "axe-core: npm is missing (Debian: apt-get install npm; macOS: brew install node)"
    return
  fi
  timed "installing axe-core $wanted (seconds)" npm ci --no-audit --no-fund
}

ensure_chromium() {
  { have_chrome && have_chromedriver; } && return
  apt_install "Chromium and its driver" chromium chromium-driver
  { have_chrome && have_chromedriver; } && return
  skipped "Chromium and ChromeDriver cannot be installed from here (macOS: brew install --cask google-chrome chromedriver; elsewhere: install both, or set CHROME and CHROMEDRIVER)"
}

# Two linters from PyPI, shellcheck and checkov, in a folder of their own: they judge the bundles.
ensure_linters() {
  { have shellcheck && have checkov; } && return
  if ! have python3; then
    skipped "shellcheck and checkov: python3 is missing (Debian: apt-get install python3-venv; macOS: brew install python)"
    return
  fi
  # What an interrupted installation left is not trusted.
  rm -rf "$linters"
  mkdir -p "$tools"
  if timed "installing shellcheck and checkov (about a minute)" install_linters; then return; fi
  rm -rf "$linters"
  skipped "shellcheck and checkov cannot be installed from here (Debian: apt-get install python3-venv)"
}

# Not moved when done: a virtual environment knows its place.
install_linters() {
  python3 -m venv "$linters" &&
    "$linters/bin/python" -m pip install --quiet --disable-pip-version-check --requirement tests/requirements.txt
}

# apt_install WHAT PACKAGE…, where there is apt-get and it can be run without a question. Never fails: who needs the
# package looks whether it is there.
apt_install() {
  local what="$1" run=''
  shift
  have apt-get || return 0
  if [ "$(id -u)" != 0 ]; then
    { have sudo && sudo -n true 2>/dev/null; } || return 0
    run='sudo'
  fi
  timed "refreshing the list of packages (seconds)" $run apt-get update -q || true
  timed "installing $what with apt-get (about a minute)" \
    $run env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@" || true
}

# The same places as in tests/src/browser/tools.rs.
have_chrome() {
  [ -n "${CHROME:-}" ] || have chromium || have chromium-browser || have google-chrome || have google-chrome-stable ||
    have chrome || [ -e "/Applications/Google Chrome.app" ] || [ -e "/Applications/Chromium.app" ]
}

have_chromedriver() {
  [ -n "${CHROMEDRIVER:-}" ] || have chromedriver || [ -e /usr/lib/chromium/chromedriver ] ||
    [ -e /usr/lib/chromium-browser/chromedriver ]
}

main "${1:-page}"
