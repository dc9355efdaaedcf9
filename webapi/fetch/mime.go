package fetch

// mimeType is "extract a MIME type" of a header list (Fetch, 2.2.2), serialised,
// or "".
func (h *Headers) mimeType() string {
	v, _ := h.Get("content-type")
	return v
}
