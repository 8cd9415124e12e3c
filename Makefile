# The two that matter: `make run` and `make test`.  Each sets up what it needs.
BIN := .venv/bin
PROFILE ?= voorbeeldstad
UV_COMPILE := $(BIN)/uv pip compile -q --python-version 3.11 --generate-hashes --no-header --no-annotate
CATALOGS := $(patsubst %.po,%.mo,$(wildcard locales/*/LC_MESSAGES/messages.po))

.DEFAULT_GOAL := help
.PHONY: help setup run test lint train bench evaluate evaluate-diet lock locales clean

help:  ## what can be made
	@sed -n 's/^\([a-z-]*\):.*##/make \1:/p' $(MAKEFILE_LIST)

setup: .venv/installed $(CATALOGS)  ## .venv with the locked requirements and this project

run: setup  ## start everything: database, model, web, desk
	$(BIN)/voordeur run --profile $(PROFILE)

test: setup lint train  ## everything that CI checks
	scripts/chromium.sh
	@$(MAKE) -s node_modules/installed
	$(BIN)/python -m pytest -q

lint: setup  ## style and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-logo

train: setup  ## the dialogue model, when it is older than its sources
	$(BIN)/voordeur train

bench: setup  ## ours against a stock Rasa project, side by side
	$(BIN)/python -m benchmarks

evaluate: train  ## how well unseen texts are understood, per language
	$(BIN)/python -m benchmarks.understanding

evaluate-diet: train  ## the same beside Rasa's own DIET, which trains for one to two hours
	$(BIN)/python -m benchmarks.understanding_diet

lock: .venv/uv  ## new pins for requirements.in, with hashes
	$(UV_COMPILE) --override overrides.txt requirements.in -o requirements.lock
	sed 's/ .*//; /==/!d' requirements-uv.txt | $(UV_COMPILE) - -o requirements-uv.txt

locales: setup  ## compiled texts; `make locales` tells which texts are missing
	$(BIN)/pybabel compile -d locales --statistics

clean:  ## all that can be made again; var/ with its data stays
	rm -rf .venv node_modules models .rasa .pytest_cache .ruff_cache .import_linter_cache *.egg-info $(CATALOGS)

# Stamps: the second run has nothing to do.
.venv/bin/python:
	scripts/venv.sh

.venv/uv: requirements-uv.txt | .venv/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements-uv.txt
	@touch $@

.venv/installed: requirements.lock pyproject.toml .venv/uv
	$(BIN)/uv pip install -q --python $(BIN)/python --no-deps --require-hashes -r requirements.lock
	$(BIN)/uv pip install -q --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

# The accessibility checker of the browser tests; scripts/chromium.sh sees to npm.
node_modules/installed: package.json package-lock.json .npmrc
	npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

%.mo: %.po .venv/installed
	$(BIN)/pybabel -q compile -i $< -o $@
