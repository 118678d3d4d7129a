# Every command of the project; each sets up .venv first. Paths are relative: the folder's name may have spaces.
PY := .venv/bin/python
BIND ?= 127.0.0.1:8000
# Compiled modules are kept: without them every process compiles Django and Wagtail anew, which takes seconds.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup demo test test-postgres test-sample test-databases loops check lint types imports migrations stale docs format bench bench-judging bench-pitchday bench-teams soak lock messages

help: ## this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:[^#]*## */\t/' | expand -t 16

setup:
	@sh requirements/install.sh

demo: setup ## the demo cohort on http://localhost:8000; Ctrl-C stops it
	@TWELVEFOLD_MODE=demo $(PY) manage.py serve --prepare --bind $(BIND)

test: setup ## every test, on SQLite
	@$(PY) -m pytest -q -n auto --dist worksteal

test-postgres: setup ## every test that uses the database, but those of the browser, on TEST_DATABASE_URL
	@test -n "$$TEST_DATABASE_URL" || { echo "Set TEST_DATABASE_URL to a PostgreSQL server first."; exit 1; }
	@$(PY) -m pytest -q -n auto --dist worksteal -m "database and not browser"

test-sample: setup ## the tests that can tell the databases apart, on TEST_DATABASE_URL: races, services, one of each file
	@test -n "$$TEST_DATABASE_URL" || { echo "Set TEST_DATABASE_URL to a PostgreSQL server first."; exit 1; }
	@$(PY) -m pytest -q -n auto --dist worksteal -m sample

test-databases: setup ## the migrated database that tests copy, made now rather than by the first test
	@$(PY) -m pytest -q "tests/test_harness.py::test_database_holds_what_migrations_made"

loops: setup ## the compiled loops that form teams, made now rather than by the first who needs them
	@$(PY) -m cohorts.teams.engine.native

check: lint types imports migrations stale test ## everything that must be true before a change is handed in
	@if [ -n "$$TEST_DATABASE_URL" ]; then $(MAKE) --no-print-directory test-postgres; \
	else echo "PostgreSQL was not tried: set TEST_DATABASE_URL."; fi

lint: setup
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m djlint --lint --quiet templates

types: setup
	@$(PY) -m mypy

imports: setup
	@$(PY) -c "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"

migrations: setup
	@TWELVEFOLD_MODE=test $(PY) manage.py makemigrations --check --dry-run

stale: setup
	@TWELVEFOLD_MODE=test $(PY) manage.py draw_docs --check

docs: setup ## the drawings in docs/, made again from the code
	@TWELVEFOLD_MODE=test $(PY) manage.py draw_docs

format: setup ## the code in its one form
	@$(PY) -m ruff check --fix --quiet . ; $(PY) -m ruff format .

bench: setup ## server time and queries of the main pages at three sizes
	@$(PY) -m benchmarks.pages

bench-judging: setup ## the rating on simulated days: how near the truth, how honest, how fast; some minutes
	@$(PY) -m benchmarks.judging.bench

bench-teams: setup ## team formation at four sizes beside a random split and a plain CP-SAT model; about half an hour
	@$(PY) -m cohorts.teams.engine.native
	@$(PY) -m benchmarks.teams.bench

bench-pitchday: setup ## judges beside a voting crowd, viewers of the result, 200 kills; BENCH_DATABASE_URL is a PostgreSQL
	@$(PY) -m benchmarks.pitchday

soak: setup ## the random tests, for longer; with TEST_DATABASE_URL 200 kills while judges score
	@HYPOTHESIS_PROFILE=soak KILLS=200 $(PY) -m pytest -q -m "not browser" tests

lock: setup ## the hash-pinned requirements, compiled again from pyproject.toml
	@sh requirements/compile.sh

messages: setup ## the translation catalogues, collected and compiled (needs gettext)
	@TWELVEFOLD_MODE=test $(PY) manage.py makemessages --locale cy --no-obsolete --add-location file
	@TWELVEFOLD_MODE=test $(PY) manage.py compilemessages --locale cy
