package webapi

import (
	"runner/webapi/dom"
	"runner/webapi/encoding"
	"runner/webapi/fetch"
	"runner/webapi/js"
	"runner/webapi/url"
)

// globals lists every property of the global object that is not the language's.
var globals = []js.Global{
	// DOM and WebIDL
	js.Interface(dom.DOMExceptionClass),
	js.Interface(dom.EventClass),
	js.Interface(dom.CustomEventClass),
	js.Interface(dom.ErrorEventClass),
	js.Interface(dom.PromiseRejectionEventClass),
	js.Interface(dom.MessageEventClass),
	js.Interface(dom.CloseEventClass),
	js.Interface(dom.EventTargetClass),
	js.Interface(dom.AbortControllerClass),
	js.Interface(dom.AbortSignalClass),

	// Fetch
	js.Interface(fetch.HeadersClass),
	js.Interface(fetch.RequestClass),
	js.Interface(fetch.ResponseClass),

	// URL
	url.Interface(),
	js.Interface(url.URLSearchParamsClass),

	// Encoding
	js.Interface(encoding.TextEncoderClass),
	js.Interface(encoding.TextDecoderClass),
}

// Modules lists every module that the host provides.
var Modules = []js.Module{}
