package script

import (
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"
	"github.com/dop251/goja/unistring"
)

// catch is the parameter of a catch clause around the code that the pass is at.
type catch struct{ name unistring.String }

// catch walks a catch clause. Only a plain name may be declared again by a var
// inside (ECMA-262, B.3.4).
func (p *pass) catch(c *ast.CatchStatement) {
	depth := len(p.catches)
	if c.Parameter != nil {
		p.target(c.Parameter)
		if id, ok := c.Parameter.(*ast.Identifier); ok {
			p.catches = append(p.catches, catch{id.Name})
		}
	}
	p.block(c.Body)
	p.catches = p.catches[:depth]
}

// variable rewrites `var e = x` in a catch clause whose parameter is e, which
// the engine refuses, to what it means: the variable of the function is
// declared already (the function's list of declarations has it), and the
// initializer goes to the parameter.
func (p *pass) variable(s *ast.VariableStatement) ast.Statement {
	if len(p.catches) == 0 || !p.redeclares(s.List) {
		return s
	}
	list := make([]ast.Expression, 0, len(s.List))
	for _, b := range s.List {
		if b.Initializer == nil {
			continue
		}
		list = append(list, &ast.AssignExpression{Operator: token.ASSIGN, Left: b.Target, Right: b.Initializer})
	}
	switch len(list) {
	case 0:
		return &ast.EmptyStatement{Semicolon: s.Var}
	case 1:
		return &ast.ExpressionStatement{Expression: list[0]}
	}
	return &ast.ExpressionStatement{Expression: &ast.SequenceExpression{Sequence: list}}
}

func (p *pass) redeclares(list []*ast.Binding) bool {
	for _, b := range list {
		id, ok := b.Target.(*ast.Identifier)
		if !ok {
			continue
		}
		for _, c := range p.catches {
			if c.name == id.Name {
				return true
			}
		}
	}
	return false
}
