package server

import "net/http"

// reasons are the reason phrases for which Node's differ from net/http's.
var reasons = map[int]string{
	http.StatusRequestEntityTooLarge:        "Payload Too Large",
	http.StatusRequestURITooLong:            "URI Too Long",
	http.StatusRequestedRangeNotSatisfiable: "Range Not Satisfiable",
	http.StatusTeapot:                       "I'm a Teapot",
	509:                                     "Bandwidth Limit Exceeded",
}

// reason is the phrase that Node sends for a status.
func reason(status int) string {
	if text, ok := reasons[status]; ok {
		return text
	}
	if text := http.StatusText(status); text != "" {
		return text
	}
	return "unknown"
}
