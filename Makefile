# Every target sets up what it needs; nothing has to be installed by hand beforehand but Python >= 3.11.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
COMPILED := $(VENV)-compiled
CORPUS ?= ../shared/corpus
PREFIX ?=
# A process for each core, which takes tests over from others when it has none left. Crawls that are held against the clock run
# alone, and so do the slow tests, which measure.
PARALLEL := -n auto --maxprocesses 8 --dist worksteal
ALONE    := tests/faults tests/run tests/tell tests/store/test_backup.py
TOGETHER := $(PARALLEL) $(addprefix --ignore=,$(ALONE))

.DEFAULT_GOAL := help
.PHONY: help demo install test test-all test-slow test-oldest test-compiled soak lint format bench real clean

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-11s %s\n", $$1, $$2}'

# The stamp is newer than pyproject.toml exactly when the environment matches it.
$(VENV)/.installed: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "envnews needs Python 3.11 or newer: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

demo: $(VENV)/.installed ## crawl the bundled replica portals twice and show what came of it (offline)
	$(BIN)/envnews demo

install: ## install into PREFIX/.venv, compiled where there is a compiler (make install PREFIX=/srv/envnews)
	@test -n '$(PREFIX)' || { echo 'make install PREFIX=DIRECTORY: say where envnews shall live'; exit 2; }
	@echo 'This takes some minutes where there is a C compiler; ENVNEWS_COMPILE=0 leaves the modules as they are.'
	$(PYTHON) -m venv '$(PREFIX)/.venv'
	'$(PREFIX)/.venv/bin/pip' install --quiet --disable-pip-version-check .

test: $(VENV)/.installed ## run the tests
	$(BIN)/pytest $(TOGETHER)
	$(BIN)/pytest $(ALONE)

test-all: test test-slow ## run the tests, the slow ones too

test-slow: $(VENV)/.installed ## run the slow tests only
	$(BIN)/pytest -m slow

test-oldest: ## run the tests with the oldest supported versions, in an environment of their own
	$(PYTHON) -m venv $(VENV)-oldest
	$(VENV)-oldest/bin/pip install --quiet --disable-pip-version-check --constraint constraints-oldest.txt --editable '.[dev]'
	$(VENV)-oldest/bin/pytest $(TOGETHER)
	$(VENV)-oldest/bin/pytest $(ALONE)

# As operators install it: compiled where there is a compiler, and an edit needs it anew. The tests are found behind what is
# installed, the sources never.
$(COMPILED)/.installed: setup.py pyproject.toml $(shell find envnews -name '*.py')
	$(PYTHON) -m venv $(COMPILED)
	$(COMPILED)/bin/pip install --quiet --disable-pip-version-check '.[dev]'
	echo $(CURDIR) > $$($(COMPILED)/bin/python -P -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/tests.pth
	touch $@

test-compiled: $(COMPILED)/.installed ## run the tests of what is compiled against an installation as operators have it
	PYTHONSAFEPATH=1 $(COMPILED)/bin/python -c 'from envnews.compiled import is_compiled; assert is_compiled(), "not compiled"'
	PYTHONSAFEPATH=1 $(COMPILED)/bin/pytest $(PARALLEL) --override-ini pythonpath= $(addprefix tests/,extract normalize stories vocabulary pipelines spiders portals)
	PYTHONSAFEPATH=1 $(COMPILED)/bin/pytest --override-ini pythonpath= tests/run

soak: $(VENV)/.installed ## crawl a site without end for eight hours and watch memory and descriptors; read for ten minutes
	SOAK_SECONDS=$${SOAK_SECONDS:-28800} $(BIN)/pytest -s -m '' tests/faults/test_soak.py

lint: $(VENV)/.installed ## ruff and mypy --strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.installed ## let ruff rewrite what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(COMPILED)/.installed ## print the benchmarks' ratios, of an installation as operators have it
	$(COMPILED)/bin/python benchmarks/extraction.py
	$(COMPILED)/bin/python benchmarks/crawl.py
	$(COMPILED)/bin/python benchmarks/stories.py
	$(COMPILED)/bin/python benchmarks/search.py
	$(COMPILED)/bin/python benchmarks/store.py
	$(COMPILED)/bin/python benchmarks/dumps.py

real: $(VENV)/.installed ## crawl the real pages of CORPUS from loopback and score the records
	$(BIN)/python benchmarks/real.py --corpus $(CORPUS)

clean: ## remove the environment and caches
	rm -rf $(VENV) $(VENV)-oldest $(COMPILED) build *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
