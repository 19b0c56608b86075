#!/usr/bin/env bash
# Finishes the page after every build; Trunk runs it. Names the worker's files after what they hold, as Trunk names the
# others, and writes into the page which of them starts it. Into a release page it also writes the content security policy:
# a development build has none, for the script with which `trunk serve` reloads the page is inline.
set -euo pipefail

cd "$TRUNK_STAGING_DIR"
page=index.html

# put COMMENT META: writes META where the page has the comment that begins with COMMENT.
put() {
  awk -v comment="<!-- $1:" -v meta="$2" '
    index($0, comment) { print "  " meta; found = 1; next }
    { print }
    END { exit !found }
  ' "$page" >"$page.finished" || {
    echo "finish-page: keep the $1 comment of public/index.html" >&2
    exit 1
  }
  mv "$page.finished" "$page"
}

name=configurator-worker
hash="$(cat "$name.js" "${name}_bg.wasm" | cksum | cut -d ' ' -f 1)"
sed "s/${name}_bg\.wasm/$name-${hash}_bg.wasm/g" "$name.js" >"$name-$hash.js"
sed "s/$name\.js/$name-$hash.js/g" "${name}_loader.js" >"$name-${hash}_loader.js"
mv "${name}_bg.wasm" "$name-${hash}_bg.wasm"
rm "$name.js" "${name}_loader.js"
put worker "<meta name=\"worker\" content=\"./$name-${hash}_loader.js\">"

if [ "${TRUNK_PROFILE:-}" = release ]; then
  policy="default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self' data:; manifest-src 'self'; worker-src 'self'; base-uri 'self'; form-action 'none'"
  put content-security-policy "<meta http-equiv=\"Content-Security-Policy\" content=\"$policy\">"
fi
