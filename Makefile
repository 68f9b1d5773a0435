# Everything starts here: `make` on a fresh clone sets up .venv and makes all outputs.
#
# Nothing is decided by time stamps: requirements/install.sh and nnexport compare contents, so every
# target may run every time. Nothing outside this folder is touched.

.DEFAULT_GOAL := all
.NOTPARALLEL:
.PHONY: all anki pdf markdown ingest test check golden bench fuzz pictures test-anki-versions test-pdf setup setup-dev requirements clean distclean help

DECK := questions/neural-networks.yaml
UV := uv==0.13.8
# Older ones that learners still have; the newest is that of requirements/anki.txt.
ANKI_VERSIONS := 23.12.1 24.6.3 24.11 25.2.7 25.9.5

all: ingest ## Read the sources again and build every output (the default)
	@.venv/bin/nnexport build "$(DECK)"

anki: ingest ## Only the Anki package
	@.venv/bin/nnexport build "$(DECK)" --to anki

pdf: ingest ## Only the PDFs
	@.venv/bin/nnexport build "$(DECK)" --to pdf

markdown: ingest ## Only the Markdown page
	@.venv/bin/nnexport build "$(DECK)" --to markdown

ingest: setup ## Only read the sources into the deck
	@.venv/bin/nnexport ingest --into "$(DECK)"

# Where the Anki library or pandoc cannot be had the other tests still run, and the last lines say so.
test: setup-dev ## Run the tests (ARGS='-k name' for some)
	@without_anki=; without_convert=; status=0; \
	sh requirements/install.sh anki || without_anki=yes; \
	sh requirements/install.sh convert || without_convert=yes; \
	if [ "$$without_anki$$without_convert" ] && [ "$$CI" = true ]; then exit 1; fi; \
	NNEXPORT_WITHOUT_ANKI=$${without_anki:+1} NNEXPORT_WITHOUT_CONVERT=$${without_convert:+1} \
		.venv/bin/python -m pytest --cov $(ARGS) || status=$$?; \
	if [ "$$without_convert" ]; then \
		echo "The tests of converted documents did not run: pandoc could not be installed here (pip's reason is above the tests)."; \
	fi; \
	if [ "$$without_anki" ]; then \
		echo "The tests against the real Anki library did not run: it could not be installed here (pip's reason is above the tests)."; \
	fi; \
	exit $$status

test-anki-versions: setup-dev ## Import the decks into six versions of Anki and compare (ARGS='24.11' for some)
	.venv/bin/python -m tests.anki_versions $(ARGS)

test-pdf: setup-dev ## Validate the PDFs by PDF/UA-1 and PDF/A-2u with veraPDF (needs a Java JDK; ARGS=FILE.pdf)
	.venv/bin/python -m tests.conformance $(ARGS)

check: setup-dev ## Check format, lint and types
	.venv/bin/ruff format --check src tests
	.venv/bin/ruff check src tests
	.venv/bin/mypy

golden: setup-dev ## Rewrite the expected files of the tests; read the diff before committing
	NNEXPORT_GOLDEN=1 .venv/bin/python -m pytest $(ARGS)

bench: setup-dev ## Time the stages
	.venv/bin/python -m tests.bench $(ARGS)

fuzz: setup-dev ## Read made-up texts until something breaks (MINUTES=10 for each format; ARGS='--format md')
	.venv/bin/python -m tests.fuzz --minutes $(or $(MINUTES),10) $(ARGS)

# Without aqt, which has Anki's stylesheets and MathJax, they show our stylesheet only and say so.
pictures: setup-dev ## Make pictures of cards and PDF pages in build/pictures (ARGS=DECK.yaml, CHROMIUM=path)
	@sh requirements/install.sh anki
	@sh requirements/install.sh pictures || true
	@CHROMIUM="$(CHROMIUM)" .venv/bin/python -m tests.pictures $(ARGS)

setup: ## Only set up .venv
	@sh requirements/install.sh run

setup-dev:
	@sh requirements/install.sh dev

# No index lines: whoever installs chooses the index. -c gives what the files share one version.
# Extras stay in the names: without them pip looks for the newest `coverage[toml]`, which has no hash.
PIN := .venv-tools/bin/uv pip compile --quiet --no-config --universal --python-version 3.11 \
	--generate-hashes --no-strip-extras --no-emit-index-url --no-emit-find-links \
	--custom-compile-command "make requirements" $(if $(UPGRADE),--upgrade)

requirements: ## Pin the requirement files to pyproject.toml (UPGRADE=1: to the newest versions)
	@[ -x .venv-tools/bin/uv ] || { \
		"$$(sh requirements/install.sh python)" -m venv --clear .venv-tools && \
		.venv-tools/bin/python -m pip install --quiet --disable-pip-version-check $(UV); }
	$(PIN) --group build pyproject.toml -o requirements/run.txt
	$(PIN) --group dev -c requirements/run.txt -o requirements/dev.txt
	$(PIN) --group convert -c requirements/run.txt -c requirements/dev.txt -o requirements/convert.txt
	$(PIN) --group anki -c requirements/run.txt -c requirements/dev.txt -o requirements/anki.txt
	$(PIN) --no-deps --group pictures -c requirements/anki.txt -o requirements/pictures.txt
	$(PIN) --group verapdf -o requirements/verapdf.txt
	$(PIN) --group bench -o requirements/bench.txt
	@mkdir -p requirements/anki-versions
	for version in $(ANKI_VERSIONS); do echo "anki==$$version" | \
		$(PIN) -c requirements/run.txt -c requirements/dev.txt - -o requirements/anki-versions/$$version.txt || exit 1; done

clean: ## Remove built outputs and caches
	@find build -mindepth 1 ! -path build/.gitignore -delete
	@find src tests -type d -name __pycache__ -prune -exec rm -rf {} +
	@rm -rf dist htmlcov .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache

distclean: clean ## Remove .venv and the other environments too
	@rm -rf .venv .venv-tools .anki-versions .verapdf .bench

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-18s %s\n", $$1, $$2 }' Makefile
