package main

import (
	"context"
	"flag"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"coranto/pipeline"
)

func (t terminal) run() command {
	var file, roles string
	return command{
		name: "run", args: "[-c FILE] [--roles ROLES]",
		summary: "run the pipeline until it is told to stop",
		example: "coranto run\ncoranto run -c /etc/coranto/coranto.yaml\ncoranto run --roles poll,extract",
		flags: func(f *flag.FlagSet) {
			configFlag(f, &file)
			f.StringVar(&roles, "roles", "", "run only these `ROLES`, comma-separated: "+strings.Join(pipeline.Roles, ", "))
		},
		run: func(ctx context.Context, args []string) error {
			if len(args) > 0 {
				return usagef("run takes no arguments, found %q", args[0])
			}
			hangup := make(chan os.Signal, 1)
			signal.Notify(hangup, syscall.SIGHUP) // from now to the end of the process: its default is to kill
			c, err := t.load(file)
			if err != nil {
				return err
			}
			var list []string
			if roles != "" {
				list = strings.Split(roles, ",")
			}
			p, err := pipeline.New(c, list, t.logger(c))
			if err != nil {
				return usageError{err}
			}
			go reload(ctx, hangup, file, p)
			return p.Run(ctx)
		},
	}
}

// reload reads the configuration again at each SIGHUP; one with a mistake changes nothing.
func reload(ctx context.Context, hangup <-chan os.Signal, file string, p *pipeline.Pipeline) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-hangup:
		}
		select {
		case <-ctx.Done():
			return
		case <-p.Started():
		}
		c, err := pipeline.LoadConfig(file)
		if err != nil {
			p.ReloadFailed(err)
			continue
		}
		p.Reload(c)
	}
}
