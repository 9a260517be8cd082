# The commands of this project. LIBTORCH and FASHION_MNIST_DIR name what is already installed;
# without them, setup installs what is missing.

.DEFAULT_GOAL := help
.PHONY: help setup build demo results results-detection results-fine-tuning test test-extended test-python python-wheel docs lint fixtures-check deletion-check \
  benchmarks gpu-bundle clean

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c

# SwiftPM builds anew when LIBTORCH changes, and takes an empty one for a folder.
ifeq ($(strip $(LIBTORCH)),)
unexport LIBTORCH
endif

CONFIGURATION ?= release
DEMO_LENGTH ?= --epochs 3
DEMO_SEEDS ?= 2
DEMO_FLAGS ?=
DEMO_OUTPUT ?= runs/demo-$(shell date +%Y%m%d-%H%M%S)
BENCHMARK_FLAGS ?=
DELETION_ROUNDS ?=
FUZZ_SECONDS ?= 60

help: ## say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-20s %s\n", $$1, $$2 }' Makefile

setup: ## install what is missing: libtorch into .libtorch, headers
	@Scripts/setup

build: setup ## build the command, in release unless CONFIGURATION is debug
	swift build --configuration $(CONFIGURATION)

demo: build ## train on Fashion-MNIST without and with centralization, and compare
	data="$$(Scripts/fashion-mnist)" && .build/$(CONFIGURATION)/centralize compare \
	  --model resnet8 --dataset fashion-mnist --data "$$data" $(DEMO_LENGTH) \
	  --seeds $(DEMO_SEEDS) $(DEMO_FLAGS) --output $(DEMO_OUTPUT)

# These use the command in release.
results results-detection results-fine-tuning: override CONFIGURATION = release
results: build ## run the grids of docs/Results.md and fill the page in; over an hour, resumes
	Scripts/results

results-detection: build ## the same of its grids of detectors; about three hours
	Scripts/results detection

results-fine-tuning: build ## the same of its grids of fine-tuned networks; about an hour
	Scripts/results fine-tuning

# A trap of the library reads its caller's line from the stack, which takes seconds in a program as large as the tests.
test: setup lint ## check the format, build without warnings, run all tests
	swift build --build-tests
	SWIFT_BACKTRACE=enable=no swift test --skip-build

test-extended: setup ## tests that take minutes: the oldest libtorch, NEON, recipes, large networks, fuzzing, kills, torchrun, pycocotools, Chromium, TensorBoard
	Scripts/arm64-kernels
	Scripts/test-python newest -- -m extended
	Scripts/test-dependent
	Scripts/test-oldest-libtorch
	# .ci/run builds for tests alone.
	swift build --configuration release
	swift build --build-tests
	EXTENDED=yes swift test --skip-build --filter 'RecipeRunTests|GridRecipeTests|DetectorRunTests|CommandTests.DeviceTests|NetworkValueTests|aReportOfVeryMany'
	EXTENDED_FUZZ_SECONDS=$(FUZZ_SECONDS) swift test --skip-build --filter 'extended|ForLong'
	python="$$(Scripts/pytorch)" && EXTENDED=yes EXTENDED_TORCHRUN="$$(dirname "$$python")/torchrun" \
	  swift test --skip-build --no-parallel \
	  --filter 'CommandTests.GroupRunTests|FailureTests|LaunchedGridTests|LostProcessTests|SharedFailureTests|TwoHostTests|TorchrunTests'
	python="$$(Scripts/pytorch)" && EXTENDED_PYTORCH="$$python" swift test --skip-build --filter FromPyTorchTests
	python="$$(Scripts/pytorch)" && "$$python" Tests/Fixtures/check_detectors.py .build/debug/centralize
	EXTENDED_KILLS=20 swift test --skip-build --filter GridKillTests
	pycocotools="$$(Scripts/pycocotools)" && EXTENDED_PYCOCOTOOLS="$$pycocotools" \
	  swift test --skip-build --filter PycocotoolsTests
	chromium="$$(Scripts/chromium)" tensorboard="$$(Scripts/tensorboard)" \
	  && EXTENDED_CHROMIUM="$$chromium" EXTENDED_TENSORBOARD="$$tensorboard" \
	  swift test --skip-build --filter 'BrowserTests|PageTests|TensorBoardTests'

test-python: setup ## the package for PyTorch users, with the oldest and the newest PyTorch
	Scripts/test-python

python-wheel: setup ## build that package into Python/dist
	Scripts/python-wheel

docs: setup ## build the documentation of all libraries into .docs, a site
	Scripts/docs

lint: ## check the format
	Scripts/lint

fixtures-check: setup ## make the tests' fixtures again with PyTorch, compare; load an export
	python3 Tests/KernelVectors/make_vectors.py --check
	python="$$(Scripts/pytorch)" && "$$python" Tests/Fixtures/make_fixtures.py --check
	python="$$(Scripts/pycocotools)" && "$$python" Tests/Fixtures/coco/make_coco.py --check
	swift build --product centralize
	swift build --product centralize-engine
	python="$$(Scripts/pytorch)" && "$$python" Tests/Fixtures/check_export.py .build/debug/centralize

deletion-check: setup ## delete lines of the optimizers in a copy; fails where no test notices
	Scripts/deletion-check $(DELETION_ROUNDS)

benchmarks: setup ## measure against PyTorch; fails where a bar is missed
	python="$$(Scripts/pytorch)" && PYTORCH_PYTHON="$$python" Benchmarks/check $(BENCHMARK_FLAGS)

gpu-bundle: setup ## what a bare machine with a GPU needs to check and time training: gpu-check.tar.gz
	Scripts/gpu-bundle gpu-check.tar.gz

clean: ## remove what was built; keeps .libtorch, data and runs
	rm -rf .build .build-oldest Benchmarks/.build Python/build Python/dist
