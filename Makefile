# make run and make test are all that a fresh machine needs besides Go.
VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
BUILD   := CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X coranto/pipeline.Version=$(VERSION)"

# What make score needs is not part of the repository.
PAGES  := $(abspath ../shared/data/pages)
SCORER := ../shared/tools/score-pages

.PHONY: run demo build test race check score learn clean

run: build ## run all roles with the configuration in configs/
	bin/coranto run -c configs/coranto.yaml

demo: build ## run the pipeline on a newsroom of its own
	bin/coranto demo

build: ## build bin/coranto
	$(BUILD) -o bin/coranto ./cmd/coranto

test: ## run every test
	go test ./...

race: ## run every test with the race detector
	go test -race ./...

score: build ## extract the labelled pages beside the repository, hold them against what people read there
	@test -f $(PAGES)/truth.jsonl || { echo "no labelled pages in $(PAGES)"; exit 0; }; \
	out=$$(mktemp -d) && trap 'rm -r '$$out EXIT && \
	bin/coranto extract $(PAGES)/pages/*.html.gz > $$out/extracted.jsonl && \
	go test -count=1 -run TestScorerReadsWhatIsExtracted ./cmd/coranto -extracted $$out/extracted.jsonl -predictions $$out/predictions.jsonl && \
	cd $(SCORER) && go run . -truth $(PAGES)/truth.jsonl -pred $$out/predictions.jsonl

check: ## format, vet, staticcheck
	test -z "$$(gofmt -l . | tee /dev/stderr)"
	go vet ./...
	go run honnef.co/go/tools/cmd/staticcheck@v0.8.2 ./...

learn: ## learn extractors/points.go again from the labelled pages, after a trial on sites held out
	go test -tags learn ./extractors -run TestLearn -v

clean: ## remove what was built; ./data stays
	rm -rf bin
