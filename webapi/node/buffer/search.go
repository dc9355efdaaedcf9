package buffer

import (
	"bytes"
	"math"

	"github.com/dop251/goja"

	"runner/webapi/js"
	"runner/webapi/node/nodeerr"
)

// searchMethods look for a number, a string or bytes.
var searchMethods = []method{
	{"indexOf", 3, func(c js.Call, b []byte) goja.Value { return c.ToValue(search(c, b, true)) }},
	{"lastIndexOf", 3, func(c js.Call, b []byte) goja.Value { return c.ToValue(search(c, b, false)) }},
	{"includes", 3, func(c js.Call, b []byte) goja.Value { return c.ToValue(search(c, b, true) >= 0) }},
}

// search is indexOf(value[, byteOffset][, encoding]), or lastIndexOf.
func search(c js.Call, b []byte, forward bool) int {
	offset, name := c.Arg(1), c.Arg(2)
	if goja.IsString(offset) {
		offset, name = goja.Undefined(), offset
	}
	start := math.NaN()
	if !goja.IsUndefined(offset) {
		start = math.Trunc(c.Number(offset))
	}
	if math.IsNaN(start) {
		start = 0
		if !forward {
			start = float64(len(b))
		}
	}
	at := int(min(max(start, math.MinInt32), math.MaxInt32))

	value := c.Arg(0)
	if nodeerr.IsNumber(value) {
		needle := []byte{byte(c.Integer(value, 32, false, js.Modulo))}
		return find(b, needle, at, forward, 1)
	}
	if s, ok := value.(goja.String); ok {
		e := encodingArgument(c.Runtime, name)
		unit := 1
		if e == encodingUTF16 {
			unit = 2
		}
		return find(b, encode(c.Runtime, s, e), at, forward, unit)
	}
	if needle, ok := c.Uint8Bytes(value); ok {
		unit := 1
		if n, ok := name.(goja.String); ok {
			if e, _ := encodingOf(n.String()); e == encodingUTF16 {
				unit = 2
			}
		}
		return find(b, needle, at, forward, unit)
	}
	nodeerr.ThrowArgType(c.Runtime, "value", "one of type number or string or an instance of Buffer or Uint8Array", value)
	return -1
}

// find searches from an offset, which counts from the end if it is negative.
// With unit 2 only even positions count (from the start of b).
func find(b, needle []byte, offset int, forward bool, unit int) int {
	if offset < 0 {
		offset += len(b)
	}
	switch {
	case offset < 0 && !forward && len(needle) > 0:
		return -1
	case offset < 0:
		offset = 0
	case offset+len(needle) > len(b):
		if len(needle) == 0 {
			return len(b)
		}
		if forward {
			return -1
		}
		offset = len(b) - 1
	}
	if len(needle) == 0 {
		return offset
	}
	if len(needle) > len(b) || len(needle) < unit {
		return -1
	}
	if forward {
		for at := offset / unit * unit; at <= len(b); at++ {
			i := bytes.Index(b[at:], needle)
			if i < 0 {
				return -1
			}
			if at += i; at%unit == 0 {
				return at
			}
		}
		return -1
	}
	for end := min(len(b), offset+len(needle)); end >= 0; end-- {
		i := bytes.LastIndex(b[:end], needle)
		if i < 0 {
			return -1
		}
		if i%unit == 0 {
			return i
		}
		end = i + len(needle)
	}
	return -1
}
