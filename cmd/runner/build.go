package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"

	"runner/engine"
	"runner/engine/static"
)

func runBuild(c *command, args []string) error {
	var p project
	var outDir string
	p.flags(c)
	c.StringVar(&outDir, "out-dir", "", "`directory` to write to (default: the configured outDir, dist)")
	c.DurationVar(&p.cpuTime, "cpu-limit", time.Minute, "`time` that JavaScript may run without a pause; 0: no limit")
	if _, err := c.parse(args, 0); err != nil {
		return ignoreHelp(err)
	}
	log, err := p.logger(c.term)
	if err != nil {
		return err
	}
	site, err := p.load("build", "", outDir)
	if err != nil {
		return err
	}
	c.term.report(site)
	e, err := engine.Open(site, engine.Options{CPUBudget: p.cpuTime, Environ: engine.BuildEnviron(site, os.Environ()), Log: log})
	if err != nil {
		return err
	}
	defer e.Close()
	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer cancel()
	lines := c.term.buildLines(p.log == "json", log)
	result, err := e.Build(ctx, static.Options{Progress: lines.file, Warn: c.term.diagnostic})
	lines.end()
	if err != nil {
		if d := asDiagnostic(err); d != nil && reported(site.Diagnostics, d) {
			return errReported
		}
		return err
	}
	lines.total(site, result)
	return nil
}
