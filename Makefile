# Two commands are enough: `make demo` and `make test`. Both install what they need into .venv first.
PY := .venv/bin/python
SESSIONCORE := .venv/bin/sessioncore

.PHONY: help setup demo test test-full bench generate check docs clean

help:
	@echo "make demo       a whole call on loopback, with a ladder, a journal and a capture"
	@echo "make test       what CI runs: static, unit, simulation, mutation, peers, fuzz (STAGES='static unit' picks some)"
	@echo "make test-full  all of it without time limits, with the long runs and progress"
	@echo "make bench      the table of measured figures"
	@echo "make generate   handlers, bindings and diagrams from machines/, and what the documents show of them"
	@echo "make check      the checks of the charts"
	@echo "make docs       the documentation as a site in build/site"
	@echo "make setup      only install; make clean removes caches and build results, not .venv"

setup:
	@tools/setup.sh

demo: setup
	@$(SESSIONCORE) demo

test:
	@tools/setup.sh --peers
	@$(PY) tools/run_tests.py $(STAGES)

test-full:
	@tools/setup.sh --peers
	@$(PY) tools/run_tests.py --full $(STAGES)

bench: setup
	@$(PY) -m tests.bench

generate: setup
	@$(SESSIONCORE) generate
	@$(PY) tools/docs.py

check: setup
	@$(SESSIONCORE) check

docs: setup
	@$(PY) tools/pages.py

clean:
	rm -rf build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache test-artifacts demo.journal demo.pcap demo.html
	find . -name __pycache__ -not -path './.venv/*' -not -path './.git/*' -type d -prune -exec rm -rf {} +
