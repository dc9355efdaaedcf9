package route

import "strings"

// FileKind is what a name below the pages directory stands for.
type FileKind uint8

// The kinds of file.
const (
	Ignored     FileKind = iota // not a route, nothing to say about it
	Endpoint                    // .js and .ts
	Page                        // .astro, Markdown, .html: a route in Astro, but not an endpoint
	Unsupported                 // component of a UI framework: Astro warns about it
)

// extensions are those that mean something; every other one is Ignored.
var extensions = map[string]FileKind{
	".js": Endpoint, ".ts": Endpoint,

	".astro": Page, ".html": Page, ".mdx": Page,
	".md": Page, ".markdown": Page, ".mdown": Page, ".mkdn": Page, ".mkd": Page, ".mdwn": Page,

	".tsx": Unsupported, ".jsx": Unsupported, ".vue": Unsupported, ".svelte": Unsupported,
}

// Classify says what a file of this name is. Names such as a.test.ts and
// types.d.ts are endpoints: Astro makes no exception for them.
func Classify(name string) FileKind {
	if IsHidden(name) {
		return Ignored
	}
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 {
		return Ignored
	}
	return extensions[name[dot:]]
}

// IsHidden reports whether a file is ignored, or a directory not entered, for
// its name alone.
func IsHidden(name string) bool {
	return name == "" || name[0] == '_' || name[0] == '.' && name != ".well-known"
}
