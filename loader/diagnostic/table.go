package diagnostic

// Record is one row of the table: what is constant about a kind of problem.
type Record struct {
	Code    string // Astro's error name where it has one
	Title   string // heading, no full stop
	Message string // sentence; verbs are filled by New's arguments
	Hint    string // what to do; "" when the message says it all
}

// Lookup finds the record of a code.
func Lookup(code string) (Record, bool) {
	for i := range table {
		if table[i].Code == code {
			return table[i], true
		}
	}
	return Record{}, false
}

// Records is the whole table, in order, for documentation and tests.
func Records() []Record { return append([]Record(nil), table...) }

var table = []Record{
	// Routes and static paths.
	{GetStaticPathsRequired, "getStaticPaths() is missing",
		"The route %s is dynamic and prerendered, so it must export a `getStaticPaths` function.",
		"Export `getStaticPaths`, or answer on demand with `export const prerender = false`."},
	{InvalidGetStaticPathsReturn, "getStaticPaths() returned the wrong type",
		"`getStaticPaths` must return an array of entries, but returned %s.",
		"Return `[{ params: { … } }, …]`."},
	{InvalidGetStaticPathsEntry, "getStaticPaths() returned a wrong entry",
		"Every entry of `getStaticPaths` must be an object, but one is %s.",
		"If the entries are nested arrays, use `flatMap` instead of `map`."},
	{GetStaticPathsExpectedParams, "getStaticPaths() entry without params",
		"An entry of `getStaticPaths` has no `params`, or empty ones.",
		"Give each entry one `params` value for each [parameter] of the file name."},
	{GetStaticPathsInvalidRouteParam, "getStaticPaths() gave a wrong parameter",
		"The parameter `%s` of `getStaticPaths` must be a string (or undefined for a rest parameter), but is %s: %s.",
		"Convert the value with String(…)."},
	{InvalidGetStaticPathParam, "getStaticPaths() gave wrong params",
		"`params` of a `getStaticPaths` entry must be an object, but is %s.", ""},
	{NoMatchingStaticPathFound, "No static path matches",
		"`getStaticPaths` of this route gives no entry for the path %s.", ""},
	{PageNumberParamNotFound, "paginate() has no page parameter",
		"[paginate()] the page number param `%s` is not part of the route's file name.",
		"Name the file `[page]` or `[...page]`."},
	{PrerenderDynamicEndpointPathCollide, "An endpoint takes the path of its folder",
		"The endpoint %s generates a path for an undefined parameter that is the same as its folder.",
		"Give the file name an extension, as in `[...slug].json.ts`."},
	{PrerenderRouteConflict, "Two routes generate one path",
		"Could not render `%s` from route `%s`: the higher priority route `%s` generates it too.", ""},
	{InvalidDynamicRoute, "A route parameter is invalid",
		"The parameter `%s` of route %s is invalid: received %s.", ""},
	{MissingParameter, "A route parameter is missing",
		"Missing parameter: %s",
		"Every [parameter] of the file name needs a value that is not empty; only a rest parameter may be undefined."},
	{GetStaticPathsIgnored, "getStaticPaths() is ignored",
		"getStaticPaths() ignored in dynamic page %s",
		"The route is answered on demand. Add `export const prerender = true` to generate it instead."},
	{OutputPathCollision, "Two files need one place",
		"%s cannot be written: its path is also a folder of other files.",
		"Give the endpoint's file name an extension."},
	{InvalidRoute, "A file name is no valid route",
		"Invalid route %s — %s.",
		"A parameter is written [name] or [...name], with letters, digits, _ or $, and text between two of them."},
	{DuplicateRoute, "Two files for one route",
		"The route %q is defined in both %q and %q%s. A %s route cannot be defined more than once.",
		"The first file answers. Remove or rename the other."},
	{UnsupportedFileType, "A file is not an endpoint",
		"Unsupported file type %s: only .js and .ts files are endpoints.",
		"Start the name with an underscore to keep the file here without this warning."},
	{PagesIgnored, "Pages are not run",
		"%s of the pages directory (.astro, Markdown or HTML) left out: runner runs endpoints only.", ""},
	{PagesDirNotFound, "The pages directory is missing",
		"Missing pages directory: %s",
		"Create it, or name another one: runner serve path/to/src/pages"},
	{RootNotFound, "The project directory is missing",
		"There is no directory %s.", ""},
	{DirectoryUnreadable, "A directory cannot be read",
		"The directory %s cannot be read: %s.", ""},
	{DirectoryLoop, "A directory contains itself",
		"%s is a symbolic link to a directory that contains it. It is left out.", ""},

	// Endpoint and context.
	{EndpointDidNotReturnAResponse, "The endpoint returned no Response",
		"`%s` of %s must return a Response (or a Promise of one), but returned %s.",
		"Return `new Response(body)` or `Response.json(value)`."},
	{EndpointHandlerNotAFunction, "The endpoint's handler is no function",
		"`%s` of %s is exported, but is %s and not a function.", ""},
	{EndpointMethodNotFound, "No handler for the method",
		"%s has no handler for %s requests.",
		"Export a function with the method's name in capitals, or ALL for every method."},
	{LocalsReassigned, "locals cannot be replaced",
		"`locals` is one object for the whole request and cannot be assigned.",
		"Set properties on it: `locals.user = …`."},
	{LocalsNotAnObject, "locals is not an object",
		"`locals` must be an object.", ""},
	{ResponseSentError, "The response was already sent",
		"The response has been sent, so its headers and cookies can no longer change.", ""},
	{ClientAddressNotAvailable, "clientAddress is not available",
		"`clientAddress` is not available in %s.", ""},
	{PrerenderClientAddressNotAvailable, "clientAddress is not available",
		"`clientAddress` was read in the prerendered route %s, where there is no client.",
		"Answer on demand with `export const prerender = false`."},
	{StaticClientAddressNotAvailable, "clientAddress is not available",
		"`clientAddress` was read from a context that was made without one.", ""},
	{RewriteWithBodyUsed, "rewrite() after the body was read",
		"A request whose body has been read cannot be rewritten.",
		"Read the body from `request.clone()`, or rewrite first."},
	{ForbiddenRewrite, "rewrite() to a prerendered route",
		"%s cannot be rewritten to %s: %s is prerendered.",
		"Add `export const prerender = false` to the target."},
	{RedirectWithNoLocation, "A redirect has no Location",
		"The endpoint %s answered %d without a Location header.", ""},
	{EndpointThrew, "The endpoint threw an error",
		"%s", ""},
	{EndpointLoadFailed, "The endpoint could not be loaded",
		"%s", "The other endpoints are not affected."},
	{UnhandledRejection, "A promise was rejected and nobody caught it",
		"%s", "Await the promise inside try/catch, or add .catch(…) to it."},
	{CPUBudgetExceeded, "JavaScript ran too long without a pause",
		"The code of %s ran for more than %s without an await and was stopped.", ""},
	{DeadlineExceeded, "The request took too long",
		"%s did not answer within %s.", ""},
	{StackOverflow, "Too many nested calls",
		"The code of %s called itself too deeply and was stopped.",
		"Look for a function that calls itself without an end."},
	{InternalError, "Something broke inside runner",
		"%s", "This is a fault of runner, not of your code. Please report it with these lines."},

	// Modules.
	{ModuleSyntax, "The file has a syntax error",
		"%s", ""},
	{ModuleNotFound, "An import cannot be found",
		"Could not find %q, imported by %s.", ""},
	{ModuleNotProvided, "A module does not exist here",
		"The module %q, imported by %s, is not available in runner.", ""},
	{ModuleUnreadable, "A file cannot be read",
		"The file %s cannot be read: %s.", ""},
	{MissingExport, "An imported name does not exist",
		"%q does not export %q.", ""},
	{TypesOnlyModule, "An import has only types",
		"The module %q has only types, so nothing of it exists when the code runs.",
		"Write `import type { … }`."},
	{AssetNotSupported, "A file of this kind cannot be imported",
		"The file %s cannot be imported as a module.",
		"Add ?url for its address or ?raw for its text."},
	{BundleFailed, "The endpoints could not be bundled",
		"%s", ""},
	{BundleWarning, "The code looks wrong",
		"%s", ""},

	// Configuration and environment.
	{ConfigLoadFailed, "The configuration could not be loaded",
		"Unable to load your Astro config: %s", ""},
	{ConfigInvalid, "The configuration is invalid",
		"Astro found issue(s) with your configuration:\n\n%s", ""},
	{ConfigNotFound, "The configuration file is missing",
		"There is no configuration file %s.", ""},
	{EnvFileInvalid, "A line of an .env file is not understood",
		"%s", "Lines are NAME=value; a value with line breaks needs quotes."},
	{EnvFileUnreadable, "An .env file cannot be read",
		"The file %s cannot be read: %s.", ""},

	// Server and build.
	{PortInUse, "The port is in use",
		"Port %d on %s is already in use.",
		"Stop the other program, or choose another port: --port 0 picks a free one."},
	{AddressUnavailable, "The address cannot be used",
		"Cannot listen on %s: %s.", ""},
	{OutDirNotWritable, "The output directory cannot be written",
		"%s cannot be written: %s.", ""},
}
