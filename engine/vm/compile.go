package vm

import (
	"fmt"

	"github.com/dop251/goja"
	"github.com/dop251/goja/parser"
)

// Compile turns a bundle into a program that any number of VMs can run. The
// source map, if there is one, lets stacks point at the author's files.
//
// The engine's parser can panic on input it does not expect; that comes back as
// an error like any other.
func Compile(name, code string, sourceMap []byte) (p *goja.Program, err error) {
	defer func() {
		if r := recover(); r != nil {
			p, err = nil, fmt.Errorf("%s: the engine cannot compile this: %v", name, r)
		}
	}()
	option := parser.WithDisableSourceMaps
	if sourceMap != nil {
		code += "\n//# sourceMappingURL=" + name + ".map"
		option = parser.WithSourceMapLoader(func(string) ([]byte, error) { return sourceMap, nil })
	}
	ast, err := goja.Parse(name, code, option)
	if err != nil {
		return nil, err
	}
	return goja.CompileAST(ast, false)
}
