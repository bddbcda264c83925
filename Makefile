# `make` alone lists the targets: every line below of the form "target: ## what it does".
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory --no-builtin-rules

python := .venv/bin/python
export PYTHON
# Without byte code each process would compile the package, and each of pytest's the tests, anew.
unexport PYTHONDONTWRITEBYTECODE
# A file stays in one process, for its fixtures; how many there are, and the order, is said in tests/conftest.py.
spread := -n auto --dist loadfile --no-loadscope-reorder
nbval := --nbval --nbval-sanitize-with tests/nbval.cfg

.NOTPARALLEL:
.PHONY: help setup report test lab course instructor refresh run extract book bench lint types unit nbval format lock clean

help: ## list these targets
	@echo "make report    the whole way: filings -> tables -> notebooks -> book"
	@echo "make test      everything that must hold: lint, types, tests, notebook outputs"
	@echo
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)$$/  make \1|\2/' | column -t -s '|'

setup: ## make .venv from requirements.lock (PYTHON=... chooses the interpreter)
	@bash tools/setup.sh

report: setup ## run what has changed, write data/processed, build the book, print its address
	@$(python) -m helpers report

run: setup ## run the notebooks only, without the book
	@$(python) -m helpers run

extract: setup ## read data/raw into build/tables, without notebooks
	@$(python) -m helpers extract data/raw build/tables

book: setup ## build the book from the notebooks that have been run
	@$(python) -m helpers book

lab: setup ## open JupyterLab on the notebooks
	@.venv/bin/jupyter lab --ServerApp.root_dir=. --LabApp.default_url=/lab/tree/notebooks/00_map.ipynb

course: setup ## the lessons to hand out, in build/course.zip
	@$(python) -m helpers course

instructor: course ## the same with solutions, for the teacher, in build/instructor.zip

refresh: setup ## renew the outputs of the committed notebooks
	@$(python) -m helpers refresh

test: lint ## lint, types, tests, and the committed outputs against a new run
	@$(python) -m pytest $(nbval) $(spread) tests notebooks

lint: setup ## ruff: rules and format; import-linter: the order of the stages; radon: no function too complex
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/lint-imports --no-cache
	@.venv/bin/python tools/complexity.py

format: setup ## ruff: mend what can be mended
	@.venv/bin/ruff check --fix .
	@.venv/bin/ruff format .

types: setup ## mypy
	@.venv/bin/mypy

unit: setup ## pytest (mypy is one of its tests)
	@$(python) -m pytest -p no:nbval $(spread)

nbval: setup ## compare the committed outputs with those of a new run
	@$(python) -m pytest $(nbval) $(spread) tests/conftest.py notebooks

bench: setup ## the run against its floor, the extraction against one pass of a regex, wrong digits, figures left out, columns
	@missed=; for script in run_vs_floor.py extract_throughput.py add_over_extract.py "wrong_digit.py 200" left_out.py quantity_columns.py; do \
		echo; $(python) benchmarks/$$script || missed="$$missed $$script"; \
	done; [ -z "$$missed" ] || { echo "missed its target:$$missed"; exit 1; }

lock: setup ## renew requirements.lock from pyproject.toml (needs uv)
	@bash tools/lock.sh

clean: ## remove what was built (not .venv)
	@rm -rf build .pytest_cache .mypy_cache .ruff_cache .hypothesis
