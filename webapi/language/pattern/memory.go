package pattern

import "unsafe"

// bytesOf and stringOf look at the same memory as the other type. Nothing here
// writes to it.
func bytesOf(s string) []byte { return unsafe.Slice(unsafe.StringData(s), len(s)) }

func stringOf(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }
