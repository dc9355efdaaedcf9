package buffer

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"testing"
	"unicode/utf8"
)

func FuzzDecode(f *testing.F) {
	for _, s := range []string{"YWJj", "Y W\nJj==", "_-+/", "616", "zz", "\xff\xc2x\xe2\x82", "\xf0\x9f\x98\x80"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, text := range []string{base64.StdEncoding.EncodeToString(b), base64.RawURLEncoding.EncodeToString(b)} {
			if got := decodeBase64(text); !bytes.Equal(got, b) {
				t.Fatalf("%q decodes to %x, want %x", text, got, b)
			}
		}
		if got := decodeHex(hex.EncodeToString(b)); !bytes.Equal(got, b) {
			t.Fatalf("hex decodes to %x, want %x", got, b)
		}
		decodeBase64(string(b)) // must not panic
		decodeHex(string(b))
		text := toValidUTF8(b)
		if !utf8.ValidString(text) || utf8.Valid(b) && text != string(b) {
			t.Fatalf("%x becomes %q", b, text)
		}
		if got := encodeRunes(decodeRunes(b, encodingUTF16), encodingUTF16); len(got) != len(b)&^1 {
			t.Fatalf("UTF-16 of %x becomes %x", b, got)
		}
	})
}
