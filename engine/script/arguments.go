package script

import (
	"slices"

	"github.com/dop251/goja/ast"
)

// usesArguments notes that the code the pass is at refers to arguments. When
// that is inside an arrow function, and nothing outside arrow functions refers
// to them, the engine's compiler reserves a slot for them too late and the
// arrow function reads another one, or past the end of the stack.
func (p *pass) usesArguments() {
	last := len(p.functions) - 1
	if last < 0 || !p.functions[last].arrow {
		return
	}
	for i := last - 1; i >= 0; i-- {
		switch f := p.functions[i]; {
		case f.barrier:
			return
		case !f.arrow:
			f.arguments = true
			return
		}
	}
}

// materializeArguments puts the statement `arguments;` at the top of a function,
// after its directives, so that the compiler sees them in time.
func materializeArguments(body *ast.BlockStatement) {
	for _, s := range body.List {
		if declaresArguments(s) {
			return // arguments is another variable, and not yet initialized at the top
		}
	}
	body.List = insert(body.List, &ast.Identifier{Name: "arguments", Idx: body.LeftBrace})
}

// insert puts an expression at the top of a list of statements, after the
// directives.
func insert(list []ast.Statement, use ast.Expression) []ast.Statement {
	at := 0
	for at < len(list) && isDirective(list[at]) {
		at++
	}
	return slices.Insert(list, at, ast.Statement(&ast.ExpressionStatement{Expression: use}))
}

// materializeInParameters does the same for an arrow function in the default of
// a parameter, which the top of the body is too late for: `arguments, () => …`.
func (p *pass) materializeInParameters(f *ast.ArrowFunctionLiteral) ast.Expression {
	last := len(p.functions) - 1
	if last < 0 || p.functions[last].arrow || p.functions[last].inside || !p.functions[last].arguments {
		return f
	}
	p.functions[last].arguments = false
	use := &ast.Identifier{Name: "arguments", Idx: f.Start}
	return &ast.SequenceExpression{Sequence: []ast.Expression{use, f}}
}

func isDirective(s ast.Statement) bool {
	if e, ok := s.(*ast.ExpressionStatement); ok {
		_, ok := e.Expression.(*ast.StringLiteral)
		return ok
	}
	return false
}

// declaresArguments reports whether s is a declaration `let arguments` (or
// const, or class), which only sloppy code may have.
func declaresArguments(s ast.Statement) bool {
	switch s := s.(type) {
	case *ast.LexicalDeclaration:
		for _, b := range s.List {
			if bindsArguments(b.Target) {
				return true
			}
		}
	case *ast.ClassDeclaration:
		return s.Class.Name != nil && s.Class.Name.Name == "arguments"
	}
	return false
}

func bindsArguments(e ast.Expression) bool {
	switch e := e.(type) {
	case *ast.Identifier:
		return e.Name == "arguments"
	case *ast.AssignExpression:
		return bindsArguments(e.Left)
	case *ast.ArrayPattern:
		for _, item := range e.Elements {
			if bindsArguments(item) {
				return true
			}
		}
		return bindsArguments(e.Rest)
	case *ast.ObjectPattern:
		for _, property := range e.Properties {
			switch property := property.(type) {
			case *ast.PropertyShort:
				if property.Name.Name == "arguments" {
					return true
				}
			case *ast.PropertyKeyed:
				if bindsArguments(property.Value) {
					return true
				}
			}
		}
		return bindsArguments(e.Rest)
	}
	return false
}
