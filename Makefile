# Everything from a machine with Python 3.11+ and make alone. `make help` lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help run test coverage check bench format lock clean

help:
	@echo "make run      start the whole portal (PORT=8000)"
	@echo "make test     the whole test suite"
	@echo "make coverage the tests of the money; red unless they take every branch of what decides on it"
	@echo "make check    lint, import rules, migrations, deployment settings, translations, vendored files"
	@echo "make bench    the measurements, each beside its floor"
	@echo "make format   mend what the linters can mend"
	@echo "make clean    remove packages, databases and everything else that was made here"
	@echo "make lock     renew requirements.lock and requirements-dev.lock (needs uv)"

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed.")'
	@$(PYTHON) -m venv $(VENV) || { echo "This Python cannot make a virtual environment: install its venv package (Debian: python3-venv)."; exit 1; }

# The programs to run; what tests need comes on top.
$(VENV)/.run: requirements.lock | $(VENV)/bin/python
	@echo "Packages are installed (once)…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	@touch $@

$(VENV)/.test: requirements-dev.lock $(VENV)/.run
	@echo "Packages for tests are installed (once)…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-dev.lock
	@touch $@

run: $(VENV)/.run
	@exec $(BIN)/python manage.py run

test: $(VENV)/.test
	@$(BIN)/python -m tests.run $(TESTS)

coverage: $(VENV)/.test
	@$(BIN)/python -m tests.covered $(TESTS)

check: $(VENV)/.test
	@$(BIN)/python -m tests.check

bench: $(VENV)/.test
	@$(BIN)/python -m bench

format: $(VENV)/.test
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix . && $(BIN)/djlint templates --reformat --quiet

lock:
	uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-annotate --no-header --no-emit-index-url pyproject.toml -o requirements.lock
	uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-annotate --no-header --no-emit-index-url --group dev pyproject.toml -o requirements-dev.lock

clean:
	@test ! -x $(BIN)/python || $(BIN)/python -m smartindustry.embedded.clean .data .test
	rm -rf $(VENV) .data .test staticfiles
