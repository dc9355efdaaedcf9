package pattern

import (
	"bytes"
	"slices"
	"strings"
	"sync"
	"unicode/utf16"
)

// Pattern is a regular expression. It is safe for concurrent use.
type Pattern struct {
	Source []uint16 // as it was given
	Flags  Flags
	Groups int      // capturing groups
	Names  []string // by group, 0 being the whole match; "" for none; nil if there are no names

	root    *node
	compile sync.Once
	program *program
}

// New parses a pattern. The error says what is wrong, in V8's words, without
// the pattern itself.
func New(source []uint16, flags Flags) (*Pattern, error) {
	p, root, err := parse(source, flags)
	if err != nil {
		return nil, err
	}
	x := &Pattern{Source: source, Flags: flags, Groups: p.count, root: root}
	if len(p.paths) > 0 {
		x.Names = p.names
	}
	return x, nil
}

// Units converts text to UTF-16.
func Units(s string) []uint16 { return utf16.Encode([]rune(s)) }

// code compiles the pattern when it is first used.
func (x *Pattern) code() *program {
	x.compile.Do(func() {
		x.program = compile(x.root, x.Groups, x.Flags.FullUnicode())
		x.root = nil
	})
	return x.program
}

// MatchASCII looks for a match in an ASCII string, from an offset on or, if
// sticky, right there, whatever the flag y. The result is appended to captures: from and to
// for each group, in code units, -1 for groups that did not take part. It is
// nil if there is no match.
func (x *Pattern) MatchASCII(s string, from int, sticky bool, captures []int32) ([]int32, error) {
	return match(x, bytesOf(s), from, sticky, captures)
}

// Match is [Pattern.MatchASCII] for a subject in UTF-16.
func (x *Pattern) Match(s []uint16, from int, sticky bool, captures []int32) ([]int32, error) {
	return match(x, s, from, sticky, captures)
}

var (
	byteMachines = sync.Pool{New: func() any { return new(machine[byte]) }}
	unitMachines = sync.Pool{New: func() any { return new(machine[uint16]) }}
)

func machinesOf[T unit]() *sync.Pool {
	var t T
	if _, ok := any(t).(byte); ok {
		return &byteMachines
	}
	return &unitMachines
}

func match[T unit](x *Pattern, in []T, from int, sticky bool, captures []int32) ([]int32, error) {
	pool := machinesOf[T]()
	m := pool.Get().(*machine[T])
	m.program = x.code()
	m.in = in
	m.slots = slices.Grow(m.slots[:0], m.program.slots)[:m.program.slots]
	m.fuel = fuelStep
	start, ok := m.find(from, sticky)
	err := m.err
	if ok {
		captures = append(captures, int32(start), int32(m.end))
		for g := 1; g <= x.Groups; g++ {
			from, to := m.slots[2*g], m.slots[2*g+1]
			if from < 0 || to < 0 {
				from, to = -1, -1
			}
			captures = append(captures, from, to)
		}
	}
	if cap(m.stack) > 1<<16 {
		m.stack = nil
	}
	*m = machine[T]{slots: m.slots, stack: m.stack[:0]}
	pool.Put(m)
	if !ok {
		return nil, err
	}
	return captures, nil
}

// find looks for the first place from an offset on where the pattern matches.
func (m *machine[T]) find(from int, sticky bool) (start int, ok bool) {
	if m.full && from > 0 && from < len(m.in) && isTrail(rune(m.in[from])) && isLead(rune(m.in[from-1])) {
		from-- // into the middle of a character is onto it (22.2.7.2, step 9.b)
	}
	for start = from; start <= len(m.in); start++ {
		if !sticky {
			if start = m.candidate(start); start < 0 {
				return 0, false
			}
		}
		if m.try(start) {
			return start, true
		}
		if sticky || m.anchored || m.err != nil || !m.spend(1) {
			return 0, false
		}
		if m.full && start+1 < len(m.in) && isLead(rune(m.in[start])) && isTrail(rune(m.in[start+1])) {
			start++
		}
	}
	return 0, false
}

// candidate returns the next place where a match may start, or -1.
func (m *machine[T]) candidate(start int) int {
	switch {
	case m.anchored:
		if start > 0 {
			return -1
		}
	case m.prefix != nil:
		return m.indexPrefix(start)
	case m.first != nil:
		for ; start < len(m.in); start++ {
			c := uint16(m.in[start])
			if c < 256 {
				if m.first.low[c>>6]&(1<<(c&63)) != 0 {
					return start
				}
				continue
			}
			r, end := m.next(start)
			if m.first.has(r) {
				return start
			}
			start = end - 1
		}
		return -1
	}
	return start
}

func (m *machine[T]) indexPrefix(start int) int {
	if in, ok := any(m.in).([]byte); ok {
		if m.ascii == "" {
			return -1
		}
		if len(m.ascii) == 1 {
			if i := bytes.IndexByte(in[start:], m.ascii[0]); i >= 0 {
				return start + i
			}
			return -1
		}
		if i := strings.Index(stringOf(in[start:]), m.ascii); i >= 0 {
			return start + i
		}
		return -1
	}
	for last := len(m.in) - len(m.prefix); start <= last; start++ {
		if uint16(m.in[start]) == m.prefix[0] && m.hasText(start, m.prefix) {
			return start
		}
	}
	return -1
}

// try matches at one place.
func (m *machine[T]) try(start int) bool {
	for i := range m.slots {
		m.slots[i] = -1
	}
	m.stack = m.stack[:0]
	return m.run(0, start) && m.err == nil
}
