package vm

import (
	"github.com/dop251/goja"

	"runner/engine/script"
)

// Compile turns a bundle into a program that any number of VMs can run. See
// [script.Compile].
func Compile(name, code string, sourceMap []byte) (*goja.Program, error) {
	return script.Compile(name, code, sourceMap)
}
