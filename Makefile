# Two commands do everything: `make run` and `make test`.
PYTHON ?= python3
PORT ?= 8501
BIN := .venv/bin

# Each of the tests' processes would compile all tests anew, which takes longer than running most.
unexport PYTHONDONTWRITEBYTECODE

# Installs exactly the files whose hashes stand in a lock, and nothing else.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
# Resolves for every system and Python at once, so that a lock serves them all.
LOCK := .venv/locking/bin/uv pip compile --quiet --universal --python-version 3.11 \
  --generate-hashes --custom-compile-command "make locks"

.PHONY: run test test-older-duckdb check bench data messages locks audit clean

run: .venv/ready  ## set everything up and open the app
	$(BIN)/python serve.py --port $(PORT)

test: .venv/ready-dev  ## every test, browser tests included
	$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder \
	  --durations=25 --durations-min=2

test-older-duckdb: .venv/ready-dev  ## the data's way once more on the long-supported DuckDB
	$(INSTALL) --no-deps --upgrade --target .venv/older-duckdb -r .ci/older-duckdb.lock
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

locks:  ## write the hashes anew after a pin has changed
	$(PYTHON) -m venv .venv/locking
	.venv/locking/bin/python -m pip install --quiet --disable-pip-version-check \
	  --require-hashes -r .ci/locking.lock
	$(LOCK) requirements.txt -o requirements.lock
	$(LOCK) -c requirements.lock requirements-dev.txt -o requirements-dev.lock
	$(LOCK) -c requirements-dev.lock bench/requirements.txt -o bench/requirements.lock
	$(LOCK) .ci/audit.txt -o .ci/audit.lock
	$(LOCK) .ci/locking.txt -o .ci/locking.lock
	$(LOCK) .ci/older-duckdb.txt -o .ci/older-duckdb.lock

audit: .venv/ready  ## ask whether weaknesses of the locked packages are known
	PYTHON=$(PYTHON) bash .ci/audit

.venv/ready: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Seutukuva needs Python 3.11 or newer; say which: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv .venv
	$(INSTALL) -r requirements.lock
	touch $@

.venv/ready-dev: .venv/ready requirements-dev.lock
	$(INSTALL) -r requirements-dev.lock
	$(BIN)/python -m tests.browser.chromium
	touch $@

.venv/ready-bench: .venv/ready-dev bench/requirements.lock
	$(INSTALL) -r bench/requirements.lock
	touch $@

# Editions name versions of the statistics that nothing can make again.
clean:  ## remove what was made; fetched answers, entered records and what they name stay
	rm -rf .venv .pytest_cache .ruff_cache .mypy_cache
	test -d data/records || rm -rf data/build
