package script

import (
	"fmt"

	"github.com/dop251/goja"

	"runner/webapi/language"
)

// checkDepth refuses text that nests too deeply to be compiled.
func checkDepth(name, code string) error {
	if language.TooDeep(code) {
		return &goja.CompilerSyntaxError{CompilerError: goja.CompilerError{
			Message: fmt.Sprintf("%s: the code is nested too deeply", name),
		}}
	}
	return nil
}
