# make portal   check the gallery and build the portal into build/site
# make test     everything that CI runs: style, types, generated files, tests
# make schema   write the generated files under schema/ again
# make bench    the benchmarks; see bench/README.md
# make nightly  what takes longer: an hour of hostile inputs, and the lowest versions that are allowed
# make fuzz     changed cards through the whole program, for MINUTES=60; what breaks it is kept in build/fuzz
# make lowest   the tests of the core with the lowest versions of its dependencies that pyproject.toml allows
# make lock     write requirements-dev.lock: the versions that are installed now
# make licences write LICENCES.md: what is depended on, under which licence

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export NO_MKDOCS_2_WARNING := 1

.PHONY: portal test lint schema bench nightly fuzz lowest lock licences clean
.DEFAULT_GOAL := help

help:
	@sed -n 's/^# //p' Makefile

$(BIN)/python:
	@echo "Creating the virtual environment $(VENV)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "AlignmentCard needs Python 3.11 or newer; set PYTHON=python3.x"; exit 2; }
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { sh tests/system-packages.sh venv && $(PYTHON) -m venv $(VENV); }

$(VENV)/portal.done: pyproject.toml | $(BIN)/python
	@echo "Installing AlignmentCard and MkDocs Material into $(VENV)"
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[portal]'
	@touch $@

$(VENV)/dev.done: pyproject.toml | $(BIN)/python
	@echo "Installing AlignmentCard and what its tests need into $(VENV)"
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/portal.done

portal: $(VENV)/portal.done
	@$(BIN)/alignmentcard site build site -o build/site

lint: $(VENV)/dev.done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: $(VENV)/dev.done
	@sh tests/system-packages.sh tests
	@$(MAKE) --no-print-directory lint
	$(BIN)/pytest -n 2

schema: $(VENV)/dev.done
	$(BIN)/python -m alignmentcard.model.export schema
	$(BIN)/python -m alignmentcard.measure.export schema
	$(BIN)/python -m alignmentcard.author.gallery site/cards templates/gallery.json

bench: $(VENV)/dev.done
	@cat bench/README.md

nightly: fuzz lowest

MINUTES ?= 60
fuzz: $(VENV)/dev.done
	PYTHONPATH=tests $(BIN)/python -m fuzz.run $(MINUTES) build/fuzz

CORE := tests/test_document.py tests/test_check.py tests/test_catalogue.py tests/test_profiles.py tests/cli/test_check.py
lowest: $(VENV)/dev.done
	@mkdir -p build
	$(BIN)/python tests/lowest.py > build/lowest.txt
	@$(PYTHON) -m venv --clear build/lowest
	@build/lowest/bin/pip install --quiet --disable-pip-version-check --constraint build/lowest.txt --editable . pytest hypothesis
	build/lowest/bin/python -m pytest $(CORE)

lock: $(VENV)/dev.done
	@{ echo "# What the tests last ran with: pip install -r requirements-dev.lock && pip install --no-deps -e ."; \
	echo "# Made by: make lock"; $(BIN)/pip freeze --exclude-editable; } > requirements-dev.lock

licences: $(VENV)/dev.done
	$(BIN)/python tests/licences.py > LICENCES.md

clean:
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
