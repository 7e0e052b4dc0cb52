# Short names for the commands of the README and CONTRIBUTING; DATA is the folder of the gold data.
DATA ?= $(ALIGNKIT_BENCH)
PYTHON ?= .venv/bin/python

.PHONY: test docs bench torture

test: ; $(PYTHON) -m pytest -q

docs: ; $(PYTHON) -m mkdocs build --strict

bench: ; $(PYTHON) -m bench $(if $(DATA),--data $(DATA)) --json bench.json

# Bombs, hostile folders, kills, machines, growth, mutants, cold starts: under an hour on one core.
torture:
	COLD_STARTS=$${COLD_STARTS:-200} DEVICES=all KILL_POINTS=0 MACHINE_EXAMPLES=100 LONG_LINE=3500000 LONG_RUN=100000 \
		PATIENCE=600 HYPOTHESIS_PROFILE=looking-on \
		$(PYTHON) -m pytest -q tests/torture tests/embed/test_threads.py
	$(PYTHON) -m tests.torture.growth
	$(PYTHON) -m tests.torture.fuzz --seconds 10
	$(PYTHON) -m tests.torture.guided --seconds 20
