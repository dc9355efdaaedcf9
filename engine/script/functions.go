package script

import (
	"strings"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"

	"runner/webapi/language"
)

// function is a function around the node that the pass is at.
type function struct {
	arrow     bool
	barrier   bool // a class field or static block, which has no arguments
	arguments bool // an arrow function inside uses its arguments
	inside    bool // the pass is in the body, not in the parameters
}

func (p *pass) enter(f function) *function {
	p.functions = append(p.functions, &f)
	return &f
}

func (p *pass) leave() { p.functions = p.functions[:len(p.functions)-1] }

func (p *pass) function(f *ast.FunctionLiteral) {
	catches := p.catches
	p.catches = nil
	in := p.enter(function{})
	if f.Generator {
		p.need |= language.NeedIterator
	}
	p.parameters(f.ParameterList)
	in.inside, in.arguments = true, false
	p.block(f.Body)
	p.leave()
	p.catches = catches
	if in.arguments {
		materializeArguments(f.Body)
	}
	f.Source = p.source(f.Source, f.Body.Idx1())
}

func (p *pass) arrow(f *ast.ArrowFunctionLiteral) ast.Expression {
	catches := p.catches
	p.catches = nil
	p.enter(function{arrow: true})
	p.parameters(f.ParameterList)
	switch body := f.Body.(type) {
	case *ast.BlockStatement:
		p.block(body)
	case *ast.ExpressionBody:
		body.Expression = p.expression(body.Expression)
	}
	p.leave()
	p.catches = catches
	if p.text.changed() {
		f.Source = p.source(f.Source, f.Body.Idx1())
	}
	return p.materializeInParameters(f)
}

func (p *pass) parameters(list *ast.ParameterList) {
	if list != nil {
		p.bindings(list.List)
		list.Rest = p.optional(list.Rest)
	}
}

func (p *pass) class(c *ast.ClassLiteral) {
	c.SuperClass = p.optional(c.SuperClass)
	for _, element := range c.Body {
		switch m := element.(type) {
		case *ast.MethodDefinition:
			m.Key = p.key(m.Key)
			p.function(m.Body)
		case *ast.FieldDefinition:
			m.Key = p.key(m.Key)
			if m.Initializer != nil {
				p.enter(function{barrier: true})
				m.Initializer = p.expression(m.Initializer)
				p.leave()
			}
		case *ast.ClassStaticBlock:
			p.enter(function{barrier: true})
			p.block(m.Block)
			p.leave()
			m.Source = p.source(m.Source, m.Block.Idx1())
		}
	}
	c.Source = p.source(c.Source, c.RightBrace+1)
}

// key walks the name of a class element.
func (p *pass) key(key ast.Expression) ast.Expression {
	if private, ok := key.(*ast.PrivateIdentifier); ok {
		if name, ok := p.text.name(offset(private.Idx) + len("#")); ok {
			private.Name = name
		}
		return key
	}
	return p.expression(key)
}

// source gives a function the text that it was written with.
func (p *pass) source(source string, end file.Idx) string {
	if !p.text.changed() {
		return source
	}
	to := offset(end)
	from := to - len(source)
	if from < 0 || to > len(p.text.original) || !strings.HasPrefix(p.text.parsed[from:], source) {
		return source
	}
	return p.text.original[from:to]
}
