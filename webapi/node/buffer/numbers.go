package buffer

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/big"
	"strings"

	"github.com/dop251/goja"

	"runner/webapi/js"
	"runner/webapi/node/nodeerr"
)

// order is a byte order with its name in methods.
type order struct {
	name string
	binary.ByteOrder
}

var orders = []order{{"LE", binary.LittleEndian}, {"BE", binary.BigEndian}}

// numberMethods are the read and write methods of every type and byte order,
// also under their names with "Uint" for "UInt".
func numberMethods() (list []method) {
	add := func(name string, length int, call func(js.Call, []byte) goja.Value) {
		list = append(list, method{name, length, call})
		if strings.Contains(name, "UInt") {
			list = append(list, method{strings.Replace(name, "UInt", "Uint", 1), length, call})
		}
	}
	for _, signed := range []bool{false, true} {
		kind := "UInt"
		if signed {
			kind = "Int"
		}
		add("read"+kind+"8", 1, readInteger(1, signed, orders[0]))
		add("write"+kind+"8", 2, writeInteger(1, signed, orders[0]))
		for _, o := range orders {
			for _, size := range []int{2, 4} {
				bits := fmt.Sprint(size * 8)
				add("read"+kind+bits+o.name, 1, readInteger(size, signed, o))
				add("write"+kind+bits+o.name, 2, writeInteger(size, signed, o))
			}
			add("read"+kind+o.name, 2, readVariable(signed, o))
			add("write"+kind+o.name, 3, writeVariable(signed, o))
			add("readBig"+kind+"64"+o.name, 1, readBig(signed, o))
			add("writeBig"+kind+"64"+o.name, 2, writeBig(signed, o))
		}
	}
	for _, o := range orders {
		for _, size := range []int{4, 8} {
			name := "Float"
			if size == 8 {
				name = "Double"
			}
			add("read"+name+o.name, 1, readFloat(size, o))
			add("write"+name+o.name, 2, writeFloat(size, o))
		}
	}
	return list
}

// at converts an offset, which is 0 when it is missing, and returns the bytes
// there.
func at(c js.Call, b []byte, v goja.Value, size int) (window []byte, offset int) {
	if !goja.IsUndefined(v) {
		n := nodeerr.ValidateNumber(c.Runtime, v, "offset")
		if n != math.Trunc(n) || n < 0 || n+float64(size) > float64(len(b)) {
			throwBounds(c, v, n, len(b)-size, "offset", 0)
		}
		offset = int(n)
	} else if size > len(b) {
		throwBounds(c, c.ToValue(0), 0, len(b)-size, "offset", 0)
	}
	return b[offset : offset+size], offset
}

// throwBounds throws what Node throws for an offset or byteLength out of bounds.
func throwBounds(c js.Call, v goja.Value, n float64, upper int, name string, lower int) {
	if n != math.Floor(n) {
		nodeerr.ThrowOutOfRange(c.Runtime, name, "an integer", v)
	}
	if upper < 0 {
		nodeerr.Throw(c.Runtime, "RangeError", "ERR_BUFFER_OUT_OF_BOUNDS", "Attempt to access memory outside buffer bounds")
	}
	nodeerr.ThrowOutOfRange(c.Runtime, name, fmt.Sprintf(">= %d and <= %d", lower, upper), v)
}

// load reads an unsigned integer of 1 to 8 bytes.
func load(b []byte, o order) (n uint64) {
	for i := range b {
		if o.ByteOrder == binary.BigEndian {
			n = n<<8 | uint64(b[i])
		} else {
			n |= uint64(b[i]) << (8 * i)
		}
	}
	return n
}

// store writes the low bytes of an integer.
func store(b []byte, n uint64, o order) {
	for i := range b {
		if o.ByteOrder == binary.BigEndian {
			b[len(b)-1-i] = byte(n >> (8 * i))
		} else {
			b[i] = byte(n >> (8 * i))
		}
	}
}

// value extends the sign of what load read.
func value(n uint64, size int, signed bool) int64 {
	if shift := 64 - 8*size; signed {
		return int64(n<<shift) >> shift
	}
	return int64(n)
}

func readInteger(size int, signed bool, o order) func(js.Call, []byte) goja.Value {
	return func(c js.Call, b []byte) goja.Value {
		window, _ := at(c, b, c.Arg(0), size)
		return c.ToValue(value(load(window, o), size, signed))
	}
}

func writeInteger(size int, signed bool, o order) func(js.Call, []byte) goja.Value {
	return func(c js.Call, b []byte) goja.Value {
		n := c.Number(c.Arg(0))
		if size == 1 && c.Has(1) {
			nodeerr.ValidateNumber(c.Runtime, c.Arg(1), "offset")
		}
		checkRange(c, n, size, signed)
		window, offset := at(c, b, c.Arg(1), size)
		store(window, integerBits(n), o)
		return c.ToValue(offset + size)
	}
}

// integerBits is the two's complement of a number in range; NaN gives 0.
func integerBits(n float64) uint64 {
	if math.IsNaN(n) {
		return 0
	}
	return uint64(int64(n))
}

// checkRange throws when a value does not fit into size bytes.
func checkRange(c js.Call, n float64, size int, signed bool) {
	lower, upper := 0.0, math.Ldexp(1, 8*size)-1
	if signed {
		lower, upper = -math.Ldexp(1, 8*size-1), math.Ldexp(1, 8*size-1)-1
	}
	if !(n < lower || n > upper) {
		return
	}
	want := fmt.Sprintf(">= %.0f and <= %.0f", lower, upper)
	if size > 4 {
		want = fmt.Sprintf(">= 0 and < 2 ** %d", 8*size)
		if signed {
			want = fmt.Sprintf(">= -(2 ** %d) and < 2 ** %d", 8*size-1, 8*size-1)
		}
	}
	nodeerr.ThrowOutOfRange(c.Runtime, "value", want, c.ToValue(n))
}

// variableSize converts the byteLength of readIntLE and its like.
func variableSize(c js.Call, v goja.Value) int {
	if goja.IsUndefined(v) {
		nodeerr.ThrowArgType(c.Runtime, "byteLength", "of type number", v)
	}
	n := nodeerr.ValidateNumber(c.Runtime, v, "byteLength")
	if n != math.Trunc(n) || n < 1 || n > 6 {
		throwBounds(c, v, n, 6, "byteLength", 1)
	}
	return int(n)
}

func readVariable(signed bool, o order) func(js.Call, []byte) goja.Value {
	return func(c js.Call, b []byte) goja.Value {
		if !c.Has(0) {
			nodeerr.ThrowArgType(c.Runtime, "offset", "of type number", goja.Undefined())
		}
		size := variableSize(c, c.Arg(1))
		window, _ := at(c, b, c.Arg(0), size)
		return c.ToValue(value(load(window, o), size, signed))
	}
}

func writeVariable(signed bool, o order) func(js.Call, []byte) goja.Value {
	return func(c js.Call, b []byte) goja.Value {
		size := variableSize(c, c.Arg(2))
		n := c.Number(c.Arg(0))
		if !c.Has(1) {
			nodeerr.ThrowArgType(c.Runtime, "offset", "of type number", goja.Undefined())
		}
		checkRange(c, n, size, signed)
		window, offset := at(c, b, c.Arg(1), size)
		store(window, integerBits(n), o)
		return c.ToValue(offset + size)
	}
}

func readBig(signed bool, o order) func(js.Call, []byte) goja.Value {
	return func(c js.Call, b []byte) goja.Value {
		window, _ := at(c, b, c.Arg(0), 8)
		n := load(window, o)
		if signed {
			return c.ToValue(big.NewInt(int64(n)))
		}
		return c.ToValue(new(big.Int).SetUint64(n))
	}
}

func writeBig(signed bool, o order) func(js.Call, []byte) goja.Value {
	return func(c js.Call, b []byte) goja.Value {
		n, ok := c.Arg(0).Export().(*big.Int)
		if !ok {
			n = new(big.Int)
			if f := c.Number(c.Arg(0)); math.IsInf(f, 0) {
				n.Lsh(big.NewInt(int64(math.Copysign(1, f))), 64)
			} else if !math.IsNaN(f) {
				big.NewFloat(f).Int(n)
			}
		}
		fits, want := n.IsUint64(), ">= 0n and < 2n ** 64n"
		if signed {
			fits, want = n.IsInt64(), ">= -(2n ** 63n) and < 2n ** 63n"
		}
		if !fits {
			nodeerr.ThrowOutOfRange(c.Runtime, "value", want, c.Arg(0))
		}
		bits := n.Uint64()
		if signed {
			bits = uint64(n.Int64())
		}
		window, offset := at(c, b, c.Arg(1), 8)
		if !ok {
			c.ThrowTypeError("Cannot mix BigInt and other types, use explicit conversions")
		}
		store(window, bits, o)
		return c.ToValue(offset + 8)
	}
}

func readFloat(size int, o order) func(js.Call, []byte) goja.Value {
	return func(c js.Call, b []byte) goja.Value {
		window, _ := at(c, b, c.Arg(0), size)
		if size == 4 {
			return c.ToValue(float64(math.Float32frombits(uint32(load(window, o)))))
		}
		return c.ToValue(math.Float64frombits(load(window, o)))
	}
}

func writeFloat(size int, o order) func(js.Call, []byte) goja.Value {
	return func(c js.Call, b []byte) goja.Value {
		n := c.Number(c.Arg(0))
		window, offset := at(c, b, c.Arg(1), size)
		if size == 4 {
			store(window, uint64(math.Float32bits(float32(n))), o)
		} else {
			store(window, math.Float64bits(n), o)
		}
		return c.ToValue(offset + size)
	}
}
