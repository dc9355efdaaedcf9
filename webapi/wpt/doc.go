// Package wpt proves the platform with the Web Platform Tests: the same files
// that browsers, Node and Deno are measured with. There is nothing in it but
// tests.
//
// The suite is not part of this repository. webapi/wpt/fetch.sh puts it into
// the cache that git ignores (.cache, or $RUNNER_CACHE); without it the tests
// are skipped.
//
//	webapi/wpt/fetch.sh                              # once
//	go test ./webapi/wpt                             # everything
//	go test ./webapi/wpt -run TestWPT/url            # one area (areas_test.go)
//	go test ./webapi/wpt -run TestWPT/url/url-con    # the files of it that match
//	go test ./webapi/wpt -run TestWPT/url -v -wpt.v  # each failing subtest with its message
//	go test ./webapi/wpt -run TestWPT/url -wpt.update
//
// Each file (and each variant of it) runs in a VM of its own. What it may fail
// is in expected/<area>.json: under "fails", by file, each subtest with the
// reason, or one reason for a file of which nothing passes. The name "(file)"
// stands for the run as a whole: it threw, hung, or crashed. Under "subtests" is
// how many subtests each file has, so that a file that dies half-way does not
// look better than it is.
//
// A test fails when a subtest fails that is not listed, and also when one passes
// that is listed. -wpt.update writes the lists anew for the files that ran. It
// keeps the reasons that are there and gives new failures the reason
// "unexplained", or, with -wpt.reason=TEXT, that text; -wpt.match=REGEXP limits
// -wpt.reason to the subtests (or messages) that match, and then it explains
// the unexplained ones among them too. A reason that begins with "unsteady:" is
// for a subtest that may fail or pass.
//
// The scores beside other runtimes are in scores.json and in the README:
//
//	webapi/wpt/peers/run.sh                          # Node, Deno and Bun, on the same files
//	go test ./webapi/wpt -wpt.scores                 # runner; writes both
package wpt
