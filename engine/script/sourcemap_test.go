package script

import "testing"

func TestShiftColumns(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"empty", "", ""},
		{"empty lines", ";;", ";;"},
		{"generated and source column", "AAAA", "CAAC"},
		{"only the first source column", "AAAA,SAAS;AACA", "CAAC,SAAS;CACA"},
		{"a segment without a source first", "A,CAAC", "C,CAAE"},
		{"a number of two digits", "gBAAA", "iBAAC"},
		{"a negative source column", "AAAD", "CAAA"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := shiftColumns(c.in); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
