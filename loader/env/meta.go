package env

// Built are the values that import.meta.env has in every project.
type Built struct {
	Mode         string // MODE
	NodeEnv      string // decides PROD and DEV
	Base         string // BASE_URL
	Site         string // SITE; "" leaves it out
	AssetsPrefix string // ASSETS_PREFIX; "" leaves it out
}

// Object is import.meta.env of server code: the variables of files and of the
// process, as strings, and above them the built-in ones. A name that is no
// identifier is left out.
func Object(b Built, files, process map[string]string) map[string]any {
	out := make(map[string]any, len(files)+len(process)+8)
	for _, variables := range []map[string]string{files, process} {
		for name, value := range variables {
			if isIdentifier(name) {
				out[name] = value
			}
		}
	}
	out["MODE"] = b.Mode
	out["PROD"] = b.NodeEnv == "production"
	out["DEV"] = b.NodeEnv != "production"
	out["SSR"] = true
	out["BASE_URL"] = b.Base
	delete(out, "SITE")
	if b.Site != "" {
		out["SITE"] = b.Site
	}
	if b.AssetsPrefix != "" {
		out["ASSETS_PREFIX"] = b.AssetsPrefix
	}
	return out
}

func isIdentifier(s string) bool {
	if s == "" || '0' <= s[0] && s[0] <= '9' {
		return false
	}
	for i := range len(s) {
		if !isWord(s[i]) && s[i] != '$' {
			return false
		}
	}
	return true
}
