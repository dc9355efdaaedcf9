package script

import (
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/unistring"

	"runner/webapi/language"
)

// regExp replaces a regular expression literal by one that stands for it
// ([language.Literal]). A literal that is wrong does not make the whole script
// useless, which may be a bundle of many files: it throws when it is evaluated.
func (p *pass) regExp(e *ast.RegExpLiteral) ast.Expression {
	source := e.Pattern
	if p.text.standIn != 0 {
		from := offset(e.Idx) + len("/")
		source = p.text.original[from : from+len(source)]
	}
	carrier, err := language.Literal(source, e.Flags)
	if err != nil {
		return throwSyntaxError(e, err.Error())
	}
	e.Pattern, e.Flags = carrier, ""
	p.need |= language.NeedRegExp
	return e
}

// throwSyntaxError makes the expression (() => { throw new SyntaxError(message) })().
func throwSyntaxError(at *ast.RegExpLiteral, message string) ast.Expression {
	i := at.Idx
	made := &ast.NewExpression{
		New:              i,
		Callee:           &ast.Identifier{Name: "SyntaxError", Idx: i},
		LeftParenthesis:  i,
		ArgumentList:     []ast.Expression{&ast.StringLiteral{Idx: i, Value: unistring.NewFromString(message)}},
		RightParenthesis: i,
	}
	return &ast.CallExpression{
		Callee: &ast.ArrowFunctionLiteral{
			Start:         i,
			ParameterList: &ast.ParameterList{Opening: i, Closing: i},
			Body:          &ast.BlockStatement{LeftBrace: i, List: []ast.Statement{&ast.ThrowStatement{Throw: i, Argument: made}}, RightBrace: i},
		},
		LeftParenthesis:  i,
		RightParenthesis: i,
	}
}
