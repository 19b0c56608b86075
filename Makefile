# `make` lists what there is. Targets install what they lack and say so: see scripts/setup.sh.
.DEFAULT_GOAL := help
.PHONY: help serve build test soak lint fmt bench catalog setup clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: ## the page at http://127.0.0.1:8080/, reloaded after every edit (PORT=…, ADDRESS=…)
	@scripts/serve.sh

build: ## the release page in dist/: static files for any web server, at any path
	@scripts/build.sh

test: ## all tests, the ones in the browser too
	@scripts/test.sh

soak: ## the promise over more random designs, all steps in both flavours (DESIGNS=2000, SEED=1): hours
	@scripts/soak.sh

lint: ## formatting, clippy, shellcheck
	@scripts/lint.sh

fmt: ## formats the sources
	@cargo fmt --all

bench: ## how long an edit takes, in the core and in the browser
	@scripts/bench.sh

catalog: ## the facts about AWS in core/data/, refreshed from PyPI (REFRESH=no: only made compact)
	@scripts/catalog.sh

setup: ## only installs what the other targets need
	@scripts/setup.sh tests

clean: ## removes what was built in this clone, not the tools
	@rm -rf target dist node_modules
