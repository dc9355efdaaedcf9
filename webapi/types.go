package webapi

import (
	"embed"
	"io/fs"
)

//go:embed */*.d.ts node/*/*.d.ts
var types embed.FS

// Types holds the type declarations of everything that [Install] and [Modules]
// give a script: one file beside each specification package, such as
// fetch/fetch.d.ts.
var Types fs.FS = types
