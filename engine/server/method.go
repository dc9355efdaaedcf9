package server

import "net/http"

// refuseMethod answers requests that never come as far as Astro, and returns the
// status; or 0 for all others.
func refuseMethod(w http.ResponseWriter, r *http.Request) int {
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
		return 0
	case http.MethodConnect, http.MethodTrace:
		// No Request can have these (Fetch, forbidden methods).
		return writeText(w, r, http.StatusMethodNotAllowed, "", "")
	// The other methods that Node's parser knows.
	case "ACL", "BIND", "CHECKOUT", "COPY", "LINK", "LOCK", "M-SEARCH", "MERGE", "MKACTIVITY", "MKCALENDAR",
		"MKCOL", "MOVE", "NOTIFY", "PROPFIND", "PROPPATCH", "PURGE", "QUERY", "REBIND", "REPORT", "SEARCH",
		"SOURCE", "SUBSCRIBE", "UNBIND", "UNLINK", "UNLOCK", "UNSUBSCRIBE":
		return 0
	}
	w.Header().Set("Connection", "close")
	return writeText(w, r, http.StatusBadRequest, "", "")
}
