package webapi

import (
	"runner/webapi/fetch"
	"runner/webapi/js"
	"runner/webapi/url"
)

// globals lists every property of the global object that is not the language's.
var globals = []js.Global{
	js.Interface(fetch.HeadersClass),
	url.Interface(),
	js.Interface(url.URLSearchParamsClass),
}

// Modules lists every module that the host provides.
var Modules = []js.Module{}
