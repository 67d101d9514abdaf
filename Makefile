# One door: people and CI call the same targets. `make help` lists them.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { command -v $$p; break; }; done)
UV ?= $(shell command -v uv || echo .tools/bin/uv)
ARGS ?=

BIN := .venv/bin
REPORTS := build/reports
WEB_SOURCES := $(shell find web/src web/public web/tools -type f 2>/dev/null) \
	$(wildcard web/*.json web/*.mjs web/.npmrc)

MONGOSH := tests/deploy/mongosh/node_modules
VERCEL := deploy/vercel/node_modules
export PATH := $(CURDIR)/$(BIN):$(CURDIR)/build/debian/bin:$(PATH):$(CURDIR)/build/ops/bin
export UV_PYTHON_DOWNLOADS := never
export PIP_DISABLE_PIP_VERSION_CHECK := 1
MAKEFLAGS += --no-print-directory

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

.PHONY: help
help: ## List what make can do
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo '  Options go into ARGS: make up ARGS="--port 9000 --data-dir /srv/lectern --no-demo"'

.PHONY: up
up: .venv/.installed web/dist/.built ## Install what is missing, start everything, print the URL and logins
	@$(BIN)/lectern up $(ARGS)

.PHONY: demo
demo: .venv/.installed ## Load the demo courses, or set them back
	@$(BIN)/lectern demo $(ARGS)

.PHONY: test
test: .venv/.installed-dev web/dist/.built ## Run every check and test, then say how many ran
	@rm -rf $(REPORTS)
	@failed=; for part in lint test-server test-web e2e; do \
		echo; echo "== $$part"; $(MAKE) $$part || failed="$$failed $$part"; done; \
	$(BIN)/python tests/summary.py $(REPORTS); \
	if [ -n "$$failed" ]; then echo "Failed:$$failed"; exit 1; fi

.PHONY: test-server
test-server: .venv/.installed-dev web/node_modules/.installed build/ops/.installed build/debian/.fetched ## Test the server against real databases
	@mkdir -p $(REPORTS)
	@# Three for two cores, since many wait for processes; what takes longest first, so that none is left over at the end.
	@CHECKOV=build/ops/bin/checkov $(BIN)/pytest tests/cli tests/bench tests/backup tests/contract tests \
		--ignore tests/e2e --ignore tests/stack -n 3 --dist loadfile --no-loadscope-reorder \
		--junitxml $(REPORTS)/server.xml $(ARGS)

.PHONY: test-schema
test-schema: .venv/.installed-dev ## Ask every operation as everybody, with the edge cases of all that it takes
	@LECTERN_TEST_EXAMPLES=6 $(BIN)/pytest tests/contract/test_schemathesis.py -n 2 $(ARGS)

.PHONY: coverage
coverage: ## Test the server, and fail when less than nine lines in ten are reached
	@$(MAKE) test-server ARGS="--cov lectern --cov-report term:skip-covered --cov-fail-under=90 $(ARGS)"

.PHONY: test-postgres
test-postgres: .venv/.installed-dev ## Test accounts, tokens and backups with identity in a real PostgreSQL
	@LECTERN_TEST_SQL=postgresql $(BIN)/pytest tests/accounts tests/backup -n 2 --dist loadfile $(ARGS)

.PHONY: test-web
test-web: .venv/.installed web/node_modules/.installed ## Test the web application
	@mkdir -p $(REPORTS)
	@cd web && npm test --silent -- --json --outputFile ../$(REPORTS)/web.json $(ARGS)

.PHONY: e2e
e2e: .venv/.installed-dev web/dist/.built ## Test the whole product in a real browser
	@rm -rf build/e2e
	@mkdir -p $(REPORTS)
	@$(BIN)/python tests/e2e/browser.py
	@$(BIN)/pytest tests/e2e -n 2 --dist worksteal --junitxml $(REPORTS)/e2e.xml $(ARGS)

.PHONY: e2e-keys
e2e-keys: .venv/.installed-dev web/dist/.built ## Tell its stories again without a mouse
	@rm -rf build/e2e
	@mkdir -p $(REPORTS)
	@$(BIN)/python tests/e2e/browser.py
	@$(BIN)/pytest tests/e2e --keyboard -n 2 --dist worksteal --junitxml $(REPORTS)/e2e-keys.xml $(ARGS)

.PHONY: lint
lint: ## Check style, types, the order of the packages, secrets and advisories
	@# Side by side: most of their programs use one core each, and the last waits for registries.
	@$(MAKE) -j 3 lint-server lint-web audit

.PHONY: lint-server
lint-server: .venv/.installed-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/bandit --quiet --recursive --severity-level medium lectern
	@git ls-files -z | xargs -0 $(BIN)/detect-secrets-hook --baseline .secrets.baseline

.PHONY: lint-web
lint-web: .venv/.installed web/node_modules/.installed
	@cd web && npm run --silent lint

.PHONY: audit
audit: .venv/.installed-dev web/node_modules/.installed ## Look for packages with known holes; asks PyPI and npm
	@$(BIN)/python tests/advisories.py

.PHONY: ops-lint
ops-lint: .venv/.installed-dev web/node_modules/.installed build/ops/.installed build/debian/.fetched $(MONGOSH)/.installed $(VERCEL)/.installed ## Check deploy/ with the programs it is for; fails when one is missing
	@EVERY_PROGRAM=1 MONGOSH=$(MONGOSH)/.bin/mongosh VERCEL=$(VERCEL)/.bin CHECKOV=build/ops/bin/checkov $(BIN)/pytest tests/deploy $(ARGS)

.PHONY: k8s-lint
k8s-lint: .venv/.installed-dev build/ops/.installed $(MONGOSH)/.installed ## Render deploy/kubernetes and check what comes out; needs kubectl, no cluster
	@command -v kubectl >/dev/null || { echo "Needs kubectl on PATH; it only renders."; exit 1; }
	@MONGOSH=$(MONGOSH)/.bin/mongosh CHECKOV=build/ops/bin/checkov $(BIN)/pytest tests/deploy/test_kubernetes.py tests/deploy/test_redis_nodes.py \
		tests/deploy/test_mongodb_members.py tests/deploy/test_checkov.py -k "not terraform" -rs $(ARGS)

.PHONY: terraform-test
terraform-test: .venv/.installed-dev build/ops/.installed lambda ## Test deploy/terraform; needs terraform and the provider of AWS, no account
	@command -v terraform >/dev/null || { echo "Needs terraform 1.11 or newer on PATH, and the provider of AWS."; exit 1; }
	@deploy/terraform/test.sh
	@TERRAFORM_TEST=1 CHECKOV=build/ops/bin/checkov $(BIN)/pytest tests/deploy/test_terraform.py \
		tests/deploy/test_terraform_moto.py tests/deploy/test_checkov.py -k terraform -rs $(ARGS)

.PHONY: lambda
lambda: build/lambda/verify_backup.zip ## Pack the function that looks at archives on AWS

# What pipelines call, and people as well. REGISTRY and VERSION name images of one's own; of PARTS
# Compose needs all, Kubernetes and AWS have a proxy already.

VERSION ?= 0.1.0
PARTS ?= backend frontend proxy
IMAGES := $(if $(REGISTRY),$(REGISTRY),lectern)

.PHONY: install
install: .venv/.installed-dev web/node_modules/.installed ## Install what building and testing need

.PHONY: web
web: web/dist/.built ## Build the web application

.PHONY: images
images: ## Build the images; needs a Docker engine
	@for image in $(PARTS); do \
		file=$$image; [ $$image != proxy ] || file=frontend; \
		docker build --file deploy/docker/$$file.Dockerfile --target $$image --build-arg VERSION=$(VERSION) \
			--build-arg REVISION=$$(git rev-parse HEAD) --tag $(IMAGES)/$$image:$(VERSION) . || exit 1; done

.PHONY: push
push: images ## Push the images to REGISTRY
	@test -n "$(REGISTRY)" || { echo "Name the registry: make push REGISTRY=…"; exit 1; }
	@for image in $(PARTS); do docker push $(IMAGES)/$$image:$(VERSION) || exit 1; done

.PHONY: roll-out
roll-out: ## Bring VERSION to the cluster of kubectl: make roll-out OVERLAY=staging
	@REGISTRY=$(REGISTRY) VERSION=$(VERSION) deploy/kubernetes/roll-out.sh $(OVERLAY)

.PHONY: rollback
rollback: $(if $(filter vercel,$(TARGET)),$(VERCEL)/.installed) ## Go back to the version before, or named: make rollback TARGET=kubernetes VERSION=0.1.0
	@# A pipeline has the version that it has brought as VERSION in its environment; that is not meant.
	@PATH="$(CURDIR)/$(VERCEL)/.bin:$$PATH" deploy/rollback.sh $(TARGET) $(if $(filter command,$(origin VERSION)),$(VERSION))

.PHONY: smoke
smoke: ## Look whether a site serves people, with a VERSION if named: make smoke SITE=https://…
	@SITE=$(SITE) VERSION=$(if $(filter environment command,$(origin VERSION)),$(VERSION)) deploy/smoke.sh

.PHONY: e2e-site
e2e-site: .venv/.installed-dev ## Tell a story before a site that runs already, in a real browser: make e2e-site SITE=…
	@rm -rf build/e2e
	@mkdir -p $(REPORTS)
	@$(BIN)/python tests/e2e/browser.py
	@LECTERN_E2E_URL=$(SITE) $(BIN)/pytest tests/e2e/test_anywhere.py --junitxml $(REPORTS)/e2e-site.xml $(ARGS)

.PHONY: deploy-render
deploy-render: ## Deploy to Render and wait until it serves; needs RENDER_API_KEY and RENDER_SERVICES
	@deploy/render/deploy.sh

.PHONY: deploy-vercel
deploy-vercel: web/dist/.built $(VERCEL)/.installed ## Deploy the web application to Vercel; needs VERCEL_TOKEN, VERCEL_ORG_ID, VERCEL_PROJECT_ID
	@PATH="$(CURDIR)/$(VERCEL)/.bin:$$PATH" deploy/vercel/deploy.sh web/dist/lectern/browser

.PHONY: assets
assets: .venv/.installed web/dist/.built ## Copy the hashed files of the build to the bucket at AWS: make assets BUCKET=…
	@$(BIN)/python deploy/aws/assets.py web/dist/lectern/browser $(BUCKET)

.PHONY: stack
stack: ## Run everything with Docker Compose, load the demo, see that it serves, print the URL
	@docker compose version >/dev/null || { echo "This needs a Docker engine with Compose 2."; exit 1; }
	@LECTERN_ENV=development docker compose up -d --build --wait $(ARGS)
	@docker compose exec -T backend lectern demo
	@SITE=http://localhost:$${LECTERN_PORT:-8080} deploy/smoke.sh
	@echo "Lectern runs at http://localhost:$${LECTERN_PORT:-8080}/ (docker compose down stops it, data stays)"

.PHONY: stack-test
stack-test: .venv/.installed-dev ## Test the Compose stack on a Docker engine, and what it survives
	@docker compose version >/dev/null || { echo "This needs a Docker engine with Compose 2."; exit 1; }
	@mkdir -p $(REPORTS)
	@$(BIN)/pytest tests/stack -x -rA -s --junitxml $(REPORTS)/stack.xml $(ARGS)

.PHONY: format
format: .venv/.installed-dev web/node_modules/.installed ## Bring all code into its form
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .
	@cd web && npm run --silent format

.PHONY: bench
bench: .venv/.installed-dev ## Measure it beside what the machine can do, and large beside small; needs wrk for requests
	@$(BIN)/python -m bench $(if $(PEER),--peer $(PEER)) $(ARGS)

.PHONY: faults
faults: .venv/.installed-dev ## Kill, freeze and starve real servers under load, and count what is lost
	@$(BIN)/python -m tests.faults $(ARGS)

.PHONY: soak
soak: .venv/.installed-dev ## Work for ten minutes or more, and see that nothing grows
	@$(BIN)/python -m tests.faults.soak $(ARGS)

.PHONY: bench-web
bench-web: .venv/.installed-dev web/dist/.built bench/lighthouse/node_modules/.installed build/debian/.fetched ## Measure the pages with Lighthouse, on a machine with nothing else to do
	@$(BIN)/python tests/e2e/browser.py
	@$(BIN)/python -m bench.web $(ARGS)

.PHONY: screenshots
screenshots: .venv/.installed-dev web/dist/.built ## Draw every page, light and dark, wide and narrow, into var/screenshots
	@$(BIN)/python tests/e2e/browser.py
	@$(BIN)/python -m tests.e2e.screenshots $(ARGS)

.PHONY: schema
schema: .venv/.installed web/node_modules/.installed ## Write docs/reference/openapi.yaml and the web types that follow from it
	@$(BIN)/lectern schema
	@cd web && npm run --silent api

.PHONY: lock
lock: $(UV) ## Resolve the Python requirements again
	@for lock in \
		"pyproject.toml -o requirements/base.txt" \
		"pyproject.toml --extra embedded --extra web -c requirements/base.txt -o requirements/embedded.txt" \
		"pyproject.toml --extra embedded --extra web --extra dev -c requirements/embedded.txt -o requirements/dev.txt" \
		"requirements/build.in -c requirements/dev.txt -o requirements/build.txt" \
		"requirements/ops.in -o requirements/ops.txt" \
		"requirements/tools.in -o requirements/tools.txt"; do \
		$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header $(ARGS) $$lock \
		|| exit 1; done

.PHONY: clean
clean: ## Remove what make has made; your data in var/ stays
	@rm -rf .venv .tools build dist web/node_modules bench/lighthouse/node_modules $(MONGOSH) $(VERCEL) web/dist web/.angular web/coverage htmlcov
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage
	@find lectern tests -name __pycache__ -type d -prune -exec rm -rf {} +

# What follows is made once and again only when what it depends on has changed.

.tools/bin/uv: requirements/tools.txt
	@test -n "$(PYTHON)" || { echo "Lectern needs Python 3.11 or newer. Install it and try again."; exit 1; }
	@echo "Fetching uv"
	@rm -rf .tools
	@if $(PYTHON) -m venv .tools >/dev/null 2>&1; then \
		.tools/bin/pip install --quiet --require-hashes -r requirements/tools.txt; \
	elif $(PYTHON) -m pip --version >/dev/null 2>&1; then \
		rm -rf .tools && $(PYTHON) -m pip install --quiet --target .tools --require-hashes -r requirements/tools.txt; \
	else \
		rm -rf .tools; \
		echo "This Python has neither venv nor pip. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; \
	fi
	@touch $@

.venv/bin/python: | $(UV)
	@test -n "$(PYTHON)" || { echo "Lectern needs Python 3.11 or newer. Install it and try again."; exit 1; }
	@$(UV) venv --quiet --python $(PYTHON) .venv

.venv/.installed: requirements/embedded.txt requirements/build.txt pyproject.toml | .venv/bin/python $(UV)
	@echo "Installing the Python packages"
	@$(UV) pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes \
		-r requirements/embedded.txt -r requirements/build.txt
	@mkdir -p web/dist/lectern/browser # the package includes it, but npm, which fills it, comes first
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.installed-dev: requirements/dev.txt .venv/.installed
	@echo "Installing what the tests need"
	@$(UV) pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements/dev.txt
	@touch $@

build/ops/.installed: requirements/ops.txt | .venv/bin/python $(UV)
	@echo "Installing what deploy/ is checked with"
	@$(UV) venv --quiet --clear --python $(PYTHON) build/ops
	@$(UV) pip install --quiet --python build/ops/bin/python --require-hashes -r requirements/ops.txt
	@touch $@

build/debian/.fetched: tests/deploy/debian.py | .venv/.installed-dev
	@echo "Fetching nginx, Prometheus and others to check deploy/ with"
	@$(BIN)/python -m tests.deploy.debian build/debian
	@touch $@

build/lambda/verify_backup.zip: deploy/terraform/modules/lambda/function/verify_backup.py
	@mkdir -p $(@D)
	@cd $(<D) && $(PYTHON) -m zipfile -c $(CURDIR)/$@ $(<F)

web/node_modules/.installed: web/package.json web/package-lock.json web/.npmrc | .venv/.installed
	@echo "Installing the web packages"
	@cd web && npm ci --loglevel error >/dev/null
	@touch $@

bench/lighthouse/node_modules/.installed: bench/lighthouse/package.json bench/lighthouse/package-lock.json | .venv/.installed
	@echo "Installing Lighthouse"
	@cd bench/lighthouse && npm ci --loglevel error >/dev/null
	@touch $@

$(MONGOSH)/.installed: tests/deploy/mongosh/package.json tests/deploy/mongosh/package-lock.json | .venv/.installed
	@echo "Installing mongosh"
	@cd tests/deploy/mongosh && npm ci --ignore-scripts --loglevel error >/dev/null
	@touch $@

$(VERCEL)/.installed: deploy/vercel/package.json deploy/vercel/package-lock.json | .venv/.installed
	@echo "Installing the command line of Vercel"
	@cd deploy/vercel && npm ci --ignore-scripts --loglevel error >/dev/null
	@touch $@

web/dist/.built: web/node_modules/.installed $(WEB_SOURCES)
	@echo "Building the web application"
	@mkdir -p build
	@cd web && npm run --silent build >../build/web.log 2>&1 || { cat ../build/web.log; exit 1; }
	@$(BIN)/python -m whitenoise.compress --quiet web/dist/lectern/browser
	@touch $@
