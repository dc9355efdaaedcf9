package replay

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Compare describes how the answer got differs from the recording want, looking
// at the parts that ex compares. It returns "" when nothing does.
func Compare(want, got *Response, ex Exchange) string {
	if ex.Compare != nil {
		want, got = want.only(ex.Compare), got.only(ex.Compare)
	}
	var b strings.Builder
	line := func(what, want, got string) {
		fmt.Fprintf(&b, "%s\n  - %s\n  + %s\n", what, want, got)
	}
	if want.Status != got.Status || want.Text != got.Text {
		line("status", statusLine(want), statusLine(got))
	}
	compareHeaders(want, got, ex.Method == "HEAD", line)
	if want.Cut != got.Cut {
		line("end", endOf(want), endOf(got))
	}
	if diff := diffBytes(want.Body, got.Body); diff != "" {
		b.WriteString("body\n" + indent(diff))
	}
	return b.String()
}

func statusLine(r *Response) string { return strings.TrimSpace(fmt.Sprint(r.Status, " ", r.Text)) }

func endOf(r *Response) string {
	if r.Cut {
		return "the connection broke"
	}
	return "the body ended"
}

// compareHeaders calls line for each header whose values differ. A recorded "*"
// stands for any value. To a HEAD request a server may add the content-length
// of the body it left out, so that one counts only when it was recorded.
func compareHeaders(want, got *Response, head bool, line func(what, want, got string)) {
	names := []string{}
	for _, f := range slices.Concat(want.Header, got.Header) {
		names = append(names, f.Name)
	}
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		w, g := want.find(name), got.find(name)
		if head && name == "content-length" && len(w) == 0 {
			continue
		}
		if slices.EqualFunc(w, g, func(w, g string) bool { return w == g || w == "*" }) {
			continue
		}
		line(name, values(w), values(g))
	}
}

func values(list []string) string {
	if len(list) == 0 {
		return "(none)"
	}
	quoted := make([]string, len(list))
	for i, v := range list {
		quoted[i] = utf8Text(v)
	}
	return strings.Join(quoted, "\n    ")
}

// diffBytes describes how two bodies differ: line by line for text, laid out
// first when both are JSON, and by the first byte that differs otherwise.
func diffBytes(want, got []byte) string {
	if bytes.Equal(want, got) {
		return ""
	}
	if !isText(want) || !isText(got) {
		return diffBinary(want, got)
	}
	w, g := string(want), string(got)
	if wj, gj := layOut(want), layOut(got); wj != "" && gj != "" && wj != gj {
		w, g = wj, gj
	}
	if diff := diffLines(w, g); diff != "" {
		return diff
	}
	return diffBinary(want, got)
}

func isText(b []byte) bool {
	return utf8.Valid(b) && !bytes.ContainsFunc(b, func(r rune) bool {
		return r < ' ' && r != '\n' && r != '\t' && r != '\r'
	})
}

// layOut returns a JSON object or array with one value a line; "" for the rest.
func layOut(b []byte) string {
	var out bytes.Buffer
	trimmed := bytes.TrimSpace(b)
	if len(trimmed) == 0 || trimmed[0] != '{' && trimmed[0] != '[' {
		return ""
	}
	if json.Indent(&out, trimmed, "", "  ") != nil {
		return ""
	}
	return out.String()
}

func diffBinary(want, got []byte) string {
	at := 0
	for at < len(want) && at < len(got) && want[at] == got[at] {
		at++
	}
	from := at &^ 15
	row := func(b []byte) string {
		if from >= len(b) {
			return "(ends)"
		}
		return fmt.Sprintf("% x", b[from:min(from+16, len(b))])
	}
	return fmt.Sprintf("first difference at byte %d; %d bytes recorded, %d answered\n- %08x  %s\n+ %08x  %s\n",
		at, len(want), len(got), from, row(want), from, row(got))
}

// indent puts two spaces before every line.
func indent(text string) string {
	text = strings.TrimSuffix(text, "\n")
	return "  " + strings.ReplaceAll(text, "\n", "\n  ") + "\n"
}
