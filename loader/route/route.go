// Package route turns files under the pages directory into routes, and request
// paths into routes with parameters: names to patterns, priority, matching,
// collisions, and paths generated from parameters.
//
// It consists of pure functions on strings: it reads no files, imports the
// standard library only, and knows neither esbuild nor HTTP. Behaviour is that
// of Astro's documentation, and of Astro 7 where versions differ.
package route

// Kind tells the three kinds of piece that a segment is made of.
type Kind uint8

// The pieces of a segment.
const (
	Static Kind = iota // literal text
	Param              // [name]: one or more characters other than "/"
	Rest               // [...name]: any characters, "/" included, or none
)

// Part is one piece of a segment.
type Part struct {
	Kind Kind
	Text string // literal text as in the file name, or the parameter's name without dots
}

// Segment is what stands between two slashes.
type Segment []Part

// Route is one endpoint file seen as a route.
type Route struct {
	Component    string    // file relative to the project root, forward slashes: "src/pages/api/[id].json.ts"
	Pattern      string    // "/api/[id].json": case kept, no trailing slash; "/" for the root
	Segments     []Segment // none for the root
	Params       []string  `json:",omitempty"` // parameter names in order of appearance, each once, without dots
	HasExtension bool      // the pattern's last part ends in .word: such an endpoint never takes a trailing slash
}

// IsStatic reports whether the route has no parameters, so that it stands for
// exactly one path.
func (r *Route) IsStatic() bool {
	for _, s := range r.Segments {
		if s.isDynamic() {
			return false
		}
	}
	return true
}

func (s Segment) isDynamic() bool {
	for _, p := range s {
		if p.Kind != Static {
			return true
		}
	}
	return false
}

func (s Segment) has(k Kind) bool {
	for _, p := range s {
		if p.Kind == k {
			return true
		}
	}
	return false
}

// isRest reports whether the segment is one rest parameter and nothing else:
// only then is the whole segment, its slash included, optional.
func (s Segment) isRest() bool { return len(s) == 1 && s[0].Kind == Rest }

// Value is one parameter of a matched path. A rest parameter that matched
// nothing is there with Present false: its key exists and its value is
// undefined.
type Value struct {
	Name    string
	Value   string
	Present bool
}

// TrailingSlash is the configuration key of that name.
type TrailingSlash string

// The values of trailingSlash.
const (
	Ignore TrailingSlash = "ignore" // both forms match
	Always TrailingSlash = "always" // only the form with a slash matches
	Never  TrailingSlash = "never"  // only the form without one matches
)
