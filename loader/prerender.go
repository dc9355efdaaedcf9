package loader

import (
	"os"
	"regexp"

	"runner/loader/config"
)

// prerenderExport is how a file says whether it is prerendered. It is read as
// text and not evaluated, exactly as in Astro: only this form counts, at the
// start of a line, and it counts in a comment too.
var prerenderExport = regexp.MustCompile(`(?m)^[\s\x{FEFF}\x{A0}]*export\s+const\s+prerender\s*=\s*(true|false)`)

// declaredPrerender reads the export from a file. A file that cannot be read
// says nothing here; the bundler will report it.
func declaredPrerender(file string) (value, set bool) {
	text, err := os.ReadFile(file)
	if err != nil {
		return false, false
	}
	return prerenderText(text)
}

func prerenderText(text []byte) (value, set bool) {
	found := prerenderExport.FindSubmatch(text)
	if found == nil {
		return false, false
	}
	return string(found[1]) == "true", true
}

// defaultPrerender is what holds for files that say nothing. With a
// configuration file its `output` decides. Without one there is nobody to ask,
// so the command does: serving answers on demand, building builds.
func defaultPrerender(c config.Config, command string) bool {
	if c.File != "" {
		return c.Output == "static"
	}
	return command == "build"
}
