package language

import (
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"runner/webapi/language/pattern"
)

// The engine's own objects stay the carriers of regular expressions: literals
// make them fast, and their class is what the rest of the engine looks for. A
// literal of a compiled script is replaced by one whose pattern is nothing but
// the number of the real one in this list. It belongs to the process, as the
// scripts do.
var literals struct {
	sync.Mutex
	numbers map[literalKey]int
	list    atomic.Pointer[[]*pattern.Pattern] // grows, never changes
}

type literalKey struct {
	source string
	flags  pattern.Flags
}

const (
	carrierStart = "(?:#literal:"
	carrierEnd   = "){0}"
)

// Literal returns the pattern that stands for a regular expression literal in a
// script for the engine. The error is a message for a SyntaxError.
func Literal(source, flags string) (carrier string, err error) {
	f, ok := pattern.ParseFlags(flags)
	if !ok {
		return "", flagsError(flags)
	}
	key := literalKey{source, f}
	literals.Lock()
	defer literals.Unlock()
	n, ok := literals.numbers[key]
	if !ok {
		p, err := pattern.New(pattern.Units(source), f)
		if err != nil {
			return "", patternError{source, f, err}
		}
		var list []*pattern.Pattern
		if old := literals.list.Load(); old != nil {
			list = *old
		} else {
			literals.numbers = map[literalKey]int{}
		}
		n = len(list)
		list = append(list, p) // readers see only what is below their length
		literals.list.Store(&list)
		literals.numbers[key] = n
	}
	return carrierStart + strconv.Itoa(n) + carrierEnd, nil
}

// literal returns the regular expression that a carrier stands for, or nil.
func literal(carrier string) *pattern.Pattern {
	s, ok := strings.CutPrefix(carrier, carrierStart)
	if !ok {
		return nil
	}
	s, ok = strings.CutSuffix(s, carrierEnd)
	n, err := strconv.Atoi(s)
	list := literals.list.Load()
	if !ok || err != nil || list == nil || n >= len(*list) {
		return nil
	}
	return (*list)[n]
}

// flagsError and patternError have V8's words.
type flagsError string

func (e flagsError) Error() string { return "Invalid regular expression flags" }

type patternError struct {
	source string
	flags  pattern.Flags
	reason error
}

func (e patternError) Error() string {
	return "Invalid regular expression: /" + e.source + "/" + e.flags.String() + ": " + e.reason.Error()
}
