// Command gen writes webapi/intl/cldr/data.bin from CLDR's own JSON packages.
//
// It is run by `go generate ./webapi/intl/cldr`. The packages come from npm,
// once, into a directory outside the tree. The versions follow the ICU of the
// Node release that the tests compare with.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// packages lists what is fetched. The calendars other than Gregorian are not
// published with every release.
var packages = []string{
	"cldr-core@48.2.0",
	"cldr-bcp47@48.2.0",
	"cldr-dates-full@48.2.0",
	"cldr-numbers-full@48.2.0",
	"cldr-units-full@48.2.0",
	"cldr-localenames-full@48.2.0",
	"cldr-misc-full@48.2.0",
	"cldr-cal-buddhist-full@39.0.0",
	"cldr-cal-japanese-full@39.0.0",
	"cldr-cal-persian-full@46.1.0",
}

func main() {
	log.SetFlags(0)
	cache := flag.String("cache", "../../../.cache/cldr-48.2", "where the packages are kept")
	out := flag.String("out", "data.bin", "the file to write")
	flag.Parse()
	if err := os.MkdirAll(*cache, 0o777); err != nil {
		log.Fatal(err)
	}
	for _, p := range packages {
		fetch(*cache, p)
	}
	w := &writer{source{*cache}, nil}
	w.sections()
	if err := os.WriteFile(*out, w.encode(), 0o666); err != nil {
		log.Fatal(err)
	}
	log.Printf("%s: %d locales", *out, len(w.locales()))
}

// fetch unpacks an npm package into the cache, unless it is there.
func fetch(cache, spec string) {
	name, version, _ := strings.Cut(spec, "@")
	dir := filepath.Join(cache, name)
	if _, err := os.Stat(filepath.Join(dir, "package.json")); err == nil {
		return
	}
	run(cache, "npm", "pack", "--silent", spec)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		log.Fatal(err)
	}
	run(cache, "tar", "xzf", name+"-"+version+".tgz", "-C", name, "--strip-components=1")
}

func run(dir string, args ...string) {
	c := exec.Command(args[0], args[1:]...)
	c.Dir, c.Stderr = dir, os.Stderr
	if err := c.Run(); err != nil {
		log.Fatalf("%s: %v", strings.Join(args, " "), err)
	}
}

// source reads the packages.
type source struct{ dir string }

// object is a JSON object.
type object = map[string]any

// read returns the object at a path of keys in a file, nil when there is none.
func (s source) read(file string, path ...string) object {
	data, err := os.ReadFile(filepath.Join(s.dir, file))
	if err != nil {
		return nil
	}
	var o object
	if err := json.Unmarshal(data, &o); err != nil {
		log.Fatalf("%s: %v", file, err)
	}
	for _, k := range path {
		o, _ = o[k].(object)
	}
	return o
}

// locales lists the languages that CLDR covers to its modern level, with all
// their regions, and a few that are asked for beyond those.
func (s source) locales() []string {
	levels := s.read("cldr-core/coverageLevels.json", "coverageLevels")
	entries, err := os.ReadDir(filepath.Join(s.dir, "cldr-dates-full", "main"))
	if err != nil {
		log.Fatal(err)
	}
	var list []string
	for _, e := range entries {
		language, _, _ := strings.Cut(e.Name(), "-")
		if (levels[language] == "modern" || language == "nb") && !rare[e.Name()] && !strings.Contains(e.Name(), "polyton") {
			list = append(list, e.Name())
		}
	}
	slices.Sort(list)
	return list
}

// rare are covered, but small and seldom asked for: each costs some 20 KB.
var rare = set("ak as ba bgc bew chr chv cv dsb ee fo gd ha hsb ie ig kok kok-Deva kok-Latn lo nqo om or pcm qu quc rm sat sc sd shn ti tk to tt vec wo xh yo yo-BJ yue yue-Hans yue-Hant yue-Hant-CN yue-Hant-MO za en-Dsrt en-Shaw be-tarask az-Arab az-Arab-IQ az-Arab-TR kk-Arab mn-Mong mn-Mong-MN ms-Arab ms-Arab-BN zh-Latn ha-Arab ha-Arab-SD ha-GH ha-NE fo-DK ee-TG om-KE qu-BO qu-EC sd-Arab sd-Deva shn-TH sat-Deva sat-Olck st-LS ti-ER tn-BW")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// flatten adds the leaves of a tree to values, under keys joined with "/".
func flatten(values map[string]string, prefix string, v any, keep func(key string) bool) {
	switch v := v.(type) {
	case object:
		for k, child := range v {
			key := k
			if prefix != "" {
				key = prefix + "/" + k
			}
			if keep == nil || keep(key) {
				flatten(values, key, child, keep)
			}
		}
	case []any:
		var parts []string
		for _, p := range v {
			parts = append(parts, fmt.Sprint(p))
		}
		values[prefix] = strings.Join(parts, " ")
	case string:
		if strings.Contains(v, "\n") {
			log.Fatalf("%s: a value with a line break", prefix)
		}
		values[prefix] = v
	case nil:
	default:
		log.Fatalf("%s: %T", prefix, v)
	}
}
