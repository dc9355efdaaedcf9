package eventsource

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// parse feeds a stream in pieces and tells what came out, a line each.
func parse(t testing.TB, stream string, piece int) []string {
	var out []string
	p := newParser("0", func(e event, retry time.Duration) {
		switch e.kind {
		case messageEvent:
			out = append(out, fmt.Sprintf("%s %q %q", e.id, e.typ, e.data))
		case idChange:
			out = append(out, e.id)
		case retryChange:
			out = append(out, retry.String())
		}
	})
	for len(stream) > 0 {
		n := min(piece, len(stream))
		if err := p.feed([]byte(stream[:n])); err != nil {
			t.Fatal(err)
		}
		stream = stream[n:]
	}
	return out
}

func TestParser(t *testing.T) {
	for _, test := range []struct {
		name, stream string
		want         []string
	}{
		{"nothing", "", nil},
		{"one", "data: a\n\n", []string{`0 "" "a"`}},
		{"lines", "data: a\ndata:b\ndata\ndata:  c\n\n", []string{`0 "" "a\nb\n\n c"`}},
		{"ends of lines", "data:1\r\rdata:2\n\ndata:3\r\n\r\ndata:4\r\n\ndata:5\n\r\n", []string{`0 "" "1"`, `0 "" "2"`, `0 "" "3"`, `0 "" "4"`, `0 "" "5"`}},
		{"no empty line at the end", "data: a\n\ndata: b\n", []string{`0 "" "a"`}},
		{"byte order mark", "\ufeffdata: a\n\n\ufeffdata: b\n\ndata: \ufeffc\n\n", []string{`0 "" "a"`, `0`, `0 "" "\ufeffc"`}},
		{"two byte order marks", "\ufeff\ufeffdata: a\n\n", []string{`0`}},
		{"comments and unknown fields", ":x\n:data: b\nDATA: c\n data: d\ndata : e\ndata: a\nfoo\n\n", []string{`0 "" "a"`}},
		{"type", "event: t\ndata: a\n\ndata: b\n\nevent: lost\n\ndata: c\n\nevent: x\nevent:\ndata: d\n\n", []string{`0 "t" "a"`, `0 "" "b"`, `0`, `0 "" "c"`, `0 "" "d"`}},
		{"ID", "id: 1\ndata: a\n\ndata: b\n\nid\ndata: c\n\nid: 2\n\nid: 3\x00\ndata: d\n\n", []string{`1 "" "a"`, `1 "" "b"`, ` "" "c"`, `2`, `2 "" "d"`}},
		{"empty data", "data\n\ndata:\n\ndata: \n\ndata\ndata\n\n", []string{`0 "" ""`, `0 "" ""`, `0 "" ""`, `0 "" "\n"`}},
		{"retry", "retry: 10\nretry: 1x\nretry:\nretry: -1\nretry:  5\nretry: 007\nretry: 99999999999999999999\n", []string{"10ms", "7ms", "596h31m23.647s"}},
		{"not UTF-8", "data: \xff\xe2\x82\nid: \xf0\nevent: \xc3\n\n", []string{"\ufffd \"\ufffd\" \"\ufffd\ufffd\""}},
		{"colons", "data: a:b: c\n\ndata::d\n\n", []string{`0 "" "a:b: c"`, `0 "" ":d"`}},
		{"NUL", "data: \x00\n\n", []string{`0 "" "\x00"`}},
	} {
		for _, piece := range []int{1, 2, 3, 1000} {
			if got := parse(t, test.stream, piece); !slices.Equal(got, test.want) {
				t.Errorf("%s in pieces of %d:\n got %q\nwant %q", test.name, piece, got, test.want)
			}
		}
	}
}

func TestParserLimit(t *testing.T) {
	p := newParser("", func(event, time.Duration) {})
	line := []byte("data: " + strings.Repeat("x", 1<<20) + "\n")
	for n := 0; ; n++ {
		if err := p.feed(line); err != nil {
			return
		}
		if n > maxEvent>>20 {
			t.Fatal("no limit")
		}
	}
}

// FuzzParser: how a stream is cut into pieces makes no difference.
func FuzzParser(f *testing.F) {
	for _, seed := range []string{
		"data: a\n\n", "\ufeffdata: a\r\rid: 1\r\n\r\n", "event: t\ndata: \xff\xe2\x82\n\nretry: 10\n", "id: \x00\n:c\ndata\n\n", "\r\n\r\n\n\r", "\xef\xbb", "data: ü\r",
	} {
		f.Add(seed, 1)
		f.Add(seed, 5)
	}
	f.Fuzz(func(t *testing.T, stream string, piece int) {
		if piece < 1 || len(stream) > 1<<16 {
			return
		}
		whole, pieces := parse(t, stream, max(len(stream), 1)), parse(t, stream, piece)
		if !slices.Equal(whole, pieces) {
			t.Errorf("whole %q, in pieces of %d %q", whole, piece, pieces)
		}
		// A comment at the end changes nothing, nor do other ends of lines.
		if other := parse(t, strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(stream, "\r\n", "\n"), "\r", "\n"), "\n", "\r\n"), piece); !slices.Equal(whole, other) {
			t.Errorf("%q, with other ends of lines %q", whole, other)
		}
	})
}

func BenchmarkParser(b *testing.B) {
	stream := []byte(strings.Repeat("id: 12\nevent: price\ndata: {\"name\": \"ACME\", \"value\": 12.5}\n\n", 100))
	b.SetBytes(int64(len(stream)))
	b.ReportAllocs()
	for b.Loop() {
		p := newParser("", func(event, time.Duration) {})
		if err := p.feed(stream); err != nil {
			b.Fatal(err)
		}
	}
}
