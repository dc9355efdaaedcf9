package pattern

import "strings"

// Flags are the flags of a regular expression.
type Flags uint16

// The flags, in the order of the property `flags`.
const (
	HasIndices Flags = 1 << iota
	Global
	IgnoreCase
	Multiline
	DotAll
	Unicode
	UnicodeSets
	Sticky
)

const flagLetters = "dgimsuvy"

// ParseFlags reads flags. It reports false for a letter that is no flag or
// stands twice, and for u together with v.
func ParseFlags(s string) (Flags, bool) {
	var f Flags
	for i := 0; i < len(s); i++ {
		at := strings.IndexByte(flagLetters, s[i])
		if at < 0 || f.Has(1<<at) {
			return 0, false
		}
		f |= 1 << at
	}
	return f, !f.Has(Unicode | UnicodeSets)
}

// Has reports whether all of the flags in g are set.
func (f Flags) Has(g Flags) bool { return f&g == g }

// FullUnicode reports whether the subject is read by code points.
func (f Flags) FullUnicode() bool { return f&(Unicode|UnicodeSets) != 0 }

func (f Flags) String() string {
	var b [len(flagLetters)]byte
	n := 0
	for i := range len(flagLetters) {
		if f.Has(1 << i) {
			b[n] = flagLetters[i]
			n++
		}
	}
	return string(b[:n])
}
