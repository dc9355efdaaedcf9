package script

import (
	"fmt"

	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/parser"
)

// Compile turns a script into a program that any number of runtimes can run.
// The source map, if there is one, lets stacks point at the author's files.
//
// The engine's parser and compiler can panic on input they do not expect; that
// comes back as an error like any other.
func Compile(name, code string, sourceMap []byte) (p *goja.Program, err error) {
	defer func() {
		if r := recover(); r != nil {
			p, err = nil, fmt.Errorf("%s: the engine cannot compile this: %v", name, r)
		}
	}()
	tree, err := parse(name, code, sourceMap)
	if err != nil {
		return nil, err
	}
	return goja.CompileAST(tree, false)
}

// CompileFunction compiles the expression of a function from text, for the
// constructor Function. prefix is what stands before the name, "async function"
// for example. It is an error when parameters and body do not end where they
// should, as when one closes what the other opens (ECMA-262, 20.2.1.1.1).
func CompileFunction(prefix, parameters, body string) (p *goja.Program, err error) {
	const name = "anonymous"
	defer func() {
		if r := recover(); r != nil {
			p, err = nil, fmt.Errorf("%s: the engine cannot compile this: %v", name, r)
		}
	}()
	head := "(" + prefix + " " + name + "(" + parameters + "\n) {\n"
	code := head + body + "\n})"
	tree, err := parse(name, code, nil)
	if err != nil {
		return nil, err
	}
	if !isFunction(tree, len(head), len(code)) {
		return nil, &goja.CompilerSyntaxError{CompilerError: goja.CompilerError{Message: "Arg string terminates parameters early"}}
	}
	return goja.CompileAST(tree, false)
}

// isFunction reports whether a tree is that of one function, whose body starts
// before one offset and ends right before the parenthesis at the other.
func isFunction(tree *ast.Program, start, end int) bool {
	s, ok := tree.Body[len(tree.Body)-1].(*ast.ExpressionStatement)
	if !ok {
		return false
	}
	f, ok := s.Expression.(*ast.FunctionLiteral)
	return ok && len(tree.Body) <= 2 && offset(f.Function) == 1 &&
		offset(f.ParameterList.Closing) == start-len(") {\n") &&
		offset(f.Body.LeftBrace) == start-len("{\n") && offset(f.Body.RightBrace) == end-len("})")
}

// maxRepairs bounds how often a text is parsed again; each time mends at least
// one thing.
const maxRepairs = 1000

// parse parses code and mends the tree.
func parse(name, code string, sourceMap []byte) (*ast.Program, error) {
	if err := checkDepth(name, code); err != nil {
		return nil, err
	}
	option := parser.WithDisableSourceMaps
	if sourceMap != nil {
		code += "\n//# sourceMappingURL=" + name + ".map"
		option = parser.WithSourceMapLoader(func(string) ([]byte, error) { return oneBased(sourceMap), nil })
	}
	text := &text{original: code, parsed: code}
	text.replaceLastCodePoint()
	for range maxRepairs {
		tree, err := parser.ParseFile(nil, name, text.parsed, 0, option)
		if err == nil {
			(&pass{text: text}).program(tree)
			return tree, nil
		}
		if !text.replaceFieldNames(err) {
			return nil, &goja.CompilerSyntaxError{CompilerError: goja.CompilerError{Message: err.Error()}}
		}
	}
	return nil, fmt.Errorf("%s: too many class fields that the engine cannot parse", name)
}

// text is what the engine parses and what it stands for: the same but for
// replacements of equal length.
type text struct {
	original, parsed string
	names            map[int]string // replaced names by offset
	standIn          rune           // stands for U+10FFFF in parsed; 0 for nothing
}

// replace puts s at an offset.
func (t *text) replace(offset int, s string) {
	t.parsed = t.parsed[:offset] + s + t.parsed[offset+len(s):]
}

// changed reports whether the tree has traces of replacements.
func (t *text) changed() bool { return t.names != nil || t.standIn != 0 }
