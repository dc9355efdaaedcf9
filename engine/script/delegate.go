package script

import (
	"github.com/dop251/goja/ast"

	"runner/webapi/language"
)

// delegate guards `yield* x`: a generator that delegates to itself without end
// is not stopped by the engine's limit on calls, and grows Go's stack until the
// process ends. The guard is a function that returns its argument.
func (p *pass) delegate(e *ast.YieldExpression) {
	at := e.Argument.Idx0()
	e.Argument = &ast.CallExpression{
		Callee:           &ast.Identifier{Name: language.DelegateName, Idx: at},
		LeftParenthesis:  at,
		ArgumentList:     []ast.Expression{e.Argument},
		RightParenthesis: e.Argument.Idx1() - 1,
	}
}
