# Newsdesk. `make run` needs nothing but make and Python 3.11 or newer.

.DEFAULT_GOAL := help
.PHONY: help install install-training run test checks pytest train lock clean
.PHONY: bench-extraction bench-paste bench-workbench bench-parallel

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install --require-hashes --disable-pip-version-check --no-input -qq
STAMP := $(VENV)/.installed
TEST_STAMP := $(VENV)/.installed-test
UV := $(PY) -m uv

help: ## List the commands
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 20

install: $(STAMP) ## Make .venv and install the locked requirements

install-training: $(STAMP) ## Install what training the tagger needs, such as torch
	@$(PY) -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))\
	["project"]["optional-dependencies"]["training"], sep="\n")' | $(PY) -m pip \
	install --disable-pip-version-check --no-input -qq -r /dev/stdin

train: install-training ## Train the tagger: make train CORPUS=folder OUT=folder
	@$(PY) -m articles.extraction.training $(CORPUS) $(OUT)

run: $(STAMP) ## Start Newsdesk on http://127.0.0.1:8000; Ctrl-C ends it
	@exec $(PY) manage.py serve

test: checks pytest ## Prove the project: format, lint, types, checks and all tests

checks: $(TEST_STAMP)
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	git ls-files 'templates/*.html' | xargs $(VENV)/bin/djade --check --target-version 5.2
	$(OFFLINE) $(PY) -m mypy .
	$(OFFLINE) $(PY) -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run
	$(OFFLINE) $(DEPLOYED) $(PY) manage.py check --deploy --fail-level WARNING

pytest: $(TEST_STAMP) chromium
	$(PY) -m pytest -q -n auto --maxprocesses 4 -m "not browser"
	$(PY) -m pytest -q -m browser

bench-extraction: $(TEST_STAMP) ## Print how well and how fast statements are found
	@$(PY) -m tests.bench.extraction

bench-paste: $(TEST_STAMP) ## Print how long a paste takes and what memory it needs
	@$(PY) -m tests.bench.paste

bench-workbench: $(TEST_STAMP) ## Print what a correction costs in keys and in time
	@$(PY) -m tests.bench.workbench

bench-parallel: $(TEST_STAMP) ## Print what eight editors at one time lose: nothing
	@$(PY) -m tests.bench.parallel

lock: $(PY) ## Choose the requirements anew, and lock them with their hashes
	$(PY) -m pip install -q --disable-pip-version-check uv
	$(LOCK) -o requirements.txt pyproject.toml
	$(LOCK) --extra test -c requirements.txt -o requirements-test.txt pyproject.toml

clean: ## Remove what was installed and cached, not the data
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis

LOCK = $(UV) pip compile -q --upgrade --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header
BROWSERS = chromium chromium-browser google-chrome google-chrome-stable
OFFLINE = ENV_FILE=/dev/null SECRET_KEY=only-so-that-the-checks-need-to-make-no-key-of-their-own
DEPLOYED = HTTPS=on SECURE_HSTS_INCLUDE_SUBDOMAINS=on SECURE_HSTS_PRELOAD=on \
	ALLOWED_HOSTS=news.example CSRF_TRUSTED_ORIGINS=https://news.example \
	TRUSTED_PROXY=127.0.0.1

$(PY):
	@for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
	  if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	  then $$python -m venv $(VENV) && exit 0; \
	    echo "$$python cannot make .venv: install its venv package" \
	      "(Debian: apt-get install python3-venv)." >&2; \
	    rm -rf $(VENV); exit 1; \
	  fi; \
	done; \
	echo "Newsdesk needs Python 3.11 or newer; PYTHON=/path/to/python names one." >&2; \
	exit 1

$(STAMP): requirements.txt | $(PY)
	@echo "Installing Newsdesk in .venv; the first time this takes a minute or two."
	@$(PIP) -r requirements.txt
	@touch $@

$(TEST_STAMP): requirements-test.txt | $(PY)
	@echo "Installing what the tests need in .venv."
	@$(PIP) -r requirements-test.txt
	@touch $@

.PHONY: chromium
chromium:
	@for name in $(CHROMIUM) $(BROWSERS); do command -v $$name >/dev/null && exit 0; done; \
	[ ! -e "/Applications/Google Chrome.app" ] || exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
	    apt-get install -y -qq --no-install-recommends chromium >/dev/null && exit 0; \
	fi; \
	echo "The browser tests need Chromium: install chromium or Google Chrome, or" \
	  "let CHROMIUM name its program." >&2; exit 1
