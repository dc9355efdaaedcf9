package server

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"strings"

	"runner/loader"
)

// checksOrigin reports whether security.checkOrigin guards the site, which it
// does unless it is turned off.
func checksOrigin(site *loader.Site) bool {
	security := struct{ CheckOrigin *bool }{}
	if len(site.Config.Security) > 0 {
		_ = json.Unmarshal(site.Config.Security, &security) // validated by the loader
	}
	return security.CheckOrigin == nil || *security.CheckOrigin
}

// formTypes are what a page of another site can send without asking (Astro
// docs, "security.checkOrigin").
var formTypes = []string{"application/x-www-form-urlencoded", "multipart/form-data", "text/plain"}

// sameOrigin reports whether a request that could come from a form was sent by
// a page of this origin.
func sameOrigin(r *http.Request, origin string) bool {
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodOptions:
		return true
	}
	if from := r.Header["Origin"]; len(from) == 1 && from[0] == origin {
		return true
	}
	contentType, ok := r.Header["Content-Type"]
	if !ok {
		return false
	}
	lower := strings.ToLower(strings.Join(contentType, ", "))
	for _, form := range formTypes {
		if strings.Contains(lower, form) {
			return false
		}
	}
	return true
}

// forbid answers a request of another origin, and says in the log what to do.
func (s *Server) forbid(w http.ResponseWriter, r *http.Request, origin string) int {
	if log := s.options.Log; log != nil {
		log.LogAttrs(r.Context(), slog.LevelWarn, "refused: the header Origin is "+quoteOr(r.Header.Get("Origin"), "missing")+
			" and this site is \""+origin+"\". Send the matching Origin or a JSON content type, or set security.checkOrigin to false.")
	}
	return writeText(w, r, http.StatusForbidden, "text/plain;charset=UTF-8", "Cross-site "+r.Method+" form submissions are forbidden")
}

func quoteOr(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return "\"" + s + "\""
}
