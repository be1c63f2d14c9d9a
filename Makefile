# Two commands: `make up` to run, `make test` to check everything. The rest are their parts.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PY := .venv/bin/python

.PHONY: help up environments development test lint types data-check understanding model units console-tests engine-tests bench requirements clean

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

up: environments ## set everything up, start engine and app, print the addresses; Ctrl-C stops
	@exec .venv/bin/ansinh up

environments:
	@scripts/environments app

development:
	@scripts/environments dev

test: lint types data-check understanding units console-tests engine-tests ## everything that CI checks

lint: development ## format, lint, walls between rooms
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@.venv/bin/lint-imports

types: development ## static types
	@.venv/bin/mypy

data-check: development ## Rasa's own check of training data, domain and rules
	@PYTHONPATH=engine engine/.venv/bin/python -m ansinh_engine validate --project .

understanding: development ## fails where a protected topic is understood less well than data/understanding.json says
	@PYTHONPATH=engine engine/.venv/bin/python -m ansinh_engine evaluate --project .

model: development ## train, where the training data has changed: tests share the model
	@.venv/bin/ansinh train --if-changed

# CI sets TRIES: on a loaded machine a test of processes or of a browser may be run again, and the summary names it.
TRIES ?=
# What the second of two jobs runs, so that both take about as long.
CONSOLE := tests/console tests/statistics tests/cases

units: model ## tests of the app, with the real engine, Chromium and both databases
	@$(PY) -m pytest $(TRIES) tests $(addprefix --ignore ,$(CONSOLE))

console-tests: model ## tests of the staff console, of statistics and of cases
	@$(PY) -m pytest $(TRIES) $(CONSOLE)

engine-tests: development ## tests of the engine box, on its own Python
	@cd engine && .venv/bin/python -m pytest ../tests/engine

bench: environments ## measure beside stock Rasa: load, long talks, memory, start, training, understanding
	@.venv/bin/ansinh bench

requirements: development ## compile the pinned lists anew from requirements/*.in
	@for list in app dev; do .tools/bin/uv pip compile -q --generate-hashes --python-version 3.12 \
	  requirements/$$list.in -o requirements/$$list.txt; done
	@.tools/bin/uv pip compile -q --generate-hashes --python-version 3.12 --override requirements/telemelya-overrides.in \
	  requirements/telemelya.in -o requirements/telemelya.txt
	@for list in engine engine-dev; do .tools/bin/uv pip compile -q --generate-hashes --python-version 3.10 \
	  requirements/$$list.in -o requirements/$$list.txt; done

clean: ## remove environments, models, databases and everything made
	rm -rf .venv .tools engine/.venv var artefacts
