package route

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// compareText approximates the order of String.prototype.localeCompare, which
// decides between routes of equal priority: punctuation, digits, letters; the
// base letter first, then the accent, and lower case before upper case only
// when nothing else differs. It is the root collation for ASCII and the letters
// of Latin-1; what lies beyond is ordered by code point, after them.
func compareText(a, b string) int {
	secondary, tertiary := 0, 0
	for x, y := a, b; x != "" || y != ""; {
		if x == "" || y == "" {
			return cmp.Compare(len(x), len(y))
		}
		rx, nx := utf8.DecodeRuneInString(x)
		ry, ny := utf8.DecodeRuneInString(y)
		x, y = x[nx:], y[ny:]
		if rx == ry {
			continue
		}
		kx, ky := weigh(rx), weigh(ry)
		if c := cmp.Compare(kx.primary, ky.primary); c != 0 {
			return c
		}
		if secondary == 0 {
			secondary = cmp.Compare(kx.accent, ky.accent)
		}
		if tertiary == 0 {
			tertiary = cmp.Compare(kx.upper, ky.upper)
		}
	}
	return cmp.Or(secondary, tertiary, strings.Compare(a, b))
}

// weight is the place of one character in the collation.
type weight struct {
	primary int
	accent  rune
	upper   int
}

// asciiOrder is the root collation's order of the printable ASCII characters
// that are no letters.
const asciiOrder = " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789"

// latin gives the base letters of the lower-case letters from U+00E0 to U+00FF;
// a space stands for a character that is its own base.
const latin = "aaaaaaaceeeeiiiidnooooo ouuuuyty"

const letters = 1000

func weigh(r rune) weight {
	if i := strings.IndexRune(asciiOrder, r); i >= 0 {
		return weight{primary: i + 1}
	}
	w := weight{}
	lower := unicode.ToLower(r)
	if lower != r {
		w.upper = 1
	}
	switch {
	case 'a' <= lower && lower <= 'z':
		w.primary = letters + int(lower)
	case 0xE0 <= lower && lower <= 0xFF && latin[lower-0xE0] != ' ':
		w.primary, w.accent = letters+int(latin[lower-0xE0]), lower
	case lower == 'ß':
		w.primary, w.accent = letters+'s', lower
	case lower < ' ':
		w.primary = 0
	default:
		w.primary = letters + int(lower)
	}
	return w
}
