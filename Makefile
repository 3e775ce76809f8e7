PYTHON ?= python3
VENV := .venv/.installed

.PHONY: console test check format eval bench clean help

help:  ## Say what there is
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*##/\t/'

$(VENV): pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	.venv/bin/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $(VENV)

console: $(VENV)  ## Ask questions at the terminal
	@.venv/bin/python -m bot console

test: $(VENV)  ## Run the tests
	.venv/bin/python -m pytest -q

check: $(VENV)  ## Format, lint, types, imports
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports

format: $(VENV)  ## Put the code into its form
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .

eval: $(VENV)  ## Score answers and retrieval on the question sets (slow)
	.venv/bin/python -m tests.evaluation

bench: $(VENV)  ## Time the parts (slow)
	.venv/bin/python -m tests.benchmarks

clean:  ## Remove what was built
	rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
