# Nonagon's two commands are `make run` and `make test`; both set up what is missing first.
# `make help` lists the rest.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
SAMPLE_RESULTS := dist/sample
ENGINES := dist/engines
ENGINES_INSTALLED := $(ENGINES)/.installed

# The sample company's first period; what was done to its customers afterwards belongs to the next.
SAMPLE_COMPANY := resources/sample_company
SAMPLE := $(sort $(filter-out %/treatments_2025.csv, \
	$(wildcard $(SAMPLE_COMPANY)/*_2025.csv $(SAMPLE_COMPANY)/*_2025.xlsx)))

OFFSCREEN := QT_QPA_PLATFORM=offscreen
DISPLAY_THERE := $(DISPLAY)$(WAYLAND_DISPLAY)

.DEFAULT_GOAL := help
.PHONY: help run run-window run-headless test test-engines test-reliability check bench screenshots package doctor setup clean lock notices
.DELETE_ON_ERROR:

help: ## list the commands
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## (.*)/make \1\t\2/' | expand -t 20

run: setup ## open the sample company; without a display, analyse it and take pictures
	@$(MAKE) --no-print-directory $(if $(DISPLAY_THERE),run-window,run-headless)

run-window:
	$(BIN)/python main.py $(SAMPLE)

run-headless:
	@mkdir -p $(SAMPLE_RESULTS)
	$(BIN)/python main.py analyse $(SAMPLE) --plan $(SAMPLE_RESULTS)/plan.xlsx \
		--customers $(SAMPLE_RESULTS)/customers.csv --json $(SAMPLE_RESULTS)/analysis.json
	$(BIN)/python -m tests.screenshots
	@echo
	@echo "There is no display here, so the sample company was analysed without a window:"
	@echo "  $(SAMPLE_RESULTS)/plan.xlsx       the action plan, a workbook"
	@echo "  $(SAMPLE_RESULTS)/customers.csv   every customer's segment and action"
	@echo "  $(SAMPLE_RESULTS)/analysis.json   every number"
	@echo "  dist/screenshots/           the window, page by page"

test: setup check ## check the code, then run all tests without a display
	$(OFFSCREEN) $(BIN)/python -m pytest -q -n 2 --dist loadfile

test-engines: $(INSTALLED) $(ENGINES_INSTALLED) ## run the scoring on DuckDB, PostgreSQL and Spark, over 100,000 customers
	@$(PYTHON) build/setup_system.py engines
	$(BIN)/python -m tests.engines $(ENGINES)/bin/python

test-reliability: setup ## prove that no project is lost: every system call, power cuts, damage; an hour
	$(OFFSCREEN) NONAGON_RELIABILITY=full $(BIN)/python -m pytest -q -s -n 2 -o faulthandler_timeout=0 tests/reliability

check: $(INSTALLED) ## style, types and architecture
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: setup ## measure speed; the table goes to dist/bench
	$(OFFSCREEN) $(BIN)/python -m tests.bench

screenshots: setup ## take a picture of every page into dist/screenshots
	$(BIN)/python -m tests.screenshots --sizes

package: setup ## build dist/nonagon, which needs no Python, and prove that it works
	@$(PYTHON) build/setup_system.py display package
	$(BIN)/pyinstaller build/nonagon.spec --noconfirm --log-level WARN --distpath dist --workpath dist/work
	$(BIN)/python build/check_package.py

doctor: ## say what this machine lacks and how to get it
	@$(PYTHON) build/doctor.py

setup: $(INSTALLED) ## install everything that running and testing needs
	@$(PYTHON) build/setup_system.py window
	@$(BIN)/python build/native.py

$(INSTALLED): requirements.lock
	@test ! -L $(VENV) || { echo "$(VENV) is a link to another checkout's; run make there."; exit 2; }
	@$(PYTHON) build/doctor.py --python
	$(PYTHON) -m venv --clear --without-pip $(VENV)
	$(PYTHON) -m pip --python $(BIN)/python install --quiet --disable-pip-version-check \
		--require-hashes --only-binary :all: -r requirements.lock
	@touch $@

# Spark comes as source only and is needed for these tests alone, so it has a lock of its own.
$(ENGINES_INSTALLED): build/engines.lock
	@$(PYTHON) build/doctor.py --python
	$(PYTHON) -m venv --clear --without-pip $(ENGINES)
	$(PYTHON) -m pip --python $(ENGINES)/bin/python install --quiet --disable-pip-version-check \
		--require-hashes --only-binary :all: --no-binary pyspark -r build/engines.lock
	@touch $@

clean: ## remove all that these commands made
	rm -rf $(VENV) dist core/native/loops-* .mypy_cache .ruff_cache .import_linter_cache .hypothesis .benchmarks
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# For maintainers, after a change of dependencies in pyproject.toml; needs uv.
# The lock holds versions and hashes for every system, and no addresses.
lock:
	uv pip compile pyproject.toml --group dev --universal --generate-hashes --python-version 3.11 \
		--no-annotate --quiet --custom-compile-command "make lock" -o requirements.lock
	$(MAKE) notices

notices: $(INSTALLED)
	$(BIN)/python build/notices.py
