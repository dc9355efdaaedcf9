package env

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"testing"
)

func TestParse(t *testing.T) {
	tests := []struct{ text, want string }{
		{"A=1", "A=1"},
		{"A=1\r\nB=2\r\n", "A=1|B=2"},
		{"\uFEFFA=1", "A=1"},
		{"export A = 1 ", "A=1"},
		{"exported=1", "exported=1"},
		{"# c\n  # d\n\nA=1 # e", "A=1"},
		{"A=a#b", "A=a#b"},
		{"A=#b", "A="},
		{"A=", "A="},
		{"A='x # y' # z", "A=x # y"},
		{`A="l1\nl2"`, "A=l1\nl2"},
		{`A='l1\nl2'`, `A=l1\nl2`},
		{"A=\"l1\nl2\"\nB=2", "A=l1\nl2|B=2"},
		{"A=`x\ny`", "A=x\ny"},
		{`A="say \"hi\""`, `A=say \"hi\"`},
		{"A='open\nB=2", "A='open|B=2|!1"},
		{"what\nA=1", "A=1|!1"},
		{"A B=1\nC.D-E=2", "C.D-E=2|!1"},
		{"A=a=b", "A=a=b"},
		{"A=\"\"", "A="},
	}
	for _, test := range tests {
		entries, problems := Parse(test.text)
		got := ""
		for i, e := range entries {
			if i > 0 {
				got += "|"
			}
			got += e.Name + "=" + e.Value
		}
		for _, p := range problems {
			got += fmt.Sprintf("|!%d", p.Line)
		}
		if got != test.want {
			t.Errorf("%q: got %q, want %q", test.text, got, test.want)
		}
	}
}

func TestExpand(t *testing.T) {
	process := map[string]string{"HOME": "/h", "WIN": "process", "RAW": "$HOME"}
	raw := map[string]string{
		"A": "1", "B": "$A-${A}", "C": "${B}/x", "D": `\$A`, "E": "$HOME/x", "WIN": "file", "F": "$WIN",
		"G": "$NONE.", "H": "${NONE:-d$A}", "I": "5$", "J": "${", "K": "$L", "L": "$K", "M": "$RAW",
	}
	want := map[string]string{
		"A": "1", "B": "1-1", "C": "1-1/x", "D": "$A", "E": "/h/x", "WIN": "process", "F": "process",
		"G": ".", "H": "d1", "I": "5$", "J": "${", "K": "", "L": "", "M": "$HOME",
	}
	if got := Expand(raw, process); !maps.Equal(got, want) {
		t.Errorf("got %v", got)
	}
}

func TestLoad(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		".env":                  "A=env\nB=env\nC=env\nD=env\nE=env",
		".env.local":            "B=local\nC=local\nD=local",
		".env.production":       "C=mode\nD=mode",
		".env.production.local": "D=modelocal\nbroken",
		".env.development":      "A=dev",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, ".env.staging"), 0o700); err != nil {
		t.Fatal(err)
	}
	got, problems := Load(dir, "production", map[string]string{"E": "process", "F": "process"})
	want := map[string]string{"A": "env", "B": "local", "C": "mode", "D": "modelocal", "E": "process"}
	if !maps.Equal(got, want) {
		t.Errorf("got %v", got)
	}
	if len(problems) != 1 || problems[0].Location.String() != ".env.production.local:2" {
		t.Errorf("problems: %v", problems)
	}
	if _, problems := Load(dir, "staging", nil); len(problems) != 1 {
		t.Errorf("a directory in place of a file: %v", problems)
	}
}

func TestObject(t *testing.T) {
	got := Object(Built{Mode: "staging", NodeEnv: "production", Base: "/docs"},
		map[string]string{"PUBLIC_A": "1", "SECRET": "s", "no-name": "x", "MODE": "lost"},
		map[string]string{"SHELL_TRUE": "true", "SITE": "lost"})
	want := map[string]any{
		"PUBLIC_A": "1", "SECRET": "s", "SHELL_TRUE": "true",
		"MODE": "staging", "PROD": true, "DEV": false, "SSR": true, "BASE_URL": "/docs",
	}
	if !maps.Equal(got, want) {
		t.Errorf("got %v", got)
	}
	if got := Object(Built{Site: "https://a.example"}, nil, nil); got["SITE"] != "https://a.example" || got["DEV"] != true {
		t.Errorf("got %v", got)
	}
}

func TestProcess(t *testing.T) {
	got := Process([]string{"A=1", "A=2", "B=x=y", "=C:=D", "junk", "E="})
	if want := map[string]string{"A": "1", "B": "x=y", "E": ""}; !maps.Equal(got, want) {
		t.Errorf("got %v", got)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("A='x\ny' # c\nexport B=\"$A\"")
	f.Fuzz(func(t *testing.T, text string) {
		entries, _ := Parse(text)
		raw := map[string]string{}
		for _, e := range entries {
			raw[e.Name] = e.Value
		}
		Expand(raw, nil)
	})
}
