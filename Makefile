# Everything a newcomer needs: `make run` starts the house, `make test` proves it.
# All tools come into the checkout (.venv, .tools, web/node_modules); see scripts/bootstrap.py.

PYTHON ?= python3
MAKEFLAGS += --no-print-directory
.DELETE_ON_ERROR:
.SUFFIXES:

# The checkout's own tools before any other.
export PATH := $(CURDIR)/.tools/bin:$(CURDIR)/.venv/bin:$(CURDIR)/web/node_modules/.bin:$(PATH)
unexport PYTHONPATH PYTHONHOME VIRTUAL_ENV UV_PROJECT_ENVIRONMENT

# What running needs, and beside it what checks, tests and measurements need.
tools := .venv/.ready
workshop := .venv/.workshop
packages := web/node_modules/.ready
client := src/madang/web/index.html
peers := bench/peers/node_modules/.ready
quietly := --loglevel=error --no-audit --no-fund --no-progress
network := Is there a network? Behind a proxy set HTTPS_PROXY; a registry of your own is set with npm_config_registry.

python_code := $(wildcard src tests bench scripts)
web_code := $(shell find web/client web/react web/app -type f \
	-not -path '*/node_modules/*' -not -path '*/dist/*' -not -name '*.test.*' 2>/dev/null)

.PHONY: help run test check fix types permissions bench build clean \
	lock format lint typing contracts wire web-format web-lint web-typing \
	quick client test-python test-web test-browser

help:
	@echo "make run     start Madang on http://localhost:8000"
	@echo "make test    everything that proves it: about twenty minutes"
	@echo "make check   the fast part: format, lint, types, contracts, quick tests"
	@echo "make fix     format, and repair what can be repaired"
	@echo "make types   write the TypeScript wire types anew from the server's schema"
	@echo "make permissions   write docs/permissions.md anew from the tests' table"
	@echo "make bench   measure"
	@echo "make build   the wheel, with the web client inside"
	@echo "make clean   remove all that these commands have brought or made, but no data"

## Running

# Ctrl-C reaches the server too; it ends by itself and make keeps quiet about it.
run: $(tools) $(client)
	@trap : INT; .venv/bin/madang serve; status=$$?; [ $$status -eq 130 ] || exit $$status

## Testing

static := lock format lint typing contracts wire web-format web-lint web-typing

test: $(workshop) $(packages)
	@scripts/each $(static) client test-python test-web test-browser

check: $(workshop) $(packages)
	@scripts/each $(static) quick

lock: $(tools)
	@uv lock --check --quiet

format: $(workshop)
	@ruff format --check --quiet .

lint: $(workshop)
	@ruff check --quiet .

typing: $(workshop)
	@mypy $(python_code)

contracts: $(workshop)
	@lint-imports --no-logo --cache-dir .cache/import-linter

wire: $(tools) $(packages)
	@python -m madang schema | node web/client/scripts/wire.mjs --check

web-format: $(packages)
	@cd web && oxfmt --check .

web-lint: $(packages)
	@cd web && oxlint --deny-warnings

web-typing: $(packages)
	@cd web && npm run --silent --workspaces --if-present check

quick: $(workshop)
	@pytest -q -m "not slow"

client: $(client)

test-python: $(workshop) $(packages)
	pytest -n 2 --durations 5

# The published packages are built too: what a stranger installs is that.
test-web: $(packages)
	cd web && npm run --silent --if-present build -w client -w react
	chromium=$$(scripts/chromium) && cd web && CHROMIUM=$$chromium npm run --silent --workspaces --if-present test

test-browser: $(packages) $(client)
	chromium=$$(scripts/chromium) && cd web && CHROMIUM=$$chromium npm run --silent e2e -w e2e

## Making

fix: $(workshop) $(packages)
	ruff check --fix --quiet . || true
	ruff format --quiet .
	cd web && oxlint --fix --quiet || true
	cd web && oxfmt .

types: $(tools) $(packages)
	python -m madang schema | node web/client/scripts/wire.mjs

permissions: $(workshop)
	python -m tests.security.policy_page

bench: $(workshop) $(client) $(peers)
	python -m bench $(BENCH)

build: $(tools) $(client)
	uv build --wheel --quiet
	@ls dist/*.whl

clean:
	rm -rf .venv .tools .cache .hypothesis dist src/madang/web web/node_modules web/*/node_modules web/*/dist \
		bench/peers/node_modules

## What the rest stands on: each file is a stamp, made anew only when what it comes from is newer

$(tools): pyproject.toml uv.lock scripts/bootstrap.py
	@$(PYTHON) scripts/bootstrap.py
	@touch $@

$(workshop): $(tools)
	@echo "Installing what checks and tests need ..."
	@uv sync --frozen --quiet --compile-bytecode
	@touch $@

# `npm ci` from nothing: the lock, exactly. Afterwards `npm install`: only what changed.
$(packages): web/package.json web/package-lock.json $(wildcard web/*/package.json) | $(tools)
	@echo "Installing what the web client is built with ..."
	@cd web && if [ -d node_modules ]; then npm install --no-save $(quietly); else npm ci $(quietly); fi >/dev/null \
		|| { echo "npm could not fetch the packages in web/package-lock.json. $(network)"; exit 1; }
	@touch $@

# Without them the others are measured all the same; the tables say who was not, and why.
$(peers): bench/peers/package.json bench/peers/package-lock.json | $(tools)
	@cd bench/peers && npm ci --loglevel=error --no-progress >/dev/null && touch node_modules/.ready \
		|| echo "npm ci failed in bench/peers: its peers will not be measured."

# What it says is for when it fails; otherwise it is in the file.
$(client): $(web_code) web/package-lock.json | $(packages)
	@echo "Building the web client ..."
	@mkdir -p .cache
	@cd web && npm run --silent build -w app >../.cache/client.log 2>&1 || { cat ../.cache/client.log; exit 1; }
	@rm -rf src/madang/web && cp -R web/app/dist src/madang/web && touch $@
