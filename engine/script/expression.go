package script

import (
	"github.com/dop251/goja/ast"
)

// optional is expression for what may be absent.
func (p *pass) optional(e ast.Expression) ast.Expression {
	if e == nil {
		return nil
	}
	return p.expression(e)
}

func (p *pass) expressions(list []ast.Expression) {
	for i, e := range list {
		if e != nil { // a hole in an array
			list[i] = p.expression(e)
		}
	}
}

func (p *pass) expression(e ast.Expression) ast.Expression {
	switch e := e.(type) {
	case *ast.Identifier:
		p.identifier(e)
	case *ast.StringLiteral:
		p.stringLiteral(e)
	case *ast.DotExpression:
		e.Left = p.expression(e.Left)
		p.mentions(e.Identifier.Name)
	case *ast.PrivateDotExpression:
		e.Left = p.expression(e.Left)
	case *ast.BracketExpression:
		e.Left = p.expression(e.Left)
		e.Member = p.expression(e.Member)
	case *ast.CallExpression:
		e.Callee = p.expression(e.Callee)
		p.expressions(e.ArgumentList)
		p.guardEval(e)
	case *ast.NewExpression:
		e.Callee = p.expression(e.Callee)
		p.expressions(e.ArgumentList)
		p.guardLength(e)
	case *ast.OptionalChain:
		e.Expression = p.expression(e.Expression)
	case *ast.Optional:
		e.Expression = p.expression(e.Expression)
	case *ast.AssignExpression:
		e.Left = p.expression(e.Left)
		e.Right = p.expression(e.Right)
	case *ast.BinaryExpression:
		return p.binary(e)
	case *ast.UnaryExpression:
		e.Operand = p.expression(e.Operand)
	case *ast.ConditionalExpression:
		e.Test = p.expression(e.Test)
		e.Consequent = p.expression(e.Consequent)
		e.Alternate = p.expression(e.Alternate)
	case *ast.SequenceExpression:
		p.expressions(e.Sequence)
	case *ast.ArrayLiteral:
		p.expressions(e.Value)
	case *ast.ObjectLiteral:
		p.properties(e.Value)
	case *ast.ArrayPattern:
		p.expressions(e.Elements)
		e.Rest = p.optional(e.Rest)
	case *ast.ObjectPattern:
		p.properties(e.Properties)
		e.Rest = p.optional(e.Rest)
	case *ast.SpreadElement:
		e.Expression = p.expression(e.Expression)
	case *ast.TemplateLiteral:
		e.Tag = p.optional(e.Tag)
		p.templateElements(e)
		p.expressions(e.Expressions)
	case *ast.FunctionLiteral:
		p.function(e)
	case *ast.ArrowFunctionLiteral:
		return p.arrow(e)
	case *ast.ClassLiteral:
		p.class(e)
	case *ast.AwaitExpression:
		e.Argument = p.expression(e.Argument)
	case *ast.YieldExpression:
		e.Argument = p.optional(e.Argument)
		if e.Delegate && e.Argument != nil {
			p.delegate(e)
		}
	case *ast.RegExpLiteral:
		return p.regExp(e)
	case *ast.Binding: // for (x = 1 in …)
		p.binding(e)
	}
	return e
}

func (p *pass) properties(list []ast.Property) {
	for _, property := range list {
		switch property := property.(type) {
		case *ast.PropertyKeyed:
			property.Key = p.expression(property.Key)
			property.Value = p.expression(property.Value)
		case *ast.PropertyShort:
			p.identifier(&property.Name)
			property.Initializer = p.optional(property.Initializer)
		case *ast.SpreadElement:
			property.Expression = p.expression(property.Expression)
		}
	}
}

// identifier restores a name that was replaced and notes a use of arguments.
func (p *pass) identifier(e *ast.Identifier) {
	if p.text.names != nil {
		if name, ok := p.text.name(offset(e.Idx)); ok {
			e.Name = name
		}
	}
	if e.Name == "arguments" {
		p.usesArguments()
		return
	}
	p.mentions(e.Name)
}
