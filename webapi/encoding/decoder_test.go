package encoding

import (
	"testing"
	"unicode/utf8"
)

// decodeIn decodes src in two chunks.
func decodeIn(s *scheme, src []byte, split int, fatal bool) (string, bool) {
	d := s.newDecoder()
	out := output{fatal: fatal}
	d.write(&out, src[:split])
	if !out.failed {
		d.write(&out, src[split:])
	}
	if !out.failed {
		d.end(&out)
	}
	return string(out.text), !out.failed
}

func TestDecoders(t *testing.T) {
	for _, c := range []struct{ encoding, bytes, want string }{
		{"utf-8", "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80", "aé€😀"},
		{"utf-8", "\xf0\x90\x80", "\ufffd"},
		{"utf-8", "\xf0\x90\x80a", "\ufffda"},
		{"utf-8", "\xc0\x80\xe0\x80\x80", "\ufffd\ufffd\ufffd\ufffd\ufffd"},
		{"utf-8", "\xed\xa0\x80", "\ufffd\ufffd\ufffd"},
		{"utf-8", "\xf4\x90\x80\x80", "\ufffd\ufffd\ufffd\ufffd"},
		{"utf-8", "\xe2\xe2\x82\xac", "\ufffd€"},
		{"utf-8", "\xf0\xf0\x9f\xff", "\ufffd\ufffd\ufffd"},
		{"utf-16le", "a\x00\x3d\xd8\x00\xde", "a😀"},
		{"utf-16le", "\x3d\xd8a\x00", "\ufffda"},
		{"utf-16le", "\x00\xdea", "\ufffd\ufffd"},
		{"utf-16le", "\x3d\xd8\x3d\xd8\x00\xde", "\ufffd😀"},
		{"utf-16le", "\x3d\xd8\x00", "\ufffd"},
		{"utf-16be", "\x00a\xd8\x3d\xde\x00", "a😀"},
		{"windows-1252", "\x80\x81\xff", "€\u0081ÿ"},
		{"windows-1253", "\xaa\xc1", "\ufffdΑ"},
		{"x-user-defined", "a\x80\xff", "a\uf780\uf7ff"},
		{"replacement", "abc", "\ufffd"},
		{"gb18030", "\x81\x30\xfe\x29", "\ufffd0\ufffd)"},
		{"gb18030", "\x84\x31\xa4\x39\x90\x30\x81\x30\xe3\x32\x9a\x35", "\uffff\U00010000\U0010FFFF"},
		{"gbk", "\xc4\xe3\x80\xa6\xd9\xff", "你€\ufe10\ufffd"},
		{"gbk", "\x81\x7f\x81", "\ufffd\x7f\ufffd"},
		{"big5", "\x88\x62\xa7\x41\x81\x40", "Ê\u0304你\ufffd@"},
		{"euc-jp", "\xa4\xa2\x8e\xb1\x8f\xb0\xa1\xa4a", "あｱ丂\ufffda"},
		{"euc-jp", "\x8f\xa1\xa1\x8f\xa1", "\ufffd\ufffd"},
		{"shift_jis", "\x82\xa0\xb1\x80\xf0\x40\x81\x00", "あｱ\u0080\ue000\ufffd\x00"},
		{"iso-2022-jp", "\x1b$B$\"\x1b(B\\\x1b(J\\~\x1b(I1", "あ\\¥‾ｱ"},
		{"iso-2022-jp", "\x1b(B\x1b(Ba\x0e", "\ufffda\ufffd"},
		{"iso-2022-jp", "\x1b$", "\ufffd$"},
		{"iso-2022-jp", "\x1b$B\x1b$", "\ufffd\ufffd"},
		{"iso-2022-jp", "\x1b$B$\x1b(Ba", "\ufffda"},
		{"euc-kr", "\xb0\xa1\x81\x41\xc9", "가갂\ufffd"},
	} {
		src := []byte(c.bytes)
		for split := range len(src) + 1 {
			if got, _ := decodeIn(findScheme(c.encoding), src, split, false); got != c.want {
				t.Errorf("%s %q split at %d:\n got %q\nwant %q", c.encoding, c.bytes, split, got, c.want)
			}
		}
	}
}

// FuzzDecoders: text is always valid UTF-8, chunks make no difference, and the
// error mode "fatal" fails exactly where the other one replaces.
func FuzzDecoders(f *testing.F) {
	for i := range schemes {
		f.Add(i, []byte("a\x1b$B$\"\xe2\x82\xac\xf0\x9f\x81\x30\x81\x30\x8f\xa1\xa1\x80"), 5)
	}
	f.Fuzz(func(t *testing.T, i int, src []byte, split int) {
		if i < 0 || i >= len(schemes) || split < 0 || split > len(src) {
			return
		}
		s := &schemes[i]
		whole, _ := decodeIn(s, src, 0, false)
		if !utf8.ValidString(whole) {
			t.Fatalf("%s %q: %q is not UTF-8", s.name, src, whole)
		}
		if parts, _ := decodeIn(s, src, split, false); parts != whole {
			t.Fatalf("%s %q: %q, but in chunks %q", s.name, src, whole, parts)
		}
		if strict, ok := decodeIn(s, src, split, true); ok && strict != whole {
			t.Fatalf("%s %q: %q, but fatal %q", s.name, src, whole, strict)
		}
		if s == utf8Scheme {
			if got := UTF8WithoutBOM(src); got != whole {
				t.Fatalf("%q: UTF8WithoutBOM gives %q, the decoder %q", src, got, whole)
			}
		}
	})
}
