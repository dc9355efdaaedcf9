package main

import (
	"flag"
	"slices"
	"strings"
)

// overview prints what runner can do.
func (t *terminal) overview() {
	t.printf("runner runs Astro endpoint files.\n\nUsage: runner <verb> [arguments]\n\n")
	for _, v := range verbs {
		t.printf("  %-9s %s\n", v.name, v.summary)
	}
	t.printf("\n`runner help <verb>` explains a verb and its flags.\n")
}

// help explains a verb, or everything.
func help(t *terminal, args []string) error {
	if len(args) == 0 || args[0] == "help" {
		t.overview()
		return nil
	}
	i := slices.IndexFunc(verbs, func(v verb) bool { return v.name == args[0] })
	if i < 0 {
		return unknown("verb", args[0], verbNames(), "Run `runner help` for the list.")
	}
	c := newCommand(&verbs[i], t)
	return verbs[i].run(c, []string{"--help"})
}

// explain prints a verb's usage and flags.
func (t *terminal) explain(c *command) {
	t.printf("runner %s: %s\n\nUsage: runner %s\n", c.verb.name, c.verb.summary, strings.TrimSpace(c.verb.name+" "+c.verb.usage))
	first := true
	c.VisitAll(func(f *flag.Flag) {
		if first {
			t.printf("\nFlags:\n")
			first = false
		}
		value, text := flag.UnquoteUsage(f)
		name := strings.TrimSpace("--" + f.Name + " " + value)
		if !strings.Contains(text, "(default") && f.DefValue != "" && f.DefValue != "false" {
			text += " (default " + f.DefValue + ")"
		}
		t.printf("  %-20s %s\n", name, text)
	})
}
