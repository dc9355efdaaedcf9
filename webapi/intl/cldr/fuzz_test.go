package cldr

import "testing"

// FuzzParse: what is read and made canonical reads again as the same.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"en-US", "zh-Hant-TW-u-ca-chinese-x-a", "en-t-de-m0-und", "sl-rozaj-biske-1994", "hy-SU", "und-u-rg-gbzzzz", "art-lojban", "ja-latn-hepburn-heploc"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		tag, ok := Parse(s)
		if !ok {
			return
		}
		text := tag.Canonical().String()
		again, ok := Parse(text)
		if !ok || again.String() != text {
			t.Fatalf("%q became %q, which reads as %q", s, text, again.String())
		}
		Best(tag.Maximize().Minimize().Base().String())
		DataLocale(text)
	})
}
