package wpt

import "regexp"

// area is a part of the suite that gets a score of its own.
type area struct {
	name   string
	folder string   // its *.any.js files are the area
	extra  []string // files that are not *.any.js but run without a document
}

// areas is the selection, in the order of the score table.
var areas = []area{
	{name: "url", folder: "url", extra: []string{"toascii.window.js"}},
	{name: "urlpattern", folder: "urlpattern"},
	{name: "streams", folder: "streams"},
	{name: "compression", folder: "compression", extra: []string{
		"compression-with-detach.window.js", "decompression-with-detach.window.js"}},
	{name: "encoding", folder: "encoding", extra: []string{"single-byte-decoder.window.js"}},
	{name: "FileAPI", folder: "FileAPI"},
	{name: "WebCryptoAPI", folder: "WebCryptoAPI"},
	{name: "dom-abort", folder: "dom/abort"},
	{name: "dom-events", folder: "dom/events"},
	{name: "html-atob", folder: "html/webappapis/atob"},
	{name: "html-microtask-queuing", folder: "html/webappapis/microtask-queuing"},
	{name: "html-structured-clone", folder: "html/webappapis/structured-clone"},
	{name: "html-timers", folder: "html/webappapis/timers"},
	{name: "webidl", folder: "webidl"},
	{name: "hr-time", folder: "hr-time"},
	{name: "user-timing", folder: "user-timing"},
	{name: "performance-timeline", folder: "performance-timeline"},
	{name: "console", folder: "console"},
}

// exclusion says why files are not part of the selection. The pattern is for
// the path of the file from the root of the suite, with its variant.
type exclusion struct {
	pattern *regexp.Regexp
	reason  string
}

// exclusions hold for every runtime that is measured.
var exclusions = []exclusion{
	{regexp.MustCompile(`\.tentative\.`), "no standard holds it yet"},
	{regexp.MustCompile(`^streams/.*/owning-type`), "no standard holds it yet"},
	{regexp.MustCompile(`\.sub\.`), "a template that the test server fills in"},
	{regexp.MustCompile(`shadowrealm`), "tests the ShadowRealm, which is not in the language yet"},
	{regexp.MustCompile(`/crashtests/`), "passes by not crashing; has no assertions"},
	{regexp.MustCompile(`^FileAPI/file/send-file-`), "needs forms in a document and the test server"},
	{regexp.MustCompile(`^FileAPI/url/url-with-xhr`), "needs XMLHttpRequest"},
	{regexp.MustCompile(`^FileAPI/url/url-format`), "needs the origin of a page"},
	{regexp.MustCompile(`^FileAPI/(reading-data-section/|fileReader)`), "FileReader is not in the Minimum Common API"},
	{regexp.MustCompile(`^encoding/(unsupported|replacement)-encodings`), "needs XMLHttpRequest and the test server"},
	{regexp.MustCompile(`^encoding/single-byte-decoder.*\?(XMLHttpRequest|document)`), "needs a document or XMLHttpRequest"},
	{regexp.MustCompile(`^streams/transferable/`), "transferable streams are not in the Minimum Common API"},
	{regexp.MustCompile(`^performance-timeline/(droppedentriescount|case-sensitivity)`), "needs resource timing, that is the test server"},
	{regexp.MustCompile(`^WebCryptoAPI/historical`), "needs an insecure page"},
}

// without has the files of which some subtests are not part of the selection: a
// pattern for their names, and why.
var without = map[string]string{
	"url/toascii.window.js": `\(using <a(rea)?>`, // they need a document

	// Algorithms that no standard holds yet. The file has them only where they
	// are supported; its tests of their own are "tentative".
	"WebCryptoAPI/wrapKey_unwrapKey/wrapKey_unwrapKey.https.any.js": `\b(Ed448|X448|ChaCha20-Poly1305)\b`,
}

// excluded returns the reason why a file is not part of the selection, or "".
func excluded(name string) string {
	for _, x := range exclusions {
		if x.pattern.MatchString(name) {
			return x.reason
		}
	}
	return ""
}
