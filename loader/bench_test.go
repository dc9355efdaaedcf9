package loader

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// bigProject has 100 endpoints that share 100 modules of some size.
func bigProject(b *testing.B) string {
	files := map[string]string{}
	body := strings.Repeat("export const f%d = (a: number, b = [1, 2, 3]) => ({ a, b: b.map((x) => x * a) })\n", 1)
	for i := range 100 {
		var text strings.Builder
		for j := range 100 {
			fmt.Fprintf(&text, body, j)
		}
		files[fmt.Sprintf("src/lib/m%d.ts", i)] = text.String()
		files[fmt.Sprintf("src/pages/p%d.json.ts", i)] = fmt.Sprintf(
			"import { f1, f2 } from '../lib/m%d'; export const GET = () => Response.json(f1(f2(1).a))", i)
	}
	return project(b, files)
}

// BenchmarkOpen is a load from nothing.
func BenchmarkOpen(b *testing.B) {
	root := bigProject(b)
	for b.Loop() {
		if _, err := Load(root, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkReload is a load after one file was edited.
func BenchmarkReload(b *testing.B) {
	root := bigProject(b)
	l, err := Open(root, Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer l.Close()
	if _, err := l.Load(); err != nil {
		b.Fatal(err)
	}
	n := 0
	for b.Loop() {
		n++
		file := filepath.Join(root, "src/pages/p0.json.ts")
		if err := os.WriteFile(file, fmt.Appendf(nil, "export const GET = () => new Response('%d')", n), 0o600); err != nil {
			b.Fatal(err)
		}
		s, err := l.Load()
		if err != nil {
			b.Fatal(err)
		}
		if !strings.Contains(s.Bundle.Code, fmt.Sprintf("Response(\"%d\")", n)) {
			b.Fatal("the edit is not in the bundle")
		}
	}
}

// BenchmarkSmall is the start of a small project, most of a cold start.
func BenchmarkSmall(b *testing.B) {
	root := project(b, map[string]string{"src/pages/a.ts": get, "src/pages/api/[id].json.ts": get})
	for b.Loop() {
		if _, err := Load(root, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
