package cldr

import "testing"

func TestTags(t *testing.T) {
	for in, want := range map[string]string{
		"EN-us": "en-US", "zh-hant-tw": "zh-Hant-TW", "iw": "he", "sh": "sr-Latn", "en-u-nu-latn-ca-islamicc": "en-u-ca-islamic-civil-nu-latn",
		"de-1996-u-kn-true": "de-1996-u-kn", "en-x-foo": "en-x-foo", "a": "", "en-": "", "en_US": "", "x-foo": "", "en-u": "", "hy-SU": "hy-AM",
		"en-t-de-latn-m0-und": "en-t-de-latn-m0-und", "en-a-bb-u-kn-yes": "en-a-bb-u-kn", "no-bok": "",
	} {
		got := ""
		if tag, ok := Parse(in); ok {
			got = tag.Canonical().String()
		}
		if got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}

func TestData(t *testing.T) {
	for in, want := range map[string]string{"en-US": "en", "zh-TW": "zh-Hant", "zh-HK": "zh-Hant-HK", "sr-RS": "sr-Cyrl", "pt-BR": "pt", "de-AT": "de-AT", "nb": "nb", "nb-NO": "nb"} {
		if got := DataLocale(in); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
		if !Available(in) {
			t.Errorf("%s is not available", in)
		}
	}
	if v := Open("numbers", "de-CH").Get("symbols-numberSystem-latn/group"); v == "" {
		t.Errorf("group %q", v)
	}
	if v := Open("gregorian", "fr").Get("months/format/wide/2"); v != "février" {
		t.Errorf("month %q", v)
	}
	t.Log(len(Locales()))
}

func BenchmarkOpen(b *testing.B) {
	for range b.N {
		Open("gregorian", "fr")
	}
}
