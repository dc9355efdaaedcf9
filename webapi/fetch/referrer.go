package fetch

import "runner/webapi/url"

// maxReferrer is the length beyond which a referrer is cut to its origin
// (Referrer Policy, 8.3).
const maxReferrer = 4096

// refererHeader is "determine request's referrer" (Referrer Policy, 8.3) for a
// request to the URL to. There is a referrer only where the script names one; a
// server has no document that could be it.
func refererHeader(referrer, policy string, to *url.Record) string {
	if referrer == "" || referrer == noReferrer {
		return ""
	}
	u, err := url.Parse(referrer, nil)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	full, origin := u.Clone(), u.Origin()+"/"
	full.SetUsername("")
	full.SetPassword("")
	full.SetHash("")
	all := full.Href()
	if len(all) > maxReferrer {
		all = origin
	}
	sameOrigin := u.Origin() == to.Origin()
	downgrade := u.Scheme == "https" && to.Scheme == "http"
	switch policy {
	case "no-referrer":
		return ""
	case "unsafe-url":
		return all
	case "origin":
		return origin
	case "strict-origin":
		all = origin
	case "same-origin":
		origin = ""
	case "origin-when-cross-origin":
		downgrade = false
	case "no-referrer-when-downgrade":
		origin = all
	}
	switch { // the default is strict-origin-when-cross-origin
	case sameOrigin:
		return all
	case downgrade:
		return ""
	}
	return origin
}
