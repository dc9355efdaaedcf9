package crypto

import (
	"fmt"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// failure is an error that scripts see as an exception of the given name: a
// DOMException, or a TypeError. Operations return it because they may run off
// the loop, where no exception can be made.
type failure struct{ name, message string }

func (f *failure) Error() string { return f.name + ": " + f.message }

func failed(name, format string, args ...any) error {
	return &failure{name, fmt.Sprintf(format, args...)}
}

func operationError(format string, args ...any) error {
	return failed("OperationError", format, args...)
}

func dataError(format string, args ...any) error { return failed("DataError", format, args...) }

func syntaxError(format string, args ...any) error { return failed("SyntaxError", format, args...) }

func accessError(format string, args ...any) error {
	return failed("InvalidAccessError", format, args...)
}

func notSupported(format string, args ...any) error {
	return failed("NotSupportedError", format, args...)
}

func typeError(format string, args ...any) error { return failed("TypeError", format, args...) }

// exception makes the JavaScript exception of err.
func exception(rt *js.Runtime, err error) goja.Value {
	f, ok := err.(*failure)
	switch {
	case !ok:
		return rt.DOMException("OperationError", "%v", err)
	case f.name == "TypeError":
		return rt.TypeError("%s", f.message)
	}
	return rt.DOMException(f.name, "%s", f.message)
}
