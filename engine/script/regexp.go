package script

import "github.com/dop251/goja/ast"

func (p *pass) regExp(e *ast.RegExpLiteral) ast.Expression {
	if p.text.standIn != 0 {
		from := offset(e.Idx) + len("/")
		e.Pattern = p.text.original[from : from+len(e.Pattern)]
	}
	return e
}
