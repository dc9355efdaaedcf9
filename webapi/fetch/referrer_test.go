package fetch

import (
	"strings"
	"testing"

	"runner/webapi/url"
)

func TestRefererHeader(t *testing.T) {
	const page = "https://u:p@a.test/x?y#z"
	for _, c := range []struct{ referrer, policy, to, want string }{
		{"", "", "https://a.test/", ""},
		{noReferrer, "", "https://a.test/", ""},
		{page, "", "https://a.test/", "https://a.test/x?y"},
		{page, "", "https://b.test/", "https://a.test/"},
		{page, "", "http://a.test/", ""},
		{page, "no-referrer", "https://a.test/", ""},
		{page, "unsafe-url", "http://b.test/", "https://a.test/x?y"},
		{page, "origin", "http://b.test/", "https://a.test/"},
		{page, "strict-origin", "https://a.test/", "https://a.test/"},
		{page, "strict-origin", "http://a.test/", ""},
		{page, "same-origin", "https://a.test/", "https://a.test/x?y"},
		{page, "same-origin", "https://b.test/", ""},
		{page, "origin-when-cross-origin", "http://b.test/", "https://a.test/"},
		{page, "no-referrer-when-downgrade", "https://b.test/", "https://a.test/x?y"},
		{page, "no-referrer-when-downgrade", "http://b.test/", ""},
		{"data:,x", "", "https://a.test/", ""},
		{"https://a.test/" + strings.Repeat("x", 5000), "", "https://a.test/", "https://a.test/"},
	} {
		to, err := url.Parse(c.to, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := refererHeader(c.referrer, c.policy, to); got != c.want {
			t.Errorf("%.30s %s to %s: got %q, want %q", c.referrer, c.policy, c.to, got, c.want)
		}
	}
}
