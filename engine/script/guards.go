package script

import (
	"github.com/dop251/goja/ast"

	"runner/webapi/language"
)

// delegate guards `yield* x`: a generator that delegates to itself without end
// is not stopped by the engine's limit on calls, and grows Go's stack until the
// process ends. The guard is a function that returns its argument.
func (p *pass) delegate(e *ast.YieldExpression) {
	p.need |= language.NeedDelegate
	e.Argument = callHidden(language.DelegateName, e.Argument.Idx0(), e.Argument)
}

// guardEval guards the code of a direct eval, which the engine compiles by
// itself.
func (p *pass) guardEval(e *ast.CallExpression) {
	if id, ok := e.Callee.(*ast.Identifier); !ok || id.Name != "eval" || len(e.ArgumentList) == 0 {
		return
	}
	if code := e.ArgumentList[0]; !isHarmless(code) {
		p.need |= language.NeedCode
		e.ArgumentList[0] = callHidden(language.CodeName, code.Idx0(), code)
	}
}

// guardLength guards the size of a new buffer.
func (p *pass) guardLength(e *ast.NewExpression) {
	id, ok := e.Callee.(*ast.Identifier)
	if !ok || len(e.ArgumentList) == 0 {
		return
	}
	switch id.Name {
	case "ArrayBuffer":
		if len(e.ArgumentList) > 1 {
			options := e.ArgumentList[1]
			if _, spread := options.(*ast.SpreadElement); !spread {
				yes := &ast.BooleanLiteral{Idx: options.Idx0(), Literal: "true", Value: true}
				e.ArgumentList[1] = callHidden(language.LengthName, options.Idx0(), options, yes)
				p.need |= language.NeedLength
			}
		}
	case "Uint8Array", "Int8Array", "Uint8ClampedArray", "Uint16Array", "Int16Array", "Uint32Array", "Int32Array",
		"Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array":
	default:
		return
	}
	if length := e.ArgumentList[0]; !isHarmless(length) {
		e.ArgumentList[0] = callHidden(language.LengthName, length.Idx0(), length)
		p.need |= language.NeedLength
	}
}

// isHarmless reports whether an argument need not be guarded.
func isHarmless(e ast.Expression) bool {
	switch e := e.(type) {
	case *ast.NumberLiteral:
		n, ok := e.Value.(int64)
		return ok && n < 1<<20
	case *ast.StringLiteral:
		return len(e.Literal) < 1000
	case *ast.SpreadElement, *ast.ArrayLiteral, *ast.ObjectLiteral:
		return true
	}
	return false
}
