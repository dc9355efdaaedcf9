package bundle

import (
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"runner/loader/diagnostic"
)

// notFound explains an import that leads nowhere. What helps depends on the
// form of the specifier.
func (t *translator) notFound(found []string, m api.Message, file string) *diagnostic.Diagnostic {
	specifier := found[1]
	if file != "" && m.Location != nil && strings.HasPrefix(m.Location.File, ownNamespace+":") {
		return t.unreadable([]string{"", t.relative(file), ""}, m, file)
	}
	importer := t.relative(file)
	switch {
	case specifier == "astro":
		d := diagnostic.New(diagnostic.TypesOnlyModule, specifier)
		return d.WithHint("Write `import type { … } from %q`.", specifier)
	case strings.HasPrefix(specifier, "astro:"), strings.HasPrefix(specifier, "astro/"):
		return diagnostic.New(diagnostic.ModuleNotProvided, specifier, importer).
			WithHint("Of Astro's own modules runner has only some; this one is not among them.")
	case strings.HasPrefix(specifier, "node:"), builtins[specifier]:
		return diagnostic.New(diagnostic.ModuleNotProvided, specifier, importer).
			WithHint("It belongs to Node.js, of which runner has only a part.")
	}
	d := diagnostic.New(diagnostic.ModuleNotFound, specifier, importer)
	switch {
	case strings.HasPrefix(specifier, "."), path.IsAbs(specifier):
		t.suggestFile(d, specifier, file)
	case strings.HasPrefix(specifier, "@/"), strings.HasPrefix(specifier, "~"):
		d.WithHint("This looks like an alias: define it under compilerOptions.paths in tsconfig.json.")
	case strings.HasPrefix(specifier, "#"):
		d.WithHint("Names with # are looked up under \"imports\" in package.json.")
	default:
		t.suggestPackage(d, specifier, m)
	}
	return d
}

// suggestFile looks for a file of almost that name, beside or in the folder.
func (t *translator) suggestFile(d *diagnostic.Diagnostic, specifier, file string) {
	target := filepath.Join(filepath.Dir(file), filepath.FromSlash(specifier))
	if path.IsAbs(specifier) {
		target = filepath.FromSlash(specifier)
	}
	entries, err := os.ReadDir(filepath.Dir(target))
	if err != nil && t.elsewhere(specifier, file) == "" {
		d.WithHint("There is no directory %s.", t.relative(filepath.Dir(target)))
		return
	}
	// Specifiers leave extensions out, so names are compared without theirs.
	stems := make(map[string]string)
	var names []string
	for _, e := range entries {
		stem := strings.TrimSuffix(e.Name(), filepath.Ext(e.Name()))
		stems[stem] = e.Name()
		stems[e.Name()] = e.Name()
		names = append(names, e.Name(), stem)
	}
	base := filepath.Base(target)
	if elsewhere := t.elsewhere(specifier, file); elsewhere != "" {
		d.WithHint("Did you mean %q?", elsewhere)
		return
	}
	near := diagnostic.Nearest(base, names)
	if near == "" {
		near = diagnostic.Nearest(strings.TrimSuffix(base, filepath.Ext(base)), names)
	}
	if near == "" {
		return
	}
	suggestion := path.Join(path.Dir(filepath.ToSlash(specifier)), stems[near])
	if strings.HasPrefix(specifier, "./") {
		suggestion = "./" + suggestion
	}
	d.WithHint("Did you mean %q?", suggestion)
}

// elsewhere finds the same file further up: a specifier with a "../" too few or
// too many is the commonest mistake of all.
func (t *translator) elsewhere(specifier, file string) string {
	name := filepath.FromSlash(strings.TrimLeft(specifier, "./"))
	for dir := filepath.Dir(file); strings.HasPrefix(dir, t.root) && name != ""; dir = filepath.Dir(dir) {
		for _, ext := range []string{"", ".ts", ".js", ".mjs", ".json", "/index.ts", "/index.js"} {
			info, err := os.Stat(filepath.Join(dir, name) + ext)
			if err != nil || info.IsDir() {
				continue
			}
			found := relative(filepath.Dir(file), filepath.Join(dir, name))
			if !strings.HasPrefix(found, ".") {
				found = "./" + found
			}
			return found
		}
	}
	return ""
}

// suggestPackage tells a package that is not installed from one that does not
// have the path.
func (t *translator) suggestPackage(d *diagnostic.Diagnostic, specifier string, m api.Message) {
	name := packageName(specifier)
	if _, err := os.Stat(filepath.Join(t.root, "node_modules", filepath.FromSlash(name))); err == nil {
		d.WithHint("The package %s is installed, but has no such file for this host.", name)
		t.notes(d, m)
		return
	}
	d.WithHint("Install the package: npm install %s", name)
}

func packageName(specifier string) string {
	parts := strings.SplitN(specifier, "/", 3)
	if strings.HasPrefix(specifier, "@") && len(parts) > 1 {
		return parts[0] + "/" + parts[1]
	}
	return parts[0]
}

func (t *translator) missingExport(found []string, m api.Message, _ string) *diagnostic.Diagnostic {
	from := strings.TrimPrefix(found[1], hostNamespace+":")
	if filepath.IsAbs(from) {
		from = t.relative(from)
	}
	d := diagnostic.New(diagnostic.MissingExport, from, found[2])
	if m.Location != nil && m.Location.Suggestion != "" {
		return d.WithHint("Did you mean %q?", m.Location.Suggestion)
	}
	for _, n := range m.Notes {
		if n.Location != nil && n.Location.Suggestion != "" {
			return d.WithHint("Did you mean %q?", n.Location.Suggestion)
		}
	}
	if near := t.nearestExport(found[1], found[2]); near != "" {
		return d.WithHint("Did you mean %q?", near)
	}
	return d
}

func (t *translator) unreadable(found []string, m api.Message, file string) *diagnostic.Diagnostic {
	name, reason := found[1], found[2]
	if filepath.IsAbs(name) {
		name = t.relative(name)
	}
	target := filepath.Join(t.root, filepath.FromSlash(name))
	f, err := os.Open(target)
	if err == nil {
		f.Close()
	}
	if inner, ok := err.(*os.PathError); ok {
		reason = inner.Err.Error()
	}
	// A name that differs in upper and lower case is found, but cannot be read.
	if specifier := quotedAt(m.Location); os.IsNotExist(err) && file != target && specifier != "" {
		return t.notFound([]string{"", specifier}, m, file)
	}
	if reason == "" {
		reason = "unknown reason"
	}
	return diagnostic.New(diagnostic.ModuleUnreadable, name, reason)
}

// quotedAt is the string literal that a message points at.
func quotedAt(l *api.Location) string {
	if l == nil || l.Length < 2 || l.Column+l.Length > len(l.LineText) {
		return ""
	}
	return strings.Trim(l.LineText[l.Column:l.Column+l.Length], "'\"`")
}

func (t *translator) noLoader(found []string, m api.Message, file string) *diagnostic.Diagnostic {
	name := found[2]
	if filepath.IsAbs(name) {
		name = t.relative(name)
	}
	return diagnostic.New(diagnostic.AssetNotSupported, name)
}
