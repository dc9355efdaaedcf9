package config

import (
	"encoding/json"
	"net/url"

	"runner/loader/route"
)

// Decode applies a configuration, given as JSON, to the defaults and lists what
// is wrong with it.
func Decode(text []byte) (Config, []Issue) {
	c := Default()
	r := &reader{}
	top, ok := r.object("", text)
	if !ok {
		return c, r.issues
	}
	c.Raw = append(json.RawMessage(nil), text...)

	r.url(top, "site", &c.Site)
	r.string(top, "base", &c.Base)
	slash := string(c.TrailingSlash)
	r.oneOf(top, "trailingSlash", &slash, "always", "never", "ignore")
	c.TrailingSlash = route.TrailingSlash(slash)
	r.output(top, &c.Output)
	r.string(top, "srcDir", &c.SrcDir)
	r.string(top, "publicDir", &c.PublicDir)
	r.string(top, "outDir", &c.OutDir)
	r.string(top, "cacheDir", &c.CacheDir)
	r.oneOf(top, "prerenderConflictBehavior", &c.PrerenderConflictBehavior, "error", "warn", "ignore")
	c.Redirects = r.redirects(top)
	c.Security = r.raw(top, "security")

	if build, ok := r.child(top, "build"); ok {
		r.oneOf(build, "format", &c.Build.Format, "file", "directory", "preserve")
		r.string(build, "client", &c.Build.Client)
		r.string(build, "server", &c.Build.Server)
		r.string(build, "assets", &c.Build.Assets)
		r.string(build, "serverEntry", &c.Build.ServerEntry)
		r.bool(build, "redirects", &c.Build.Redirects)
		r.int(build, "concurrency", &c.Build.Concurrency, 1)
	}
	if server, ok := r.child(top, "server"); ok {
		r.host(server, &c.Server.Host)
		r.int(server, "port", &c.Server.Port, 0)
		c.Server.Headers = r.headers(server)
		c.Server.AllowedHosts = r.allowedHosts(server)
	}
	c.Adapter = r.adapter(top)
	c.Base = route.NormalizeBase(c.Base, c.TrailingSlash)
	return c, r.issues
}

func (r *reader) url(o object, key string, to *string) {
	r.string(o, key, to)
	if *to == "" && len(o.fields[key]) == 0 {
		return
	}
	if u, err := url.Parse(*to); r.clean(o, key) && (err != nil || u.Scheme == "" || u.Host == "" && u.Opaque == "" && u.Scheme != "file") {
		r.issue(o.path(key), "Invalid URL")
	}
}

func (r *reader) output(o object, to *string) {
	var given string
	if json.Unmarshal(o.fields["output"], &given) == nil && given == "hybrid" {
		r.issue("output", `The "hybrid" output has been removed: "static" (the default) now does the same.`,
			"Remove the key; single endpoints opt out with `export const prerender = false`.")
		return
	}
	r.oneOf(o, "output", to, "static", "server")
}

// redirectStatuses are those that a redirect may have.
var redirectStatuses = []int{300, 301, 302, 303, 304, 307, 308}

func (r *reader) redirects(o object) json.RawMessage {
	redirects, ok := r.child(o, "redirects")
	if !ok {
		return nil
	}
	for _, from := range redirects.keys() {
		var text string
		if json.Unmarshal(redirects.fields[from], &text) == nil {
			continue
		}
		target, ok := r.child(redirects, from)
		if !ok {
			continue
		}
		var destination string
		r.string(target, "destination", &destination)
		if target.fields["destination"] == nil {
			r.issue(target.path("destination"), "Required")
		}
		r.intOf(target, "status", redirectStatuses)
	}
	return o.fields["redirects"]
}

func (r *reader) host(o object, to *string) {
	var flag bool
	if raw := o.fields["host"]; raw != nil && json.Unmarshal(raw, &flag) == nil {
		if flag {
			*to = "0.0.0.0"
		}
		return
	}
	r.string(o, "host", to)
}

func (r *reader) headers(o object) map[string][]string {
	headers, ok := r.child(o, "headers")
	if !ok {
		return nil
	}
	out := make(map[string][]string, len(headers.fields))
	for _, name := range headers.keys() {
		var one string
		var many []string
		switch {
		case json.Unmarshal(headers.fields[name], &one) == nil:
			out[name] = []string{one}
		case json.Unmarshal(headers.fields[name], &many) == nil:
			out[name] = many
		default:
			r.mismatch(headers.path(name), "string", headers.fields[name])
		}
	}
	return out
}

func (r *reader) allowedHosts(o object) []string {
	raw := o.fields["allowedHosts"]
	var all bool
	var some []string
	switch {
	case raw == nil:
		return nil
	case json.Unmarshal(raw, &all) == nil:
		if all {
			return []string{"*"}
		}
		return nil
	case json.Unmarshal(raw, &some) != nil:
		r.mismatch(o.path("allowedHosts"), "array", raw)
	}
	return some
}

func (r *reader) adapter(o object) *Adapter {
	raw := o.fields["adapter"]
	if raw == nil || kind(raw) == "null" {
		return nil
	}
	fields, ok := r.child(o, "adapter")
	if !ok {
		return nil
	}
	a := &Adapter{Options: fields.fields["options"]}
	r.string(fields, "name", &a.Name)
	return a
}
