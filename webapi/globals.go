package webapi

import (
	"github.com/dop251/goja"

	"runner/webapi/blob"
	"runner/webapi/compression"
	"runner/webapi/console"
	"runner/webapi/crypto"
	"runner/webapi/dom"
	"runner/webapi/encoding"
	"runner/webapi/eventsource"
	"runner/webapi/fetch"
	"runner/webapi/formdata"
	"runner/webapi/html"
	"runner/webapi/intl"
	"runner/webapi/js"
	"runner/webapi/node/buffer"
	"runner/webapi/node/process"
	"runner/webapi/performance"
	"runner/webapi/streams"
	"runner/webapi/url"
	"runner/webapi/urlpattern"
	"runner/webapi/websocket"
)

// globals lists every property of the global object that is not the language's.
var globals = []js.Global{
	// DOM and WebIDL
	js.Interface(dom.DOMExceptionClass),
	js.Interface(dom.QuotaExceededErrorClass),
	js.Interface(dom.EventClass),
	js.Interface(dom.CustomEventClass),
	js.Interface(dom.ErrorEventClass),
	js.Interface(dom.PromiseRejectionEventClass),
	js.Interface(dom.MessageEventClass),
	js.Interface(dom.CloseEventClass),
	js.Interface(dom.EventTargetClass),
	js.Interface(dom.AbortControllerClass),
	js.Interface(dom.AbortSignalClass),

	// HTML
	js.AttributeOf("self", func(rt *js.Runtime) goja.Value { return rt.GlobalObject() }),
	js.AttributeOf("navigator", html.NavigatorObject),
	js.Interface(html.NavigatorClass),
	js.Operation(html.SetTimeout),
	js.Operation(html.ClearTimeout),
	js.Operation(html.SetInterval),
	js.Operation(html.ClearInterval),
	js.Operation(html.SetImmediate),
	js.Operation(html.ClearImmediate),
	js.Operation(html.QueueMicrotask),
	js.Operation(html.ReportError),
	js.Operation(html.AddEventListener),
	js.Operation(html.RemoveEventListener),
	js.Operation(html.DispatchEvent),
	html.OnError,
	html.OnUnhandledRejection,
	html.OnRejectionHandled,
	js.Operation(html.StructuredClone),
	js.Operation(html.Atob),
	js.Operation(html.Btoa),
	js.Interface(html.MessageChannelClass),
	js.Interface(html.MessagePortClass),
	js.Interface(html.BroadcastChannelClass),
	js.Interface(eventsource.EventSourceClass),

	// WebSockets
	js.Interface(websocket.WebSocketClass),

	// High Resolution Time, Performance Timeline, User Timing
	js.AttributeOf("performance", performance.Object),
	js.Interface(performance.PerformanceClass),
	js.Interface(performance.EntryClass),
	js.Interface(performance.MarkClass),
	js.Interface(performance.MeasureClass),
	js.Interface(performance.ObserverClass),
	js.Interface(performance.EntryListClass),

	// Console
	js.Namespace("console", console.Object),

	// Fetch
	js.Operation(fetch.Fetch),
	js.Interface(fetch.HeadersClass),
	js.Interface(formdata.Class),
	js.Interface(fetch.RequestClass),
	js.Interface(fetch.ResponseClass),

	// Streams
	js.Interface(streams.ReadableStreamClass),
	js.Interface(streams.ReadableStreamDefaultReaderClass),
	js.Interface(streams.ReadableStreamBYOBReaderClass),
	js.Interface(streams.ReadableStreamDefaultControllerClass),
	js.Interface(streams.ReadableByteStreamControllerClass),
	js.Interface(streams.ReadableStreamBYOBRequestClass),
	js.Interface(streams.WritableStreamClass),
	js.Interface(streams.WritableStreamDefaultWriterClass),
	js.Interface(streams.WritableStreamDefaultControllerClass),
	js.Interface(streams.TransformStreamClass),
	js.Interface(streams.TransformStreamDefaultControllerClass),
	js.Interface(streams.ByteLengthQueuingStrategyClass),
	js.Interface(streams.CountQueuingStrategyClass),

	// URL
	url.Interface(blob.CreateObjectURL, blob.RevokeObjectURL),
	js.Interface(url.URLSearchParamsClass),
	js.Interface(urlpattern.URLPatternClass),

	// File API
	js.Interface(blob.BlobClass),
	js.Interface(blob.FileClass),

	// Web Crypto
	js.ReadOnly("crypto", crypto.Object),
	js.Interface(crypto.CryptoClass),
	js.Interface(crypto.SubtleCryptoClass),
	js.Interface(crypto.CryptoKeyClass),

	// Encoding
	js.Interface(encoding.TextEncoderClass),
	js.Interface(encoding.TextDecoderClass),
	js.Interface(encoding.TextEncoderStreamClass),
	js.Interface(encoding.TextDecoderStreamClass),

	// Compression
	js.Interface(compression.CompressionStreamClass),
	js.Interface(compression.DecompressionStreamClass),

	// ECMA-402
	js.Namespace("Intl", intl.Namespace),

	// Node
	js.Namespace("global", func(rt *js.Runtime) goja.Value { return rt.GlobalObject() }),
	buffer.Global,
	process.Global,
}

// Modules lists every module that the host provides.
var Modules = []js.Module{
	buffer.Module,
	process.Module,
}
