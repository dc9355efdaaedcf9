package wpt

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var scores = flag.Bool("wpt.scores", false, "run everything and write scores.json and the table in the README")

const (
	scoresFile = "scores.json"
	readmeFile = "../../README.md"
	tableBegin = "<!-- wpt:begin -->"
	tableEnd   = "<!-- wpt:end -->"
)

// peers are the runtimes beside runner, in the order of the table.
var peers = []struct{ name, title string }{{"node", "Node"}, {"deno", "Deno"}, {"bun", "Bun"}}

// scoreTable is scores.json.
type scoreTable struct {
	Suite string            `json:"suite"` // the Node whose copy of the tests it is
	Peers map[string]string `json:"peers"` // their versions
	Areas []areaScore       `json:"areas"`
}

type areaScore struct {
	Name string `json:"name"`

	// Subtests is how many there are. For each file it is the largest number
	// that any runtime reported, so one that dies half-way gains nothing by it.
	// (The names cannot be compared: some hold the runtime's own messages.)
	Subtests int `json:"subtests"`

	// Passed is how many pass, by runtime.
	Passed map[string]int `json:"passed"`
}

// peerResults is the file that peers/run.mjs writes.
type peerResults struct {
	Version string                       `json:"version"`
	Areas   map[string]map[string]result `json:"areas"`
}

// measure makes the table from runner's results and those of the peers in dir.
// What a peer has no results for stays as it was in the old table.
func measure(s suite, runner map[string]map[string]result, dir string, old scoreTable) (scoreTable, error) {
	table := scoreTable{Suite: s.edition(), Peers: map[string]string{}}
	all := map[string]peerResults{"runner": {Areas: runner}}
	for _, peer := range peers {
		b, err := os.ReadFile(filepath.Join(dir, peer.name+".json"))
		if errors.Is(err, fs.ErrNotExist) && old.Peers[peer.name] != "" {
			table.Peers[peer.name] = old.Peers[peer.name]
			continue
		}
		if err != nil {
			return table, fmt.Errorf("run webapi/wpt/peers/run.sh first: %w", err)
		}
		var r peerResults
		if err := json.Unmarshal(b, &r); err != nil {
			return table, err
		}
		all[peer.name], table.Peers[peer.name] = r, r.Version
	}
	before := map[string]areaScore{}
	for _, a := range old.Areas {
		before[a.Name] = a
	}
	for _, a := range areas {
		pages, err := s.pages(a)
		if err != nil {
			return table, err
		}
		score := areaScore{Name: a.name, Passed: map[string]int{}}
		for _, p := range pages {
			most := 0
			for runtime, r := range all {
				one := r.Areas[a.name][p.Name]
				one.keepSelected(p)
				score.Passed[runtime] += one.passed()
				most = max(most, len(one.Tests))
			}
			score.Subtests += most
		}
		for _, peer := range peers {
			if _, ok := all[peer.name]; !ok {
				score.Passed[peer.name] = before[a.name].Passed[peer.name]
				score.Subtests = max(score.Subtests, before[a.name].Subtests)
			}
		}
		table.Areas = append(table.Areas, score)
	}
	return table, nil
}

// markdown renders the table for the README.
func (table scoreTable) markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "| area | subtests | runner |")
	for _, peer := range peers {
		fmt.Fprintf(&b, " %s %s |", peer.title, table.Peers[peer.name])
	}
	fmt.Fprintf(&b, "\n| --- | ---: | ---: |%s\n", strings.Repeat(" ---: |", len(peers)))
	runtimes := []string{"runner"}
	for _, peer := range peers {
		runtimes = append(runtimes, peer.name)
	}
	total, sum := 0, map[string]float64{}
	for _, a := range table.Areas {
		fmt.Fprintf(&b, "| %s | %d |", a.Name, a.Subtests)
		total += a.Subtests
		for _, runtime := range runtimes {
			percent := 100 * float64(a.Passed[runtime]) / float64(max(1, a.Subtests))
			sum[runtime] += percent
			fmt.Fprintf(&b, " %s |", percentage(percent))
		}
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "| **mean of the areas** | %d |", total)
	for _, runtime := range runtimes {
		fmt.Fprintf(&b, " **%s** |", percentage(sum[runtime]/float64(max(1, len(table.Areas)))))
	}
	b.WriteByte('\n')
	return b.String()
}

// percentage rounds down, so that 100 % is all of it.
func percentage(p float64) string {
	if p >= 100-1e-9 {
		return "100 %"
	}
	return fmt.Sprintf("%.1f %%", math.Floor(p*10+1e-9)/10)
}

func loadScores() (scoreTable, error) {
	var table scoreTable
	b, err := os.ReadFile(scoresFile)
	if err == nil {
		err = json.Unmarshal(b, &table)
	}
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return table, err
}

// writeScores writes scores.json and the table in the README.
func writeScores(t *testing.T, s suite, runner map[string]map[string]result, dir string) error {
	old, err := loadScores()
	if err != nil {
		return err
	}
	table, err := measure(s, runner, dir, old)
	if err != nil {
		return err
	}
	b, err := json.MarshalIndent(table, "", "  ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(scoresFile, append(b, '\n'), 0o644); err != nil {
		return err
	}
	t.Log("\n" + table.markdown())
	readme, err := os.ReadFile(readmeFile)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	before, _, after, ok := splitTable(readme)
	if !ok {
		t.Logf("the README has no %s … %s", tableBegin, tableEnd)
		return nil
	}
	text := bytes.Join([][]byte{before, []byte(table.markdown()), after}, []byte("\n"))
	return os.WriteFile(readmeFile, text, 0o644)
}

// splitTable finds the table between its markers. The markers stay with what is
// before and after.
func splitTable(readme []byte) (before, table, after []byte, ok bool) {
	begin := bytes.Index(readme, []byte(tableBegin))
	end := bytes.Index(readme, []byte(tableEnd))
	if begin < 0 || end < begin {
		return nil, nil, nil, false
	}
	begin += len(tableBegin)
	return readme[:begin], readme[begin:end], readme[end:], true
}

// TestScoreTable keeps the table in the README what scores.json says.
func TestScoreTable(t *testing.T) {
	if *scores {
		t.Skip("they are being written")
	}
	readme, err := os.ReadFile(readmeFile)
	if err != nil {
		t.Skip(err)
	}
	_, text, _, ok := splitTable(readme)
	if !ok {
		t.Skip("the README has no score table")
	}
	table, err := loadScores()
	if err != nil {
		t.Fatal(err)
	}
	if got, want := strings.TrimSpace(string(text)), strings.TrimSpace(table.markdown()); got != want {
		t.Errorf("the table in the README is not that of %s; run: go test ./webapi/wpt -wpt.scores", scoresFile)
	}
}
