package buffer

import (
	"bytes"
	"fmt"
	"math"
	"strconv"

	"github.com/dop251/goja"

	"runner/webapi/js"
	"runner/webapi/node/nodeerr"
)

// index is the property key of an element.
func index(i int) string { return strconv.Itoa(i) }

// memoryMethods copy, compare, slice and fill.
func memoryMethods(k *class) []method {
	return []method{
		{"copy", 4, copyTo},
		{"equals", 1, func(c js.Call, b []byte) goja.Value {
			return c.ToValue(bytes.Equal(b, memory(c, c.Arg(0), "otherBuffer")))
		}},
		{"compare", 5, compare},
		{"fill", 4, func(c js.Call, b []byte) goja.Value {
			fill(c, b, c.Arg(0), c.Arg(1), c.Arg(2), c.Arg(3))
			return c.This
		}},
		{"subarray", 2, k.subarray},
		{"slice", 2, k.subarray},
		{"swap16", 0, swap(2)},
		{"swap32", 0, swap(4)},
		{"swap64", 0, swap(8)},
	}
}

// subarray shares the memory of this; slice is the same, unlike Uint8Array's.
func (k *class) subarray(c js.Call, b []byte) goja.Value {
	bound := func(v goja.Value, missing int) int {
		n := integer(c, v, float64(missing))
		if n < 0 {
			n = max(0, n+float64(len(b)))
		}
		return int(min(n, float64(len(b))))
	}
	from, to := bound(c.Arg(0), 0), bound(c.Arg(1), len(b))
	o := c.This.(*goja.Object)
	offset := o.Get("byteOffset").ToInteger()
	return k.array(c.Runtime, o.Get("buffer"), c.ToValue(offset+int64(from)), c.ToValue(max(0, to-from)))
}

// safeInteger rounds down; what is no safe integer becomes 0.
func safeInteger(c js.Call, v goja.Value, missing float64) float64 {
	if goja.IsUndefined(v) {
		return missing
	}
	n := math.Floor(c.Number(v))
	if !(math.Abs(n) <= nodeMaxLength) {
		return 0
	}
	return n
}

func copyTo(c js.Call, b []byte) goja.Value {
	target := memory(c, c.Arg(0), "target")
	start := safeInteger(c, c.Arg(1), 0)
	if start < 0 {
		nodeerr.ThrowOutOfRange(c.Runtime, "targetStart", ">= 0", c.Arg(1))
	}
	from := safeInteger(c, c.Arg(2), 0)
	if from < 0 || from > float64(len(b)) {
		nodeerr.ThrowOutOfRange(c.Runtime, "sourceStart", fmt.Sprintf(">= 0 && <= %d", len(b)), c.Arg(2))
	}
	to := safeInteger(c, c.Arg(3), float64(len(b)))
	if to < 0 {
		nodeerr.ThrowOutOfRange(c.Runtime, "sourceEnd", ">= 0", c.Arg(3))
	}
	if start >= float64(len(target)) || from >= to {
		return c.ToValue(0)
	}
	return c.ToValue(copy(target[int(start):], b[int(from):int(min(to, float64(len(b))))]))
}

func compare(c js.Call, b []byte) goja.Value {
	target := memory(c, c.Arg(0), "target")
	bound := func(i int, name string, missing, upper int) int {
		if !c.Has(i) {
			return missing
		}
		return int(nodeerr.ValidateInteger(c.Runtime, c.Arg(i), name, 0, float64(upper)))
	}
	targetStart := bound(1, "targetStart", 0, nodeMaxLength)
	targetEnd := bound(2, "targetEnd", len(target), len(target))
	sourceStart := bound(3, "sourceStart", 0, nodeMaxLength)
	sourceEnd := bound(4, "sourceEnd", len(b), len(b))
	switch {
	case sourceStart >= sourceEnd && targetStart >= targetEnd:
		return c.ToValue(0)
	case sourceStart >= sourceEnd:
		return c.ToValue(-1)
	case targetStart >= targetEnd:
		return c.ToValue(1)
	}
	return c.ToValue(bytes.Compare(b[sourceStart:sourceEnd], target[targetStart:targetEnd]))
}

// swap reverses the bytes of each group of n.
func swap(n int) func(js.Call, []byte) goja.Value {
	return func(c js.Call, b []byte) goja.Value {
		if len(b)%n != 0 {
			nodeerr.Throw(c.Runtime, "RangeError", "ERR_INVALID_BUFFER_SIZE", "Buffer size must be a multiple of %d-bits", n*8)
		}
		for ; len(b) > 0; b = b[n:] {
			for i, j := 0, n-1; i < j; i, j = i+1, j-1 {
				b[i], b[j] = b[j], b[i]
			}
		}
		return c.This
	}
}

// fill is fill(value[, offset[, end]][, encoding]).
func fill(c js.Call, b []byte, value, offset, end, name goja.Value) {
	s, isString := value.(goja.String)
	if isString {
		if goja.IsUndefined(offset) || goja.IsString(offset) {
			if goja.IsString(offset) {
				name = offset
			}
			offset, end = goja.Undefined(), goja.Undefined()
		} else if goja.IsString(end) {
			name, end = end, goja.Undefined()
		}
	}
	e := encodingUTF8
	if isString && !goja.IsUndefined(name) && !goja.IsNull(name) {
		e = encodingArgument(c.Runtime, nodeerr.ValidateString(c.Runtime, name, "encoding"))
	}
	from, to := 0, len(b)
	if !goja.IsUndefined(offset) {
		o := nodeerr.ValidateInteger(c.Runtime, offset, "offset", 0, nodeMaxLength)
		e := float64(len(b))
		if !goja.IsUndefined(end) {
			e = nodeerr.ValidateInteger(c.Runtime, end, "end", 0, float64(len(b)))
		}
		if o >= e {
			return
		}
		from, to = int(o), int(e)
	}
	pattern := fillPattern(c, value, s, e)
	b = b[from:to]
	if len(pattern) == 1 {
		for i := range b {
			b[i] = pattern[0]
		}
		return
	}
	for n := copy(b, pattern); n > 0 && n < len(b); n *= 2 {
		copy(b[n:], b[:n])
	}
}

// fillPattern is what fill repeats.
func fillPattern(c js.Call, value goja.Value, s goja.String, e encoding) []byte {
	if s == nil {
		if b, ok := c.Uint8Bytes(value); ok {
			if len(b) == 0 {
				nodeerr.ThrowArgValue(c.Runtime, "value", "is invalid", value)
			}
			return bytes.Clone(b) // it may be part of what is filled
		}
		if b, ok := value.Export().(bool); ok && b {
			return []byte{1}
		}
		return []byte{byte(c.Integer(value, 32, false, js.Modulo))}
	}
	if s.Length() == 0 {
		return []byte{0}
	}
	pattern := encode(c.Runtime, s, e)
	if len(pattern) == 0 {
		nodeerr.ThrowArgValue(c.Runtime, "value", "is invalid", value)
	}
	return pattern
}
