# Needs make and Python 3.11 or newer with venv; everything else goes into .venv, once: again only when pyproject.toml
# or constraints.txt changes. `make prove` needs node 20 or newer with npm, too, and installs into build/prove.
#
#   make wizard         open the wizard (make wizard ARGS="my-preset.toml")
#   make test           every check and every test
#   make fast           the tests but for the slowest
#   make check          the static checks alone
#   make prove          hold the files for Gen 2, CloudFormation and Terraform against their makers' own tools
#                       (make prove PAIRS=FILE: with other golden pairs)
#   make release        build sdist and wheel, and run the wheel in an empty environment
#   make docs           write what is made in docs/ anew: rules.md, commands.md, a table (make rules: the first alone)
#   make screenshots    draw screenshots/ anew from the running app
#   make bench          print the timings
#   make constraints    choose the newest development set and write constraints.txt
#   make clean          remove all that these make

BIN := .venv/bin
INSTALL := install --quiet --disable-pip-version-check --constraint constraints.txt --editable
# One worker more than the two cores that it is made for: some tests wait for seconds (a server that never answers), and
# the files of these are few and long.
PYTEST := $(BIN)/pytest --numprocesses 3 --dist worksteal
ARGS :=
PAIRS :=

.DEFAULT_GOAL := wizard
.DELETE_ON_ERROR:
.PHONY: wizard test fast check prove release rules docs screenshots bench constraints clean

wizard: .venv/runtime.stamp
	@$(BIN)/authwizard $(ARGS)

test: check
	$(PYTEST)

# What a change is tried with over and over; the whole of it is `make test`.
fast: .venv/development.stamp
	$(PYTEST) -m "not slow"

check: .venv/development.stamp
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy authwizard tests
	$(BIN)/lint-imports

prove: .venv/development.stamp
	@$(BIN)/python -m tests.prove $(PAIRS)

screenshots bench: .venv/development.stamp
	$(BIN)/python -m tests.$@

rules: .venv/development.stamp
	$(BIN)/python -m tests.rules_page

docs: rules
	$(BIN)/python -m tests.commands_page
	$(BIN)/python -m tests.prove.allowed_page

# The wheel is tried where the checkout is out of reach: in an environment that holds nothing else, from an empty folder.
release: .venv/development.stamp
	rm -rf dist build/release
	$(BIN)/python -m hatchling build --directory dist
	$(BIN)/python -m venv build/release
	build/release/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt dist/*.whl
	@program=$$PWD/build/release/bin/authwizard; cd "$$(mktemp -d)"; set -ex; \
		"$$program" --version; \
		"$$program" presets; \
		"$$program" export email-optional-totp --app-id d1a2b3c4d5 --backend-environment-name dev \
			--resource-name myauth -o request.json; \
		"$$program" check request.json
	rm -rf build/release
	@ls -l dist

# Shell that sets `python` to the first interpreter that is new enough and can make virtualenvs.
define find_python
for python in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	"$$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; \
	python=; \
done; \
if [ -z "$$python" ]; then \
	echo 'authwizard needs Python 3.11 or newer with venv (on Debian and Ubuntu: python3 and python3-venv).' >&2; \
	exit 1; \
fi
endef

.venv/created.stamp:
	@$(find_python); echo "$$python -m venv .venv"; "$$python" -m venv .venv
	@touch $@

.venv/runtime.stamp: .venv/created.stamp pyproject.toml constraints.txt
	$(BIN)/python -m pip $(INSTALL) '.[sandbox]'
	@touch $@

.venv/development.stamp: .venv/created.stamp pyproject.toml constraints.txt
	$(BIN)/python -m pip $(INSTALL) '.[dev]'
	@touch .venv/runtime.stamp $@

# Installs without the old constraints. Not editable, so the freeze has one line to leave out and no path of this machine.
constraints:
	@$(find_python); rm -rf build/constraints; "$$python" -m venv build/constraints
	build/constraints/bin/python -m pip install --quiet --disable-pip-version-check '.[dev]'
	@{ \
		echo '# The exact development set, made by "make constraints": pip freeze of a new virtualenv on Linux with'; \
		echo "# $$(build/constraints/bin/python --version). It holds versions only; where packages come from is pip's own configuration."; \
		build/constraints/bin/python -m pip freeze --exclude authwizard; \
	} > build/constraints.txt
	@if grep -E '://| @ |^-' build/constraints.txt; then echo 'not a plain version' >&2; exit 1; fi
	mv build/constraints.txt constraints.txt
	rm -rf build/constraints

clean:
	rm -rf .venv build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find authwizard tests -name __pycache__ -prune -exec rm -rf {} +
