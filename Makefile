# make portal   check the gallery and build the portal into build/site
# make test     everything that CI runs: style, types, generated files, tests
# make schema   write the generated files under schema/ again
# make bench    the benchmarks; see bench/README.md
# make nightly  what takes longer: an hour of hostile inputs, and the lowest versions of everything
# make fuzz     changed cards through the whole program, for MINUTES=60; what breaks it is kept in build/fuzz
# make lowest   the tests with the lowest versions of all dependencies that pyproject.toml allows; lowest-core: the core
# make lock     write requirements-dev.lock: the versions that are installed now
# make licences write LICENCES.md: what is depended on, under which licence

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export NO_MKDOCS_2_WARNING := 1

.PHONY: portal test lint schema bench nightly fuzz lowest lowest-core lock licences clean
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
	@$(MAKE) --no-print-directory lowest-core
	$(BIN)/pytest -n 2

schema: $(VENV)/dev.done
	$(BIN)/python -m alignmentcard.model.export schema
	$(BIN)/python -m alignmentcard.measurement.export schema
	$(BIN)/python -m alignmentcard.author.gallery site/cards templates/gallery.json

bench: $(VENV)/dev.done
	@cat bench/README.md

nightly: fuzz lowest

MINUTES ?= 60
fuzz: $(VENV)/dev.done
	PYTHONPATH=tests $(BIN)/python -m fuzz.run $(MINUTES) build/fuzz

TOOLS := hypothesis pytest pytest-xdist
CORE := tests/test_check.py tests/test_catalogue.py tests/test_profiles.py tests/cli/test_check.py
WITH_EXTRAS := tests/author tests/cli tests/lsp tests/measure tests/portal tests/test_collection.py
lowest-core: EXTRAS :=
lowest-core: TESTS := $(CORE)
lowest: TOOLS += krippendorff pexpect polars rdflib
lowest: EXTRAS := author lsp measure models portal spark
lowest: TESTS := $(CORE) $(WITH_EXTRAS)
empty :=
comma := ,
lowest lowest-core: $(VENV)/dev.done
	@mkdir -p build
	$(BIN)/python tests/lowest.py $(EXTRAS) > build/$@.txt
	@$(PYTHON) -m venv --clear build/$@
	@build/$@/bin/pip install --quiet --disable-pip-version-check --constraint build/$@.txt \
	    --editable '.$(if $(EXTRAS),[$(subst $(empty) $(empty),$(comma),$(EXTRAS))])' $(TOOLS)
	build/$@/bin/python -m pytest -n 2 -k 'not up_to_date' $(TESTS)

lock: $(VENV)/dev.done
	@{ echo "# What the tests last ran with: pip install -r requirements-dev.lock && pip install --no-deps -e ."; \
	echo "# Made by: make lock"; $(BIN)/pip freeze --exclude-editable; } > requirements-dev.lock

licences: $(VENV)/dev.done
	$(BIN)/python tests/licences.py > LICENCES.md

clean:
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
