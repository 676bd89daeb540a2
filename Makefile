# make portal   check the gallery and build the portal into build/site
# make quick    what to run after every change: style, types, layers, rules and the core, in less than a minute
# make test     everything that CI runs: style, types, generated files, tests; the same every time
# make schema   write the generated files under schema/ and the picture of the layers in CONTRIBUTING.md again
# make messages  bring the catalogues under languages/ up to date with the texts in code, templates and schema
# make case AC206  write what the conformance suite expects of the cards of a rule, new ones included
# make bench    the benchmarks; see bench/README.md
# make nightly  what takes longer, or is different every time: all of the next five
# make long     the tests that take longest
# make random   property-based tests with random examples, and more of them
# make newest   the tests with the newest versions of all dependencies
# make lowest   the tests with the lowest versions of all dependencies that pyproject.toml allows; lowest-core: the core
# make fuzz     changed cards through the whole program, for MINUTES=60; what breaks it is kept in build/fuzz
# make lock     renew the versions that tests run with, under requirements/; KEEP=1 only adds what pyproject.toml adds
# make licences write LICENCES.md: what is depended on, under which licence

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export NO_MKDOCS_2_WARNING := 1

.PHONY: portal quick test lint schema messages case bench nightly long random newest lowest lowest-core fuzz lock licences clean
.DEFAULT_GOAL := help

help:
	@sed -n 's/^# make /make /p' Makefile

$(BIN)/python:
	@echo "Creating the virtual environment $(VENV)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "AlignmentCard needs Python 3.11 or newer; set PYTHON=python3.x"; exit 2; }
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { sh tests/system-packages.sh venv && $(PYTHON) -m venv $(VENV); }

# What is installed is what the files under requirements/ name, by digest
PIP := pip install --quiet --disable-pip-version-check
ITSELF := --no-deps --no-build-isolation --editable .

$(VENV)/portal.done: pyproject.toml requirements/portal.txt | $(BIN)/python
	@echo "Installing AlignmentCard and MkDocs Material into $(VENV)"
	@$(BIN)/$(PIP) --require-hashes --requirement requirements/portal.txt
	@$(BIN)/$(PIP) $(ITSELF)
	@touch $@

$(VENV)/dev.done: pyproject.toml requirements/sources.txt requirements/dev.txt | $(BIN)/python
	@echo "Installing AlignmentCard and what its tests need into $(VENV)"
	@$(BIN)/$(PIP) --require-hashes --requirement requirements/sources.txt
	@$(BIN)/$(PIP) --require-hashes --no-build-isolation --requirement requirements/dev.txt
	@$(BIN)/$(PIP) $(ITSELF)
	@touch $@ $(VENV)/portal.done

# The checker for browsers is in the portal where npm can bring its parts
BROWSER := $(if $(shell command -v npm),--browser)

portal: $(VENV)/portal.done
	@$(BIN)/alignmentcard site build site -o build/site $(BROWSER) || $(BIN)/alignmentcard site build site -o build/site

lint: $(VENV)/dev.done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Sets have the same order in every run
test quick lowest-core: export PYTHONHASHSEED := 0

QUICK := tests/rules tests/test_catalogue.py tests/test_check.py tests/test_codes.py tests/test_conformance.py \
    tests/test_coordinates.py tests/test_diff.py tests/test_docs.py tests/test_edit.py tests/test_gallery.py \
    tests/test_layers.py tests/test_migrate.py tests/test_profiles.py tests/test_repository.py \
    tests/test_requirements.py tests/test_schema.py tests/test_settings.py tests/test_starters.py \
    tests/cli/test_check.py tests/cli/test_export.py tests/cli/test_import.py tests/convert/test_crosswalk.py \
    tests/lsp/test_actions.py tests/lsp/test_completion.py tests/lsp/test_hover.py \
    tests/measure/adapters tests/measure/test_names.py tests/measure/test_shown.py \
    tests/portal/test_links.py tests/portal/test_measured.py tests/portal/test_words.py
quick: lint
	$(BIN)/pytest -n 2 --quiet -m 'not slow and not browser and not nightly' $(QUICK)

test: $(VENV)/dev.done
	@sh tests/system-packages.sh tests
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory lowest-core
	-@$(if $(BROWSER),$(BIN)/python -m alignmentcard.portal.browser.pack)
	$(BIN)/pytest -n 2

schema: $(VENV)/dev.done
	$(BIN)/python -m alignmentcard.model.export schema
	$(BIN)/python -m alignmentcard.measurement.export schema
	$(BIN)/python -m alignmentcard.author.gallery site/cards templates/gallery.json
	$(BIN)/python tests/test_layers.py
	$(BIN)/python tests/phrase_words.py
	$(BIN)/python tests/catalogues.py

messages: $(VENV)/dev.done
	$(BIN)/python tests/catalogues.py

case: $(VENV)/dev.done
	@PYTHONPATH=tests $(BIN)/python tests/write_cases.py $(filter-out case,$(MAKECMDGOALS))

AC%:
	@:

bench: $(VENV)/dev.done
	@cat bench/README.md

nightly: long random newest lowest fuzz

long: $(VENV)/dev.done
	$(BIN)/pytest -n 2 -m nightly -o faulthandler_timeout=0

random: $(VENV)/dev.done
	HYPOTHESIS_PROFILE=nightly $(BIN)/pytest -n 2 -m hypothesis -o faulthandler_timeout=0

MINUTES ?= 60
fuzz: $(VENV)/dev.done
	PYTHONPATH=tests $(BIN)/python -m fuzz.run $(MINUTES) build/fuzz

# Each of these three has an environment of its own
CORE := tests/test_bad_input.py tests/test_catalogue.py tests/test_check.py tests/test_document.py tests/test_model.py \
    tests/test_profiles.py tests/test_python_api.py tests/cli/test_check.py
WITH_EXTRAS := tests/author tests/cli tests/lsp tests/measure tests/portal tests/test_collection.py
newest lowest lowest-core: ENVIRONMENT = mkdir -p build && $(PYTHON) -m venv --clear build/$@
newest lowest lowest-core: ITS = build/$@/bin

newest: | $(BIN)/python
	@$(ENVIRONMENT)
	@$(ITS)/$(PIP) --editable '.[dev]'
	$(ITS)/mypy
	$(ITS)/pytest -n 2

lowest-core: | $(BIN)/python
	@$(ENVIRONMENT)
	@$(ITS)/$(PIP) --require-hashes --requirement requirements/lowest-core.txt
	@$(ITS)/$(PIP) $(ITSELF)
	$(ITS)/pytest -n 2 -k 'not up_to_date' $(CORE)

lowest: $(VENV)/dev.done
	@$(ENVIRONMENT)
	@$(LOCKED_TOOLS) | $(RESOLVE) $(LOWEST) $(EXTRAS:%=--extra %) -o build/lowest.txt
	@$(ITS)/$(PIP) --require-hashes --requirement build/lowest.txt
	@$(ITS)/$(PIP) $(ITSELF)
	$(ITS)/pytest -n 2 -k 'not up_to_date' $(CORE) $(WITH_EXTRAS)

RESOLVE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --custom-compile-command 'make lock' $(if $(KEEP),,--upgrade)
LOWEST := pyproject.toml requirements/build.in - --resolution lowest-direct
EXTRAS := author lsp measure models pictures portal spark
TOOLS := hypothesis|krippendorff|pexpect|polars|pytest|pytest-xdist|rdflib
LOCKED_TOOLS = grep -oE '^($(TOOLS))==[^ ]+' requirements/dev.txt
lock: TOOLS := hypothesis|pytest|pytest-xdist
lock: $(VENV)/dev.done
	$(RESOLVE) pyproject.toml --extra dev -o requirements/dev.txt
	$(RESOLVE) pyproject.toml -c requirements/dev.txt -o requirements/core.txt
	$(RESOLVE) pyproject.toml requirements/build.in --extra portal -c requirements/dev.txt -o requirements/portal.txt
	$(RESOLVE) requirements/sources.in -c requirements/dev.txt -o requirements/sources.txt
	$(RESOLVE) requirements/properdocs.in --no-deps -o requirements/properdocs.txt
	$(LOCKED_TOOLS) | $(RESOLVE) $(LOWEST) -o requirements/lowest-core.txt

licences: $(VENV)/dev.done
	$(BIN)/python tests/licences.py > LICENCES.md

clean:
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
