PYTHON ?= python3
INSTALLED := .venv/.installed

# Matrices are small here: threads that wait for each other take more time than they save.
export OPENBLAS_NUM_THREADS := 1

.PHONY: help console test check format cluster eval bench fit clean

help:  ## Say what there is
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*##/\t/'

$(INSTALLED): pyproject.toml constraints.txt
	@echo "正在安装,约一分钟……"
	@$(PYTHON) -m venv .venv
	@.venv/bin/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev,office]'
	@.venv/bin/python -m compileall -q answers bot retrieval
	@touch $(INSTALLED)

console: $(INSTALLED)  ## Ask questions at the terminal
	@.venv/bin/python -m bot console

# Two hundred processes begin in the tests: without bytecode each would compile the packages anew, 0.2 s.
# Three workers, since many tests wait: on two cores 149 s; four are no faster, two slower.
test: $(INSTALLED)  ## Run the tests
	PYTHONDONTWRITEBYTECODE= .venv/bin/python -m pytest -q --numprocesses 3 --dist loadfile

check: $(INSTALLED)  ## Format, lint, types, imports
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports

format: $(INSTALLED)  ## Put the code into its form
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .

cluster: $(INSTALLED)  ## Try the OpenSearch backend on three nodes (needs mvn, Java 11 to 21; minutes)
	.venv/bin/python -m pytest -q -rs -m opensearch tests/opensearch

eval: $(INSTALLED)  ## Score answers and retrieval on the question sets (slow)
	.venv/bin/python -m tests.evaluation

bench: $(INSTALLED)  ## Time the parts, and the search against other engines (slow)
	.venv/bin/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[bench]'
	.venv/bin/python -m tests.benchmarks

fit: $(INSTALLED)  ## Fit what reads and chooses answers anew (slow; needs its training sets)
	.venv/bin/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[fit]'
	.venv/bin/python -m answers.fit --gold tests/gold

clean:  ## Remove what was built
	rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
