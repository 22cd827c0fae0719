package main

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"

	"coranto/pipeline"
)

func (t terminal) version() command {
	return command{
		name: "version", summary: "print version, Go version and the versions of what it is built on",
		example: "coranto version",
		run: func(_ context.Context, args []string) error {
			if len(args) > 0 {
				return usagef("version takes no arguments, found %q", args[0])
			}
			fmt.Fprintf(t.out, "coranto %s (%s %s/%s)\n", pipeline.Version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			info, ok := debug.ReadBuildInfo()
			if !ok {
				return nil
			}
			for _, m := range info.Deps {
				switch m.Path {
				case "github.com/nats-io/nats-server/v2", "github.com/nats-io/nats.go", "modernc.org/sqlite",
					"github.com/mmcdole/gofeed", "github.com/PuerkitoBio/goquery", "github.com/prometheus/client_golang":
					fmt.Fprintf(t.out, "  %s %s\n", m.Path, m.Version)
				}
			}
			return nil
		},
	}
}
