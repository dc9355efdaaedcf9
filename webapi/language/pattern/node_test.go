package pattern_test

import (
	"bufio"
	"encoding/json"
	"os"
	"slices"
	"strconv"
	"testing"

	"runner/webapi/language/pattern"
)

// TestNode compares with what V8 says (testdata/record.mjs).
func TestNode(t *testing.T) {
	name := "testdata/node.jsonl"
	if other := os.Getenv("PATTERN_CASES"); other != "" {
		name = other
	}
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	failures := 0
	for lines.Scan() {
		var parts []json.RawMessage
		if err := json.Unmarshal(lines.Bytes(), &parts); err != nil {
			t.Fatal(err)
		}
		flags, _ := pattern.ParseFlags(unquote(parts[1]))
		source, subject := units(parts[0]), units(parts[2])
		lastIndex, _ := strconv.Atoi(string(parts[3]))
		got := "null"
		p, err := pattern.New(source, flags)
		if err != nil {
			got = strconv.Quote(err.Error())
		} else if match, err := p.Match(subject, lastIndex, flags.Has(pattern.Sticky), nil); err != nil {
			got = err.Error()
		} else if match != nil {
			b, _ := json.Marshal(match)
			got = string(b)
		}
		if got == `"Duplicate capture group name"` {
			continue // V8 misses some
		}
		// Which of several mistakes is reported may differ.
		if want := string(parts[4]); got != want && !(got[0] == '"' && want[0] == '"') {
			t.Errorf("%s\ngot %s", lines.Text(), got)
			if failures++; failures > 30 {
				t.FailNow()
			}
		}
		// The same for a subject of bytes.
		if ascii := asciiOf(subject); err == nil && ascii != nil {
			b, err := p.MatchASCII(string(ascii), lastIndex, flags.Has(pattern.Sticky), nil)
			u, _ := p.Match(subject, lastIndex, flags.Has(pattern.Sticky), nil)
			if err == nil && !slices.Equal(b, u) {
				t.Errorf("%s\nbytes %v, units %v", lines.Text(), b, u)
			}
		}
	}
}

func asciiOf(s []uint16) []byte {
	b := make([]byte, len(s))
	for i, u := range s {
		if u >= 0x80 {
			return nil
		}
		b[i] = byte(u)
	}
	return b
}

func unquote(raw []byte) (s string) {
	json.Unmarshal(raw, &s)
	return s
}

// units reads a JSON string with unpaired surrogates.
func units(raw []byte) []uint16 {
	var out []uint16
	s := string(raw[1 : len(raw)-1])
	for i := 0; i < len(s); {
		if s[i] == '\\' {
			if s[i+1] == 'u' {
				n, _ := strconv.ParseUint(s[i+2:i+6], 16, 16)
				out = append(out, uint16(n))
				i += 6
				continue
			}
			out = append(out, pattern.Units(unquote([]byte(`"`+s[i:i+2]+`"`)))...)
			i += 2
			continue
		}
		j := i
		for j < len(s) && s[j] != '\\' {
			j++
		}
		out = append(out, pattern.Units(s[i:j])...)
		i = j
	}
	return out
}
