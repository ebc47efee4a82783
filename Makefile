# Two commands do everything: `make run` and `make test`.
PYTHON ?= python3
PORT ?= 8501
BIN := .venv/bin

# Each of the tests' processes would compile all tests anew, which takes longer than running most.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test test-older-duckdb check bench data messages clean

run: .venv/ready  ## set everything up and open the app
	$(BIN)/python serve.py --port $(PORT)

test: .venv/ready-dev  ## every test, browser tests included
	$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder

test-older-duckdb: .venv/ready-dev  ## the data's way once more on the long-supported DuckDB
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --upgrade \
	  --target .venv/older-duckdb duckdb==1.5.5
	PYTHONPATH=.venv/older-duckdb $(BIN)/python -m pytest -n 2 --dist loadfile \
	  tests/test_queries.py tests/test_pages.py tests/records/test_batches.py tests/etl/test_build.py \
	  tests/etl/test_breakdowns.py tests/etl/test_breakdowns_asked.py tests/etl/test_checks.py \
	  tests/etl/test_publish.py \
	  -k "not in_each_language and not every_indicator and not few_or_no_figures"

check: .venv/ready-dev  ## format, lint, types, quick tests
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not browser and not slow"

bench: .venv/ready-bench  ## speed and memory, as ratios within one run
	$(BIN)/python -m bench

data: .venv/ready  ## fetch the statistics and publish a new version
	$(BIN)/python -m etl run

messages: .venv/ready-dev  ## bring the catalogues in line with the code
	$(BIN)/python -m seutukuva.messages

.venv/ready: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Seutukuva needs Python 3.11 or newer; say which: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

.venv/ready-dev: .venv/ready requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	$(BIN)/python -m tests.browser.chromium
	touch $@

.venv/ready-bench: .venv/ready-dev bench/requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r bench/requirements.txt
	touch $@

# Editions name versions of the statistics that nothing can make again.
clean:  ## remove what was made; fetched answers, entered records and what they name stay
	rm -rf .venv .pytest_cache .ruff_cache .mypy_cache
	test -d data/records || rm -rf data/build
