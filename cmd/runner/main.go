// Command runner runs Astro endpoint files without Node: it serves them, builds
// them, and tests them against recorded exchanges.
//
// The package may use engine and loader. It owns the flags and the terminal:
// nothing below it prints.
package main

import (
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"slices"
	"time"
)

// verb is one thing that runner can do.
type verb struct {
	name    string
	usage   string // the arguments, after "runner name"
	summary string
	run     func(*command, []string) error
}

// verbs is the list of everything that runner can do, in the order of the help.
var verbs = []verb{
	{"serve", "[pages-dir] [flags]", "answer requests with the endpoints", runServe},
	{"build", "[flags]", "write the static endpoints to files", runBuild},
	{"test", "[fixture-dir…] [flags]", "replay recorded exchanges and compare", runTest},
	{"types", "[flags]", "write type declarations for editors", runTypes},
	{"version", "", "print the version", runVersion},
	{"help", "[verb]", "explain a verb", nil}, // run is set in main: it needs the list
}

// Exit codes.
const (
	exitOK      = 0
	exitFailure = 1 // the project, the machine or a comparison
	exitUsage   = 2 // the command line
)

// started is when the process began, for the start-up time.
var started = time.Now()

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(300) // JavaScript makes much short-lived garbage
	}
	os.Exit(run(os.Args[1:], newTerminal(os.Stdout, os.Stderr)))
}

// run runs the verb that the arguments name and returns the exit code.
func run(args []string, t *terminal) int {
	defer t.flush()
	err := dispatch(args, t)
	var usage *usageError
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &usage):
		t.problem(err)
		return exitUsage
	}
	t.problem(err)
	return exitFailure
}

func dispatch(args []string, t *terminal) error {
	if len(args) == 0 {
		t.overview()
		return nil
	}
	name := args[0]
	switch name {
	case "-h", "-help", "--help":
		name = "help"
	case "-v", "-version", "--version":
		name = "version"
	}
	i := slices.IndexFunc(verbs, func(v verb) bool { return v.name == name })
	if i < 0 {
		return unknown("verb", name, verbNames(), "Run `runner help` for the list.")
	}
	if name == "help" {
		return help(t, args[1:])
	}
	c := newCommand(&verbs[i], t)
	return verbs[i].run(c, args[1:])
}

func verbNames() []string {
	var names []string
	for _, v := range verbs {
		names = append(names, v.name)
	}
	return names
}

// usageError is a command line that runner does not understand.
type usageError struct{ message, hint string }

func (e *usageError) Error() string {
	if e.hint == "" {
		return e.message
	}
	return e.message + "\n" + e.hint
}

// unknown makes the error for a name that is not in a list, with the nearest
// one that is.
func unknown(kind, name string, known []string, hint string) error {
	if near := nearest(name, known); near != "" {
		hint = fmt.Sprintf("Did you mean %q? %s", near, hint)
	}
	return &usageError{fmt.Sprintf("There is no %s %q.", kind, name), hint}
}
