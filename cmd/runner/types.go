package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"runner/engine"
)

const (
	// typesEntry is the file that a project includes.
	typesEntry = "runner-env.d.ts"
	// typesDir is where the declarations are, which the entry refers to.
	typesDir = ".runner/types"
	// typesMark is how every file begins that may be written again.
	typesMark = "// Written by `runner types`."
)

func runTypes(c *command, args []string) error {
	var outDir string
	var force bool
	c.StringVar(&outDir, "out-dir", ".", "`directory` to write to: the project's root")
	c.BoolVar(&force, "force", false, "replace files that runner has not written")
	if _, err := c.parse(args, 0); err != nil {
		return ignoreHelp(err)
	}
	files := typeFiles()
	if !force {
		for _, f := range files {
			if err := ownFile(filepath.Join(outDir, f.Name)); err != nil {
				return err
			}
		}
	}
	for _, f := range files {
		name := filepath.Join(outDir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return fmt.Errorf("the directory cannot be made: %w", err)
		}
		if err := os.WriteFile(name, []byte(f.Text), 0o644); err != nil {
			return fmt.Errorf("the declarations cannot be written: %w", err)
		}
	}
	c.term.typesWritten(outDir, len(files)-1)
	return nil
}

// typeFiles are the files to write, the entry first.
func typeFiles() []engine.TypeFile {
	entry := typesMark + " Run it again after an update of runner; do not edit.\n"
	files := make([]engine.TypeFile, 1)
	for _, f := range engine.Types() {
		name := typesDir + "/" + f.Name
		entry += fmt.Sprintf("/// <reference path=\"./%s\" />\n", name)
		files = append(files, engine.TypeFile{Name: name, Text: typesMark + "\n" + f.Text})
	}
	files[0] = engine.TypeFile{Name: typesEntry, Text: entry}
	return files
}

// ownFile returns an error if a file exists that runner has not written.
func ownFile(name string) error {
	text, err := os.ReadFile(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("the declarations cannot be written: %w", err)
	case strings.HasPrefix(string(text), typesMark):
		return nil
	}
	return fmt.Errorf("%s exists and was not written by runner.\nMove it away, or pass --force to replace it.", filepath.ToSlash(name))
}

// typesWritten says where the declarations are and how to use them.
func (t *terminal) typesWritten(dir string, declarations int) {
	t.printf("✓ %s and %s in %s\n\n", typesEntry, plural(declarations, "declaration file"), filepath.ToSlash(filepath.Join(dir, typesDir)))
	t.printf(`Put this into tsconfig.json, and /.runner/ into .gitignore:

  {
    "compilerOptions": {
      "lib": ["esnext"],
      "target": "esnext",
      "types": [],
      "module": "esnext",
      "moduleResolution": "bundler",
      "resolveJsonModule": true,
      "noEmit": true,
      "strict": true
    },
    "include": ["%s", "src"]
  }

Without "lib" and "types", TypeScript adds what a browser or Node has and an
endpoint does not.
`, typesEntry)
}
