#!/usr/bin/env bash
# Writes the content security policy into the page of a release build. Trunk runs it after every build.
# A development build has none: the script with which `trunk serve` reloads the page is inline.
set -euo pipefail

[ "${TRUNK_PROFILE:-}" = release ] || exit 0

page="$TRUNK_STAGING_DIR/index.html"
policy="default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self' data:; manifest-src 'self'; worker-src 'self'; base-uri 'self'; form-action 'none'"

awk -v meta="<meta http-equiv=\"Content-Security-Policy\" content=\"$policy\">" '
  /<!-- content-security-policy:/ { print "  " meta; found = 1; next }
  { print }
  END { exit !found }
' "$page" >"$page.with-policy" || {
  echo "add-csp: $page has no place for the policy: keep the content-security-policy comment of public/index.html" >&2
  exit 1
}
mv "$page.with-policy" "$page"
