# Two commands for a fresh clone with Python 3.11 and make: `make demo` and `make test`. Each sets up what it needs.
PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
.PHONY: demo test hard soak bench check clean

demo: $(VENV)/ready
	$(BIN)/complaintdesk demo

test: $(VENV)/ready-dev
	$(BIN)/python -m pytest -n 2 --dist loadfile -q

hard: $(VENV)/ready-dev
	$(BIN)/python -m pytest -n 2 -q tests/hard --hard ci

soak: $(VENV)/ready-dev
	$(BIN)/python -m pytest -n 2 -q tests/hard --hard soak

bench: $(VENV)/ready-dev
	$(BIN)/python -m bench

check: $(VENV)/ready-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

$(VENV)/ready: pyproject.toml .ci/constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c .ci/constraints.txt -e .
	$(BIN)/python -c "open('$(VENV)/ready', 'w').close()"

$(VENV)/ready-dev: $(VENV)/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c .ci/constraints.txt -e ".[dev]"
	$(BIN)/python -c "open('$(VENV)/ready-dev', 'w').close()"

clean:
	$(PYTHON) -c "import shutil; shutil.rmtree('$(VENV)', ignore_errors=True)"
