package buffer

import (
	"math"
	"strings"
	"unicode/utf8"

	"github.com/dop251/goja"

	"runner/webapi/js"
	"runner/webapi/node/nodeerr"
)

// textMethods turn memory into strings and back.
var textMethods = append([]method{
	{"toString", 3, toString},
	{"toLocaleString", 3, toString},
	{"inspect", 2, func(c js.Call, b []byte) goja.Value { return c.ToValue(inspect(c, b)) }},
	{"write", 4, write},
	{"toJSON", 0, func(c js.Call, b []byte) goja.Value {
		data := make([]any, len(b))
		for i, v := range b {
			data[i] = int(v)
		}
		o := c.NewObject()
		check(o.Set("type", "Buffer"))
		check(o.Set("data", c.NewArray(data...)))
		return o
	}},
}, encodingMethods()...)

// encodingMethods are utf8Slice, utf8Write and so on: the form in which older
// packages ask for one encoding.
func encodingMethods() (list []method) {
	for _, m := range []struct {
		name string
		e    encoding
	}{
		{"ascii", encodingASCII}, {"base64", encodingBase64}, {"base64url", encodingBase64URL},
		{"latin1", encodingLatin1}, {"hex", encodingHex}, {"ucs2", encodingUTF16}, {"utf8", encodingUTF8},
	} {
		list = append(list, method{m.name + "Slice", 2, func(c js.Call, b []byte) goja.Value {
			from, to := plainRange(c, 0, len(b))
			return decode(c.Runtime, b[from:to], m.e)
		}}, method{m.name + "Write", 3, func(c js.Call, b []byte) goja.Value {
			s := writtenString(c)
			from, to := plainRange(c, 1, len(b))
			if c.Has(2) {
				to = min(len(b), from+max(0, int(c.Number(c.Arg(2)))))
			}
			return c.ToValue(writeString(c.Runtime, b[from:to], s, m.e))
		}})
	}
	return list
}

// plainRange reads start and end at arguments i and i+1 and throws when they are
// out of bounds.
func plainRange(c js.Call, i, length int) (from, to int) {
	to = length
	if c.Has(i) {
		from = int(c.Number(c.Arg(i)))
	}
	if c.Has(i + 1) {
		to = min(to, int(c.Number(c.Arg(i+1))))
	}
	if from < 0 || from > length {
		nodeerr.Throw(c.Runtime, "RangeError", "ERR_OUT_OF_RANGE", "Index out of range")
	}
	return from, max(from, to)
}

func toString(c js.Call, b []byte) goja.Value {
	if len(c.Args) == 0 {
		return decode(c.Runtime, b, encodingUTF8)
	}
	from, to := 0, len(b)
	if n := integer(c, c.Arg(1), 0); n >= float64(len(b)) {
		return c.ToValue("")
	} else if n > 0 {
		from = int(n)
	}
	if c.Has(2) {
		if n := integer(c, c.Arg(2), 0); n < float64(len(b)) {
			to = int(max(n, 0))
		}
	}
	if to <= from {
		return c.ToValue("")
	}
	if !c.Has(0) {
		return decode(c.Runtime, b[from:to], encodingUTF8)
	}
	name := c.String(c.Arg(0))
	e, ok := encodingOf(name)
	if !ok {
		nodeerr.ThrowUnknownEncoding(c.Runtime, name)
	}
	return decode(c.Runtime, b[from:to], e)
}

// integer is ToIntegerOrInfinity, with a default for undefined.
func integer(c js.Call, v goja.Value, missing float64) float64 {
	if goja.IsUndefined(v) {
		return missing
	}
	n := math.Trunc(c.Number(v))
	if math.IsNaN(n) {
		return 0
	}
	return n
}

// write is write(string[, offset[, length]][, encoding]).
func write(c js.Call, b []byte) goja.Value {
	offset, length, name := c.Arg(1), c.Arg(2), c.Arg(3)
	from, to := 0, len(b)
	switch {
	case goja.IsUndefined(offset):
		return c.ToValue(writeString(c.Runtime, b, writtenString(c), encodingUTF8))
	case goja.IsUndefined(length) && goja.IsString(offset):
		name = offset
	default:
		from = int(nodeerr.ValidateInteger(c.Runtime, offset, "offset", 0, float64(len(b))))
		switch {
		case goja.IsString(length):
			name = length
		case !goja.IsUndefined(length):
			to = min(to, from+int(nodeerr.ValidateInteger(c.Runtime, length, "length", 0, float64(len(b)))))
		}
	}
	e := encodingUTF8
	if name.ToBoolean() {
		e = encodingArgument(c.Runtime, name)
	}
	return c.ToValue(writeString(c.Runtime, b[from:to], writtenString(c), e))
}

func writtenString(c js.Call) goja.String {
	s, ok := c.Arg(0).(goja.String)
	if !ok {
		nodeerr.Throw(c.Runtime, "TypeError", "ERR_INVALID_ARG_TYPE", "argument must be a string")
	}
	return s
}

// writeString writes as many whole characters as fit.
func writeString(rt *js.Runtime, b []byte, s goja.String, e encoding) int {
	encoded := encode(rt, s, e)
	if len(encoded) > len(b) {
		switch e {
		case encodingUTF8:
			n := len(b)
			for n > 0 && !utf8.RuneStart(encoded[n]) {
				n--
			}
			encoded = encoded[:n]
		case encodingUTF16:
			encoded = encoded[:len(b)&^1]
		}
	}
	return copy(b, encoded)
}

// inspectMaxBytes is buffer.INSPECT_MAX_BYTES.
const inspectMaxBytes = 50

// inspect is what console.log shows of a Buffer.
func inspect(c js.Call, b []byte) string {
	var out strings.Builder
	name := "Buffer"
	if o, ok := c.This.(*goja.Object); ok {
		if constructor, ok := o.Get("constructor").(*goja.Object); ok {
			name = constructor.Get("name").String()
		}
	}
	out.WriteString("<" + name)
	const digits = "0123456789abcdef"
	for _, v := range b[:min(len(b), inspectMaxBytes)] {
		out.Write([]byte{' ', digits[v>>4], digits[v&15]})
	}
	if len(b) == 0 {
		out.WriteByte(' ')
	}
	if rest := len(b) - inspectMaxBytes; rest > 0 {
		s := "s"
		if rest == 1 {
			s = ""
		}
		out.WriteString(" ... " + index(rest) + " more byte" + s)
	}
	out.WriteByte('>')
	return out.String()
}
