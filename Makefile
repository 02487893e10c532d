# make demo   set everything up, grade the sample class, write the HTML report
# make test   set everything up, run every check of the project
# make accuracy   measure how often the grader is wrong (ARGS="--only relu --seeds 20" for less)
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SAMPLE := $(shell paste -sd, examples/sample_class/exercises.txt)
READY := $(VENV)/.ready

# The arrays here are small: threads of the linear algebra would only wait for one another on a busy machine.
export OPENBLAS_NUM_THREADS := 1

.PHONY: demo test test-browser bench accuracy verify lint types layers clean

demo: $(READY)
	$(BIN)/autograder grade examples/sample_class/submissions --assignment all --only $(SAMPLE) --seed 2026 --out grades/sample_class

test: $(READY) lint types layers
	$(BIN)/pytest -n auto --dist loadgroup
	$(BIN)/pytest -q --doctest-modules solutions autograder/exercise autograder/text

# The browser test runs with `make test` wherever there is a Chromium; this brings one.
test-browser: $(READY)
	command -v chromium || command -v chromium-browser || command -v google-chrome || $(BIN)/playwright install --with-deps chromium
	$(BIN)/pytest tests/nbgrader/test_browser.py

bench: $(READY)
	$(BIN)/python benchmarks/isolation_cost.py
	$(BIN)/python benchmarks/confinement_cost.py
	$(BIN)/python benchmarks/nbgrader_cost.py

accuracy: $(READY)
	$(BIN)/python -m benchmarks.accuracy $(ARGS)

verify: $(READY)
	$(BIN)/autograder verify

lint: $(READY)
	$(BIN)/ruff check .

types: $(READY)
	$(BIN)/mypy

layers: $(READY)
	$(BIN)/lint-imports

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[test]'
	touch $(READY)

clean:
	rm -rf $(VENV) grades .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
