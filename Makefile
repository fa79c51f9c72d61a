PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint bench fuzz clean

# Installs the package and runs the main job on the embedded AWS account.
demo: $(VENV)/.demo
	$(BIN)/steelyard demo

# Lints, type-checks and runs every test.
test: lint
	$(BIN)/pytest -n 2 -q tests

lint: $(VENV)/.test
	$(BIN)/ruff check src tests benchmarks
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/mypy

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.demo: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[demo]'
	touch $@

$(VENV)/.test: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[test]'
	touch $@

# Prints the figures of benchmarks/README.md that need nothing but this package and its test extras.
bench: $(VENV)/.test
	$(BIN)/python -m benchmarks.startup
	$(BIN)/python -m benchmarks.mods_load
	$(BIN)/python -m benchmarks.wire_call
	$(BIN)/python -m benchmarks.wire_page
	$(BIN)/python -m benchmarks.account
	$(BIN)/python -m benchmarks.many_accounts
	$(BIN)/python -m benchmarks.sql_translate
	$(BIN)/python -m benchmarks.sql_engines

# Random statements through PostgreSQL and DuckDB, for ten minutes.
fuzz: $(VENV)/.test
	$(BIN)/python -m tests.postgres.fuzz --seconds 600 --depth 3

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache
