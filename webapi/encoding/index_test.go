package encoding

import (
	"encoding/binary"
	"hash/crc32"
	"testing"
)

// The checksums are those of the standard's index files as of May 2026: the
// characters by pointer, four bytes each, 0 for none.
func TestIndexes(t *testing.T) {
	for _, c := range []struct {
		name       string
		x          index
		characters int
		sum        uint32
	}{
		{"gb18030", gb18030Index(), 23940, 0x1d8d70ad},
		{"gb18030 ranges", gb18030Ranges(), 39420, 0xb058623c},
		{"big5", big5Index(), 18590, 0xf271af58},
		{"euc-kr", euckrIndex(), 17048, 0x954eae5a},
		{"jis0208", jis0208Index(), 7724, 0x58e22f05},
		{"jis0212", jis0212Index(), 6067, 0xb205e59e},
	} {
		var b []byte
		n := 0
		for _, r := range c.x {
			b = binary.BigEndian.AppendUint32(b, uint32(r))
			if r != 0 {
				n++
			}
		}
		if sum := crc32.ChecksumIEEE(b); n != c.characters || sum != c.sum {
			t.Errorf("%s: %d characters, checksum %#x; want %d, %#x", c.name, n, sum, c.characters, c.sum)
		}
	}
}

func TestLabels(t *testing.T) {
	for _, c := range []struct{ label, want string }{
		{"UTF-8", "utf-8"}, {" latin1\t", "windows-1252"}, {"\n\fGBK\r", "gbk"}, {"unicodeFFFE", "utf-16be"},
		{"", ""}, {"utf-8 utf8", ""}, {"utf-8\v", ""}, {"utf-7", ""}, {"\u00a0utf-8", ""}, {"ſhift_jis", ""}, {"\u212Aoi8", ""},
	} {
		got := ""
		if s := findScheme(c.label); s != nil {
			got = s.name
		}
		if got != c.want {
			t.Errorf("findScheme(%q) = %q, want %q", c.label, got, c.want)
		}
	}
}
