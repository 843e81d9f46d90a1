# Everything a fresh machine needs beyond Python 3.11 or later, pip and make is set up here, in .venv.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: chat preview test proofs check golden schema evaluate screenshots bench soak lock clean
.DEFAULT_GOAL := chat

chat: .venv/learnt  ## talk to the bot in the terminal, no token needed
	@$(BIN)/python -m bot chat

preview: .venv/learnt  ## see the bot in the browser, no token needed: make preview OPEN=--no-open
	@$(BIN)/python -m bot preview $(OPEN)

test: .venv/dev  ## run the tests, a quick one of every promise: about a minute
	# Many tests wait: on two cores, three workers are done sooner than two.
	$(BIN)/python -m pytest -n 3 --dist worksteal -m "not proof"

proofs: .venv/dev  ## run what takes long: kills, storms, crowds, memory, the page in Chromium, the Procfile, the package, evaluate
	$(BIN)/python -m pytest -m proof
	$(BIN)/python -m bot evaluate

check: .venv/dev  ## lint, types, import contracts and the knowledge base
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m bot check

golden: .venv/learnt  ## what the working tree answers differently from the last commit
	@$(BIN)/python -m tools.golden

schema: .venv/runtime  ## write the JSON Schema of the knowledge files anew
	$(BIN)/python -m tools.schema

evaluate: .venv/learnt  ## how well questions are understood, on the golden questions
	$(BIN)/python -m bot evaluate

screenshots: .venv/dev .venv/learnt  ## take the pictures of README and docs anew; needs Chromium
	$(BIN)/python -m tools.screenshots

bench: .venv/bench .venv/learnt  ## how long a reply takes, delivery beside echo bots
	$(BIN)/python -m bot evaluate --speed
	$(BIN)/python -m tools.load bench $(BENCH)

soak: .venv/dev .venv/learnt  ## kill -9 over and over, let calls fail, fill memory, let polls hang: up to an hour
	$(BIN)/python -m tools.load kill $(KILL)
	$(BIN)/python -m tools.load kill --wide $(KILL)
	$(BIN)/python -m tools.load kill --seconds 0.05 $(KILL)
	$(BIN)/python -m tools.load several $(SEVERAL)
	$(BIN)/python -m tools.load storm $(STORM)
	$(BIN)/python -m tools.load memory $(MEMORY)
	$(BIN)/python -m tools.load watchdog

lock: .venv/dev  ## write the pinned requirements anew from pyproject.toml
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/pip-compile $(LOCK) -o requirements.txt pyproject.toml
	$(BIN)/pip-compile $(LOCK) -c requirements.txt --extra dev -o requirements-dev.txt pyproject.toml
	$(BIN)/pip-compile $(LOCK) -c requirements-dev.txt --extra bench -o requirements-bench.txt pyproject.toml

LOCK := --quiet --generate-hashes --strip-extras --allow-unsafe --annotation-style=line \
	--no-emit-find-links --no-emit-index-url --no-emit-trusted-host

clean:  ## remove what was set up and built
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

.venv/runtime: requirements.txt | .venv/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/learnt: .venv/runtime intents.yaml $(wildcard knowledge/*.yaml bot/knowledge/*.py bot/learning/*.py bot/understanding/*.py)
	@echo "Learning the knowledge base, once: about twenty seconds …"
	@$(BIN)/python -m bot learn
	@touch $@

.venv/dev: requirements-dev.txt | .venv/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

.venv/bench: requirements-bench.txt .venv/dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.txt
	@touch $@

.venv/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "b12bot needs Python 3.11 or later; name one with: make PYTHON=python3.12 …"; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@
