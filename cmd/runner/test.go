package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"time"

	"runner/engine"
	"runner/engine/fixture"
)

func runTest(c *command, args []string) error {
	update := c.Bool("update", false, "record what runner answers now")
	verbose := c.Bool("verbose", false, "name every exchange")
	dirs, err := c.parse(args, -1)
	if err != nil {
		return ignoreHelp(err)
	}
	if len(dirs) == 0 {
		dirs = []string{"."}
	}
	for _, dir := range dirs {
		if !exists(dir) {
			return &usageError{"There is no directory " + dir + ".", "Usage: runner test " + c.verb.usage}
		}
	}
	found, err := fixture.Find(dirs...)
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return &usageError{"There is no fixture here: a project with a requests.http or an expected directory beside it.",
			"See the README, \"Testing endpoints\"."}
	}
	o := fixture.Options{Update: *update, Environ: os.Environ(), Engine: engine.Options{
		CPUBudget: 10 * time.Second, Deadline: time.Minute, Environ: os.Environ(), Log: slog.New(slog.DiscardHandler),
	}}
	passed, failed := 0, 0
	for _, dir := range found {
		results, err := fixture.Run(context.Background(), dir, o)
		if err != nil {
			c.term.printf("%s\n", dir)
			c.term.problem(err)
			failed++
			continue
		}
		for _, r := range results {
			if r.OK() {
				passed++
				if *verbose {
					c.term.printf("ok    %s: %s\n", dir, r.Name)
				}
				continue
			}
			failed++
			c.term.difference(dir, r, *update)
		}
	}
	if *update {
		c.term.printf("%d unchanged, %d recorded\n", passed, failed)
		return nil
	}
	c.term.printf("%d passed, %d failed\n", passed, failed)
	if failed > 0 {
		return errReported
	}
	return nil
}

func runVersion(c *command, args []string) error {
	if _, err := c.parse(args, 0); err != nil {
		return ignoreHelp(err)
	}
	c.term.printf("%s\n", fmt.Sprintf("runner %s", version()))
	return nil
}
