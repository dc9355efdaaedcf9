package number

import (
	"strconv"
	"testing"
)

// FuzzFromString: decimals agree with strconv and survive rounding.
func FuzzFromString(f *testing.F) {
	for _, s := range []string{"0", "-0", "1e3", "123456789012345678901234567890.5", "0x1F", ".5", "5.", "Infinity", "1e400", "-9.995"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, ok := FromString(s)
		if !ok || len(s) > 40 || d.Exp > 300 || d.Exp < -300 {
			return
		}
		for _, mode := range []string{"ceil", "floor", "expand", "trunc", "halfCeil", "halfExpand", "halfEven"} {
			for _, p := range []Precision{{Type: "fractionDigits", MaxFraction: 2, Increment: 1, Mode: mode}, {Type: "significantDigits", MinSignificant: 1, MaxSignificant: 3, Increment: 1, Mode: mode}, {Type: "fractionDigits", MinFraction: 1, MaxFraction: 1, Increment: 25, Mode: mode}} {
				c := d
				c.Digits = append([]byte(nil), d.Digits...)
				p.round(&c)
				if len(c.Digits) > 0 && (c.Digits[0] == 0 || c.Digits[len(c.Digits)-1] == 0) {
					t.Fatalf("%q rounds to %v, which is not trimmed", s, c)
				}
			}
		}
		if v, err := strconv.ParseFloat(s, 64); err == nil && d.Kind == Finite {
			if r := FromFloat(v); r.Zero() != d.Zero() && v != 0 {
				t.Fatalf("%q: %v and %v", s, d, r)
			}
		}
	})
}
