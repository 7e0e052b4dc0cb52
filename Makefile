# Short names for the commands of the README and CONTRIBUTING; DATA is the folder of the gold data.
DATA ?= $(ALIGNKIT_BENCH)
PYTHON ?= .venv/bin/python

.PHONY: test docs bench

test: ; $(PYTHON) -m pytest -q

docs: ; $(PYTHON) -m mkdocs build --strict

bench: ; $(PYTHON) -m bench $(if $(DATA),--data $(DATA)) --json bench.json
