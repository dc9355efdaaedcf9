package diagnostic

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestTable checks that codes and table are the same list, and that no message
// or hint is left half written.
func TestTable(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "codes.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	codes := map[string]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok {
			value, _ := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			if value != spec.Names[0].Name {
				t.Errorf("%s has the value %q", spec.Names[0].Name, value)
			}
			codes[value] = true
		}
		return true
	})
	seen := map[string]bool{}
	for _, r := range Records() {
		if seen[r.Code] {
			t.Errorf("%s is twice in the table", r.Code)
		}
		seen[r.Code] = true
		if !codes[r.Code] {
			t.Errorf("%s is no constant", r.Code)
		}
		if r.Title == "" || strings.HasSuffix(r.Title, ".") || r.Message == "" {
			t.Errorf("%s: title %q, message %q", r.Code, r.Title, r.Message)
		}
		if strings.Contains(r.Hint, "%") {
			t.Errorf("%s: the hint has a verb, which New does not fill: %q", r.Code, r.Hint)
		}
	}
	for code := range codes {
		if !seen[code] {
			t.Errorf("%s is not in the table", code)
		}
	}
}

func TestNew(t *testing.T) {
	d := New(MissingParameter, "id")
	if d.Message != "Missing parameter: id" || d.Severity != Error || d.Title() == "" {
		t.Errorf("%+v", d)
	}
	if d := New("NoSuchCode", "text"); d.Code != "NoSuchCode" || d.Message != "text" || d.Title() != "NoSuchCode" {
		t.Errorf("%+v", d)
	}
	if d := New(EndpointThrew, "100% wrong"); d.Message != "100% wrong" {
		t.Errorf("%+v", d)
	}
	d = New(ModuleSyntax, "Unexpected x.").At(&Location{File: "src/a.ts", Line: 2, Column: 3}).AsWarning().WithHint("do %d", 1)
	if got, want := d.Error(), "src/a.ts:2:3: [ModuleSyntax] Unexpected x."; got != want {
		t.Errorf("got %s", got)
	}
	if d.Severity != Warning || d.Hint != "do 1" {
		t.Errorf("%+v", d)
	}
}

func TestRender(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "a.ts")
	source := "one\r\n\ttwo\r\n\tconst x = fail(日本, 1)\r\nfour\r\n"
	if err := os.WriteFile(file, []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name string
		d    *Diagnostic
		want string
	}{
		{"frame from the file, tabs and wide characters",
			&Diagnostic{Code: EndpointThrew, Message: "boom", Location: &Location{File: "src/a.ts", Abs: file, Line: 3, Column: 17, Length: 2},
				Stack: "\n    at f (src/b.ts:1:1)\n", Hint: "look"},
			`error: The endpoint threw an error [EndpointThrew]
  boom

  src/a.ts:3:17
    1 | one
    2 |   two
  > 3 |   const x = fail(日本, 1)
      |                  ^^^^

    at f (src/b.ts:1:1)

  hint: look

`},
		{"only the line",
			&Diagnostic{Code: ModuleSyntax, Message: "Unexpected end of file.", Severity: Warning,
				Location: &Location{File: "b.ts", Abs: "/nowhere/b.ts", Line: 12, Column: 4, LineText: "abc"},
				Notes:    []Note{{Message: "opened here", Location: &Location{File: "b.ts", Line: 1}}}},
			`warning: The file has a syntax error [ModuleSyntax]
  Unexpected end of file.

  b.ts:12:4
  > 12 | abc
       |    ^

  note: opened here

  b.ts:1

`},
		{"no place", New(PortInUse, 4321, "127.0.0.1"),
			`error: The port is in use [PortInUse]
  Port 4321 on 127.0.0.1 is already in use.

  hint: Stop the other program, or choose another port: --port 0 picks a free one.

`},
		{"a file that changed since shows the old line",
			&Diagnostic{Code: ModuleSyntax, Message: "m", Location: &Location{File: "a.ts", Abs: file, Line: 1, Column: 1, LineText: "old"}},
			`error: The file has a syntax error [ModuleSyntax]
  m

  a.ts:1:1
  > 1 | old
      | ^

`},
	}
	for _, test := range tests {
		if got := test.d.String(); got != test.want {
			t.Errorf("%s:\n%s\nwant:\n%s", test.name, got, test.want)
		}
	}
}

func TestRenderColor(t *testing.T) {
	var b strings.Builder
	New(PortInUse, 1, "x").Render(&b, RenderOptions{Color: true})
	if !strings.Contains(b.String(), "\x1b[31m") || strings.Count(b.String(), reset) == 0 {
		t.Errorf("%q", b.String())
	}
	if s := New(PortInUse, 1, "x").String(); strings.Contains(s, "\x1b") {
		t.Errorf("%q", s)
	}
}

func TestLongLine(t *testing.T) {
	line := strings.Repeat("a", 5000) + "HERE" + strings.Repeat("b", 5000)
	rows := frame(&Location{File: "a", Line: 1, Column: 5001, Length: 4, LineText: line}, 80)
	if len(rows) != 1 || len([]rune(rows[0].text)) > 80 {
		t.Fatalf("%+v", rows)
	}
	at := strings.Index(rows[0].caret, "^")
	if got := string([]rune(rows[0].text)[at : at+4]); got != "HERE" || len(strings.TrimSpace(rows[0].caret)) != 4 {
		t.Errorf("the carets are under %q:\n%s\n%s", got, rows[0].text, rows[0].caret)
	}
}

func TestNoEscapesFromSource(t *testing.T) {
	rows := frame(&Location{File: "a", Line: 1, Column: 1, LineText: "a\x1b[31mb\x07"}, 80)
	if rows[0].text != "a[31mb" {
		t.Errorf("%q", rows[0].text)
	}
}

func TestNearest(t *testing.T) {
	tests := []struct {
		word, want string
	}{
		{"serv", "serve"}, {"biuld", "build"}, {"SERVE", "serve"}, {"xyz", ""}, {"serve", ""}, {"tst", "test"}, {"", ""},
	}
	for _, test := range tests {
		if got := Nearest(test.word, []string{"serve", "build", "test"}); got != test.want {
			t.Errorf("%q: got %q, want %q", test.word, got, test.want)
		}
	}
}
