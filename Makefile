# `make` alone shows what there is. Each target first sees to its own environment: Python 3.11 to 3.13,
# make and git are all that a machine needs. PYTHON=/path/to/python chooses another Python.

SHELL := /bin/sh
MAKEFLAGS += --no-print-directory --no-builtin-rules
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run apps lab test proof lint types format bench lock hooks chromium environment clean

# Set in many containers; it would leave every page to compile its imports anew, two to three times slower.
unexport PYTHONDONTWRITEBYTECODE

BIN := .venv/bin
READY := .venv/ready

run: $(READY) ## simulate every scenario, compare them, write the reports (outputs/) and print the table
	@$(BIN)/wuli run --all

apps: $(READY) ## open the live pages in the browser
	@$(BIN)/wuli apps

lab: $(READY) ## open the notebooks in JupyterLab
	@$(BIN)/wuli lab

test: $(READY) chromium ## everything that must hold: lint, types, tests
	@status=0; \
	$(MAKE) lint || status=1; \
	$(MAKE) types || status=1; \
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile || status=$$?; \
	test $$status -eq 0 || echo "make test: something above does not hold."; \
	exit $$status

proof: $(READY) chromium ## the long proofs: coverage, attacks, killed runs; figures into outputs/proof.json
	@$(BIN)/python -m tests.proof

lint: $(READY) ## form and likely bugs, notebooks too
	@echo "Lint: ruff"
	@$(BIN)/ruff check --quiet . && $(BIN)/ruff format --quiet --check .

types: $(READY) ## the types of sim/
	@echo "Types: mypy"
	@$(BIN)/mypy --no-error-summary

format: $(READY) ## put code and notebooks into form
	@$(BIN)/ruff format . ; $(BIN)/ruff check --fix .

bench: $(READY) ## how fast, against the limits in tests/benchmarks
	@$(BIN)/python -m tests.benchmarks

hooks: $(READY) ## let git run lint, types and the house rules before each commit
	@$(BIN)/pre-commit install

lock: ## after a change in pyproject.toml: new requirements.lock and environment.yml (UPGRADE=--upgrade: newest)
	@test -x $(BIN)/uv || $(MAKE) $(READY)
	@$(LIKE_PIP) $(BIN)/uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-annotate \
	  --no-header --no-emit-index-url --python-version 3.11 --quiet $(UPGRADE) --output-file requirements.lock
	@$(BIN)/python -m tests.conda_view > environment.yml.new && mv environment.yml.new environment.yml
	@$(MAKE) $(READY)

clean: ## remove the environment and all caches; outputs/ stays
	@rm -rf .venv build dist *.egg-info .numba_cache .pytest_cache .mypy_cache .ruff_cache
	@find sim tests notebooks \( -name __pycache__ -o -name .ipynb_checkpoints \) -prune -exec rm -rf {} +
	@echo "Removed .venv and the caches; outputs/ stays."

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 16

# ---- the environment: exactly requirements.lock, then this project, then everything byte-compiled -------------

SUITABLE := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
# Run it, do not look for it: pyenv and Windows-like shims are found but may refuse.
FIND_PYTHON = for p in $(or $(PYTHON),python3 python3.13 python3.12 python3.11 python); do \
	"$$p" -c '$(SUITABLE)' 2>/dev/null && { command -v "$$p"; break; }; done
# .venv's own pip, or that of the Python it was made from where ensurepip is missing (Debian).
PIP = pip="$(BIN)/python -m pip"; $$pip --version >/dev/null 2>&1 || \
	pip="$$($(FIND_PYTHON)) -m pip --python $(BIN)/python";
PIP_INSTALL = $(PIP) $$pip install --quiet --disable-pip-version-check --require-hashes --no-deps
# uv does not read pip's settings: a mirror or certificate that is set for pip must hold for uv too.
PIP_SETTING = $$pip config list 2>/dev/null | sed -nE "s/^(global|install|:env:)\.$(1)='(.*)'/\2/p" | tail -n 1
LIKE_PIP = $(PIP) index="$${UV_DEFAULT_INDEX:-$$($(call PIP_SETTING,index-url))}"; \
	certificate="$${SSL_CERT_FILE:-$$($(call PIP_SETTING,cert))}"; \
	test -z "$$index" || export UV_DEFAULT_INDEX="$$index"; \
	test -z "$$certificate" || export SSL_CERT_FILE="$$certificate";

# The stamp comes last, so an interrupted set-up is taken up again.
$(READY): requirements.lock pyproject.toml
	@rm -f $@
	@$(BIN)/python -c '$(SUITABLE)' 2>/dev/null || $(MAKE) environment
	@version=$$($(BIN)/uv --version 2>/dev/null | cut -d' ' -f2); \
	grep -q "^uv==$${version:-none} " requirements.lock || { \
	  echo "Set-up: uv, from requirements.lock"; \
	  sed -n '/^uv==/,/^[^ ]*==/p' requirements.lock | sed '2,$$ { /^ /!d; }' > .venv/uv.lock; \
	  $(PIP_INSTALL) -r .venv/uv.lock || { echo "Set-up: uv could not be fetched; is the network or pip's index set up?"; exit 1; }; }
	@echo "Set-up: the packages of requirements.lock (about 1 GB; a minute or two the first time)"
	@$(LIKE_PIP) $(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock || { \
	  echo "Set-up: uv could not; trying pip, which is slower"; $(PIP_INSTALL) -r requirements.lock; }
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-index --no-deps --no-build-isolation -e .
	@echo "Set-up: compiling, so that notebooks and pages start two to three times faster"
	@$(BIN)/python -m compileall -qq -j 0 -x '/tests?/' .venv/lib sim || true  # some packages bring files for other Pythons
	@touch $@

environment:
	@python="$$($(FIND_PYTHON))"; \
	test -n "$$python" || { echo "Set-up: no Python 3.11 to 3.13 among: $(or $(PYTHON),python3 python3.13 python3.12 python3.11 python)." \
	  "Install one, or name it: make PYTHON=/path/to/python"; exit 1; }; \
	echo "Set-up: .venv with $$("$$python" --version)"; \
	"$$python" -m venv --clear .venv >/dev/null 2>&1 || { \
	  "$$python" -m venv --clear --without-pip .venv && { "$$python" -m pip --version >/dev/null 2>&1 || { $(call APT,python3-pip); }; }; } || { \
	  echo "Set-up: $$python has neither ensurepip nor pip; install python3-venv or python3-pip"; exit 1; }

# ---- a browser for the tests of the pages ---------------------------------------------------------------------

APT = test "$$(id -u)" = 0 && command -v apt-get >/dev/null && export DEBIAN_FRONTEND=noninteractive && \
	{ timeout 120 apt-get update -qq; timeout 600 apt-get install -y -qq --no-install-recommends $(1); } >/dev/null 2>&1

chromium: $(READY)
	@$(BIN)/python -m tests.chromium >/dev/null || { echo "Set-up: Chromium, for the browser tests"; \
	  $(call APT,chromium); } || echo "No Chromium, and it cannot be installed here: the browser tests are skipped."
