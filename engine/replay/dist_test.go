package replay

import (
	"io"
	"net/http"
	"strings"
	"testing"
)

func TestCompareDist(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "expected/dist/a.json", "{}")
	write(t, dir, "expected/dist/deep/b.txt", "one\ntwo\n")
	write(t, dir, "expected/dist/gone", "")
	write(t, dir, "dist/a.json", "{}")
	write(t, dir, "dist/deep/b.txt", "one\n2\n")
	write(t, dir, "dist/new", "")
	results, err := CompareDist(dir+"/dist", dir)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"a.json":     "",
		"deep/b.txt": "  one\n- two\n+ 2\n",
		"gone":       "the build did not write this file\n",
		"new":        "the recording has no such file\n",
	}
	if len(results) != len(want) {
		t.Errorf("%d results", len(results))
	}
	for _, r := range results {
		if r.Diff != want[r.Name] {
			t.Errorf("%s: got %q", r.Name, r.Diff)
		}
	}
}

func TestCompareDistWithServer(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "expected/dist/client/a.json", "{}")
	write(t, dir, "dist/client/a.json", "{}")
	write(t, dir, "dist/server/entry.mjs", "")
	results, err := CompareDist(dir+"/dist", dir)
	if err != nil || len(results) != 1 || !results[0].OK() {
		t.Errorf("got %+v, %v", results, err)
	}
}

func TestDistFollows(t *testing.T) {
	dir := t.TempDir()
	if _, ok := Dist(dir); ok {
		t.Error("a build that nobody recorded")
	}
	if _, err := CompareDist(dir, dir); err == nil {
		t.Error("no error without a recorded build")
	}
	write(t, dir, "expected/dist.astro-5/a", "")
	write(t, dir, "expected/dist.astro-7/a", "")
	for head, want := range map[string]string{"": "astro-7", "# @follow astro-5\n": "astro-5"} {
		write(t, dir, "requests.http", head+"### a\n# @follow astro-7\nGET /\n")
		if got, ok := Dist(dir); !ok || !strings.HasSuffix(got, want) {
			t.Errorf("%q: got %s", head, got)
		}
	}
}

func TestUpdateDist(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "expected/dist/old", "old")
	write(t, dir, "dist/client/a b/[x].json", "{}")
	write(t, dir, "dist/server/entry.mjs", "")
	if err := UpdateDist(dir+"/dist", dir); err != nil {
		t.Fatal(err)
	}
	tree, err := readTree(dir + "/expected/dist")
	if err != nil || len(tree) != 1 || string(tree["client/a b/[x].json"]) != "{}" {
		t.Errorf("got %v, %v", tree, err)
	}
}

func TestOriginTransport(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "origin/docs.example/a b/logo.png", "\x89PNG")
	write(t, dir, "origin/docs.example/a b/logo.png.headers", "content-type: image/png\nx-a: 1\n")
	write(t, dir, "secret", "not to be read")
	client := http.Client{Transport: OriginTransport(dir)}
	response, err := client.Get("https://docs.example/a%20b/logo.png?query")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, _ := io.ReadAll(response.Body)
	if string(body) != "\x89PNG" || response.StatusCode != 200 || response.Header.Get("Content-Type") != "image/png" {
		t.Errorf("got %q, %v", body, response)
	}
	for _, url := range []string{"https://docs.example/other", "https://other.example/", "https://docs.example/%2e%2e/%2e%2e/secret", "https://../secret"} {
		if response, err := client.Get(url); err == nil {
			t.Errorf("%s: got %v", url, response.Status)
		}
	}
}
