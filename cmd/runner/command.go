package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
)

// command is a verb on its way: its flags and the terminal.
type command struct {
	*flag.FlagSet
	verb *verb
	term *terminal
	// optional are flags whose value may be left out.
	optional map[string]bool
}

func newCommand(v *verb, t *terminal) *command {
	c := &command{FlagSet: flag.NewFlagSet(v.name, flag.ContinueOnError), verb: v, term: t, optional: map[string]bool{}}
	c.SetOutput(io.Discard)
	c.Usage = func() {}
	return c
}

// errHelp says that help was asked for and given.
var errHelp = errors.New("help")

// parse reads flags and arguments in any order and returns the arguments, at
// most limit of them (-1: any number).
func (c *command) parse(args []string, limit int) ([]string, error) {
	var rest []string
	args = c.joinOptional(args)
	for {
		if err := c.Parse(args); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				c.term.explain(c)
				return nil, errHelp
			}
			return nil, c.flagError(err)
		}
		if c.NArg() == 0 {
			break
		}
		rest = append(rest, c.Arg(0))
		args = c.Args()[1:]
	}
	if limit >= 0 && len(rest) > limit {
		return nil, &usageError{fmt.Sprintf("`runner %s` does not know what to do with %q.", c.verb.name, rest[limit]),
			"Usage: runner " + c.verb.name + " " + c.verb.usage}
	}
	return rest, nil
}

// joinOptional turns `--host name` into `--host=name` for flags whose value may
// be left out, so that `--host` alone works too. A path is never such a value.
func (c *command) joinOptional(args []string) []string {
	var out []string
	for i := 0; i < len(args); i++ {
		name := strings.TrimLeft(args[i], "-")
		if c.optional[name] && strings.HasPrefix(args[i], "-") && i+1 < len(args) &&
			!strings.HasPrefix(args[i+1], "-") && !strings.ContainsAny(args[i+1], `/\`) {
			out = append(out, args[i]+"="+args[i+1])
			i++
			continue
		}
		out = append(out, args[i])
	}
	return out
}

// flagError puts an error of the flag package in our words.
func (c *command) flagError(err error) error {
	const undefined = "flag provided but not defined: -"
	const missing = "flag needs an argument: -"
	hint := "Run `runner help " + c.verb.name + "` for the list."
	if name, ok := strings.CutPrefix(err.Error(), undefined); ok {
		name = strings.TrimPrefix(name, "-")
		var known []string
		c.VisitAll(func(f *flag.Flag) { known = append(known, "--"+f.Name) })
		return unknown("flag", "--"+name, known, hint)
	}
	if name, ok := strings.CutPrefix(err.Error(), missing); ok {
		return &usageError{fmt.Sprintf("The flag --%s needs a value.", strings.TrimPrefix(name, "-")), hint}
	}
	return &usageError{strings.ReplaceAll(err.Error(), "for flag -", "for the flag --") + ".", hint}
}

// nearest returns the known name that is closest to name, if one is close.
func nearest(name string, known []string) string {
	best, least := "", 1+len(name)/3
	for _, k := range known {
		if d := distance(name, k); d <= least {
			best, least = k, d-1
		}
	}
	return best
}

// distance is the number of insertions, deletions, changes and swaps of
// neighbours that turn a into b.
func distance(a, b string) int {
	rows := [3][]int{make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)}
	for j := range rows[1] {
		rows[1][j] = j
	}
	for i := 1; i <= len(a); i++ {
		before, above, row := rows[(i+2)%3], rows[i%3], rows[(i+1)%3]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(above[j]+1, row[j-1]+1, above[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
	}
	return rows[(len(a)+1)%3][len(b)]
}
