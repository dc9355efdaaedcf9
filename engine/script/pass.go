package script

import (
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/unistring"

	"runner/webapi/language"
)

// pass walks a tree once, in source order, and mends it in place. Statements
// and expressions are returned, because some are replaced by others.
type pass struct {
	text      *text
	functions []*function // the ones around, innermost last
	catches   []catch     // the catch parameters in scope in the innermost function
	need      language.Need
}

// callHidden calls a function of package language that scripts cannot name.
func callHidden(name string, at file.Idx, args ...ast.Expression) *ast.CallExpression {
	return &ast.CallExpression{
		Callee:           &ast.Identifier{Name: unistring.String(name), Idx: at},
		LeftParenthesis:  at,
		ArgumentList:     args,
		RightParenthesis: at,
	}
}

// mentions notes a name: what a script mentions, it may use.
func (p *pass) mentions(name unistring.String) { p.need |= language.NeedOf(string(name)) }

// offset turns a position of the tree into an offset in the text.
func offset(i file.Idx) int { return int(i) - 1 }

func (p *pass) program(tree *ast.Program) {
	p.statements(tree.Body)
	if p.need != 0 {
		tree.Body = insert(tree.Body, callHidden(language.NeedName, 1, &ast.NumberLiteral{Idx: 1, Value: int64(p.need)}))
	}
}

func (p *pass) statements(list []ast.Statement) {
	for i, s := range list {
		list[i] = p.statement(s)
	}
}

func (p *pass) block(b *ast.BlockStatement) {
	if b != nil {
		p.statements(b.List)
	}
}

func (p *pass) statement(s ast.Statement) ast.Statement {
	switch s := s.(type) {
	case *ast.BlockStatement:
		p.statements(s.List)
	case *ast.ExpressionStatement:
		s.Expression = p.expression(s.Expression)
	case *ast.VariableStatement:
		p.bindings(s.List)
		return p.variable(s)
	case *ast.LexicalDeclaration:
		p.bindings(s.List)
	case *ast.FunctionDeclaration:
		p.function(s.Function)
	case *ast.ClassDeclaration:
		p.class(s.Class)
	case *ast.IfStatement:
		s.Test = p.expression(s.Test)
		s.Consequent = p.statement(s.Consequent)
		if s.Alternate != nil {
			s.Alternate = p.statement(s.Alternate)
		}
	case *ast.ForStatement:
		p.forStatement(s)
	case *ast.ForInStatement:
		p.into(s.Into)
		s.Source = p.expression(s.Source)
		s.Body = p.statement(s.Body)
	case *ast.ForOfStatement:
		p.into(s.Into)
		s.Source = p.expression(s.Source)
		s.Body = p.statement(s.Body)
	case *ast.WhileStatement:
		s.Test = p.expression(s.Test)
		s.Body = p.statement(s.Body)
	case *ast.DoWhileStatement:
		s.Body = p.statement(s.Body)
		s.Test = p.expression(s.Test)
	case *ast.ReturnStatement:
		s.Argument = p.optional(s.Argument)
	case *ast.ThrowStatement:
		s.Argument = p.expression(s.Argument)
	case *ast.SwitchStatement:
		s.Discriminant = p.expression(s.Discriminant)
		for _, c := range s.Body {
			c.Test = p.optional(c.Test)
			p.statements(c.Consequent)
		}
	case *ast.TryStatement:
		p.block(s.Body)
		if s.Catch != nil {
			p.catch(s.Catch)
		}
		p.block(s.Finally)
	case *ast.LabelledStatement:
		s.Statement = p.statement(s.Statement)
	case *ast.WithStatement:
		s.Object = p.expression(s.Object)
		s.Body = p.statement(s.Body)
	}
	return s
}

func (p *pass) forStatement(s *ast.ForStatement) {
	switch i := s.Initializer.(type) {
	case *ast.ForLoopInitializerExpression:
		i.Expression = p.expression(i.Expression)
	case *ast.ForLoopInitializerVarDeclList:
		p.bindings(i.List)
	case *ast.ForLoopInitializerLexicalDecl:
		p.bindings(i.LexicalDeclaration.List)
	}
	s.Test = p.optional(s.Test)
	s.Update = p.optional(s.Update)
	s.Body = p.statement(s.Body)
}

func (p *pass) into(into ast.ForInto) {
	switch into := into.(type) {
	case *ast.ForIntoVar:
		p.binding(into.Binding)
	case *ast.ForDeclaration:
		p.target(into.Target)
	case *ast.ForIntoExpression:
		into.Expression = p.expression(into.Expression)
	}
}

func (p *pass) bindings(list []*ast.Binding) {
	for _, b := range list {
		p.binding(b)
	}
}

func (p *pass) binding(b *ast.Binding) {
	p.target(b.Target)
	b.Initializer = p.optional(b.Initializer)
}

// target walks a binding target: the defaults and computed keys in a pattern.
func (p *pass) target(t ast.BindingTarget) {
	if t != nil {
		p.expression(t)
	}
}
