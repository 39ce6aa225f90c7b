# `make run` on a fresh machine needs Python 3.11 or newer and make, nothing else.

PYTHON ?= python3
PYTEST_ARGS ?=
WORKERS ?= 2
TORTURE_ARGS ?=
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
DECLARED := pyproject.toml constraints.txt
# A worker that has nothing left takes half of what waits for another. With one test named, starting workers costs more.
TESTS := $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal
# The tests start the program some hundred times: what Python has compiled is kept.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run demo test test-long check style types imports bench torture clean

help:  ## list these targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST)

run: $(VENV)/.installed  ## open the dashboard
	@$(BIN)/delegator

demo: $(VENV)/.installed  ## open the dashboard on a throw-away copy of sample data
	@$(BIN)/delegator demo

test: $(VENV)/.installed-dev  ## run the tests, two at a time; PYTEST_ARGS adds to the command, WORKERS=0 runs one by one
	@$(TESTS) $(PYTEST_ARGS)

test-long: $(VENV)/.installed-dev  ## run them in their long form, as before a release
	@$(TESTS) --long $(PYTEST_ARGS)

check: style types imports  ## style, types and the arrows between the rooms

style: $(VENV)/.installed-dev
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

types: $(VENV)/.installed-dev
	@$(BIN)/mypy

imports: $(VENV)/.installed-dev
	@$(BIN)/lint-imports

bench: $(VENV)/.installed-dev  ## measure; each prints what it measured and how
	@$(BIN)/python -m bench
	@set -e; for each in bench/*_bench.py; do echo "== $$each"; $(BIN)/python "$$each"; done

torture: $(VENV)/.installed-dev  ## the long fault suite of the store; TORTURE_ARGS="--kills 100 --cuts 1000"
	@$(BIN)/python -m tests.store.torture $(TORTURE_ARGS)

clean:  ## remove what the other targets made
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "delegator needs Python 3.11 or newer: make PYTHON=python3.12" >&2; exit 1; }
	@echo "making $(VENV) …"
	@$(PYTHON) -m venv $(VENV)

# The stamps are newer than what was declared when they were made, so that nothing is installed twice.
$(VENV)/.installed: $(DECLARED) | $(BIN)/python
	@echo "installing …"
	@$(INSTALL) --editable .
	@touch $@

$(VENV)/.installed-dev: $(DECLARED) | $(BIN)/python
	@echo "installing what the tests need …"
	@$(INSTALL) --editable '.[dev]'
	@touch $@ $(VENV)/.installed
