package language

import (
	"reflect"
	"unsafe"

	"github.com/dop251/goja"
)

// unitsOf looks at the code units of an engine string of the type utf16Type,
// which is a slice that starts with a mark. They must not be changed.
func unitsOf(s goja.String) []uint16 {
	v := reflect.ValueOf(s)
	n := v.Len()
	if n <= 1 {
		return emptyUnits
	}
	return unsafe.Slice((*uint16)(v.UnsafePointer()), n)[1:]
}

// slotOf spreads objects over the slots of a small cache.
func slotOf(o *goja.Object, slots int) int {
	return int(uintptr(unsafe.Pointer(o)) >> 5 % uintptr(slots))
}
