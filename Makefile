# Each target is one or two plain commands. Swift 6.1 or later and, for what is missing, apt are all they need.

PACKAGES = pkg-config libopenblas-dev liblapacke-dev libboost-dev libsqlite3-dev zlib1g-dev gnuplot-nox python3-venv
SOURCES = Package.swift Sources Tests
# More options for `swift test`; .ci/run makes warnings errors with it.
SWIFT_FLAGS =
PYTHON = python3
# Starts in half the time of a program that loads Swift's libraries, and runs where there is no Swift.
RELEASE = swift build -c release --static-swift-stdlib

.PHONY: report test test-fast spark proof bench bench-quick bench-build bench-kernels bench-accuracy collections budget \
	budget-check peers tables format lint setup clean

report: setup
	$(RELEASE) --product turnover
	.build/release/turnover report datasets/belarus-asia --out report

test: setup spark
	swift test $(SWIFT_FLAGS)

test-fast: setup
	swift test $(SWIFT_FLAGS) --skip SlowTests

SPARK = .build/spark

# What the tests of examples/spark run on: some 450 MB, fetched once.
spark: setup
	@.ci/setup default-jre-headless
	test -d $(SPARK) || python3 -m venv $(SPARK)
	$(SPARK)/bin/pip install --quiet --disable-pip-version-check --requirement examples/spark/requirements.txt

proof: setup
	$(RELEASE) --product proof
	.build/release/proof docs/proof
	gnuplot -e "folder='docs/proof'" Tests/Proof/pictures.gp

PEERS = .build/peers
BENCH_PROGRAMS = benchmarks/.build/release
# Without its cached list of files SwiftPM sees what is new in the package above.
BENCH_BUILD = $(RELEASE) --package-path benchmarks --disable-build-manifest-caching

BENCH = $(PEERS)/bin/python benchmarks/bench.py .build/release/turnover $(BENCH_PROGRAMS)/core $(BENCH_PROGRAMS)/forecasts benchmarks/results
# More options: BENCH_FLAGS="--page FILE" puts the tables into a page of the documentation.
BENCH_FLAGS =

bench: setup peers bench-build
	python3 benchmarks/report.py .build/release/turnover datasets/belarus-asia
	python3 benchmarks/scale.py .build/release/turnover 1 3 6
	$(BENCH) $(BENCH_FLAGS)

bench-quick: setup peers bench-build
	$(BENCH) --quick $(BENCH_FLAGS)

bench-build:
	$(RELEASE) --product turnover
	$(BENCH_BUILD) --product core
	$(BENCH_BUILD) --product forecasts

# The kernels one by one: throughput, percentiles, allocations.
bench-kernels: setup
	swift package --package-path benchmarks --allow-writing-to-package-directory benchmark

# Accuracy and coverage of forecasts beside the peers: make bench-accuracy COLLECTIONS=FOLDER, more options in ACCURACY_FLAGS,
# such as --quick (a hundred series of each collection), --single (one series at a time) or --alone (without the peers). All
# series of all collections take the peers the better part of an hour.
bench-accuracy: collections setup peers
	$(RELEASE) --product turnover
	$(PEERS)/bin/python benchmarks/accuracy.py .build/release/turnover $(COLLECTIONS) benchmarks/results $(ACCURACY_FLAGS)

collections:
	@test -d "$(COLLECTIONS)" || { echo "make bench-accuracy: say COLLECTIONS=FOLDER, a folder of NAME_yearly.csv, \
	NAME_quarterly.csv or NAME_monthly.csv with the columns series, period, value, part (train or test), such as the M3 and \
	tourism competitions; benchmarks/cut.py makes one of any panel" >&2; exit 2; }

# Holds the instructions and allocations of small workloads to benchmarks/budgets.csv; `make budget` writes it anew.
budget-check: setup
	@.ci/setup binutils valgrind
	$(RELEASE) --product turnover
	python3 benchmarks/budget.py .build/release/turnover $(BUDGET_FLAGS)

budget: BUDGET_FLAGS = --update
budget: budget-check

peers: setup
	@.ci/setup r-cran-data.table r-cran-forecast
	test -d $(PEERS) || python3 -m venv $(PEERS)
	$(PEERS)/bin/pip install --quiet --requirement benchmarks/peers/requirements.txt

# Needs R, gretl and a PYTHON with statsmodels; the comparisons in the documentation are made by nothing else.
tables: setup
	$(RELEASE) --product turnover
	$(PYTHON) benchmarks/peers/nist_table.py .build/release/turnover
	mkdir -p .build/agreement
	AGREEMENT=$(CURDIR)/.build/agreement swift test $(SWIFT_FLAGS) --filter AgreementTests
	$(PYTHON) Tests/Reference/tables.py .build/agreement

format:
	swift format -i -r $(SOURCES)

lint:
	swift format lint --strict -r $(SOURCES)

setup:
	@.ci/setup $(PACKAGES)

clean:
	rm -rf .build report
