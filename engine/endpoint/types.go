package endpoint

import _ "embed"

// Types are the type declarations of the module "astro" and of import.meta.
//
//go:embed astro.d.ts
var Types string
