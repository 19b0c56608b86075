#!/usr/bin/env bash
# Serves the page for development and reloads it after every edit. PORT and ADDRESS may be given.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/lib.sh"

scripts/setup.sh page

address="${ADDRESS:-127.0.0.1}"
port="${PORT:-8080}"
in_use() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
while in_use "$port"; do
  if [ -n "${PORT:-}" ]; then
    fail "port $port is in use: choose another one, as in 'make serve PORT=8081'"
  fi
  port=$((port + 1))
done

if [ -e target/serve/index.html ]; then expect="seconds"; else expect="about 2 minutes, the first time only"; fi
say "building the page ($expect); then it is at http://$address:$port/"
# Not into dist/: that folder holds release builds only, and what is served here has no content security policy.
mkdir -p target/serve
exec trunk serve --dist target/serve --address "$address" --port "$port"
