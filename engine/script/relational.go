package script

import (
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/token"
)

// binary walks a chain of binary expressions. The parser groups relational
// operators from the right, a < (b < c), where the language groups them from
// the left (ECMA-262, 13.10). The tree does not keep parentheses, so the text
// says which of the two was written.
func (p *pass) binary(e *ast.BinaryExpression) ast.Expression {
	for isRelational(e.Operator) {
		right, ok := e.Right.(*ast.BinaryExpression)
		if !ok || !isRelational(right.Operator) || !p.rightIsBare(right) {
			break
		}
		left := &ast.BinaryExpression{Operator: e.Operator, Left: e.Left, Right: right.Left, Comparison: e.Comparison}
		e = &ast.BinaryExpression{Operator: right.Operator, Left: left, Right: right.Right, Comparison: right.Comparison}
	}
	// Left operands nest as deep as the chain is long: x + y + z + …
	var spine []*ast.BinaryExpression
	node := e
	for {
		spine = append(spine, node)
		left, ok := node.Left.(*ast.BinaryExpression)
		if !ok || isRelational(left.Operator) {
			break
		}
		node = left
	}
	for i := len(spine) - 1; i >= 0; i-- {
		node := spine[i]
		if i == len(spine)-1 {
			node.Left = p.expression(node.Left)
		}
		node.Right = p.expression(node.Right)
	}
	return e
}

func isRelational(t token.Token) bool {
	switch t {
	case token.LESS, token.LESS_OR_EQUAL, token.GREATER, token.GREATER_OR_EQUAL, token.IN, token.INSTANCEOF:
		return true
	}
	return false
}

// rightIsBare reports whether the right operand of a relational expression,
// itself a relational expression x ⊕ y, was written without parentheses around
// it. There are as many opening parentheses before x as closing ones after it
// if they are all x's own. In doubt, about comments for example, it says no.
func (p *pass) rightIsBare(e *ast.BinaryExpression) bool {
	s := p.text.parsed
	opening, ok := parenthesesBefore(s, offset(e.Left.Idx0()))
	if !ok {
		return false
	}
	closing, ok := parenthesesAfter(s, offset(e.Left.Idx1()), e.Operator.String())
	return ok && opening == closing
}

// parenthesesBefore counts the opening parentheses that end at an offset. Before
// them has to be a relational operator.
func parenthesesBefore(s string, end int) (n int, ok bool) {
	for i := end - 1; i >= 0; i-- {
		switch c := s[i]; c {
		case ' ', '\t', '\n', '\r':
		case '(':
			n++
		case '<', '>', '=':
			return n, true
		case 'n', 'f': // in, instanceof
			return n, !isWordAt(s, i+1) && (i > 0 && s[i-1:i+1] == "in" || i > 0 && s[i-1:i+1] == "of")
		default:
			return 0, false
		}
	}
	return 0, false
}

func isWordAt(s string, i int) bool { return i < len(s) && isWordByte(s[i]) }

// parenthesesAfter counts the closing parentheses that start at an offset. After
// them has to be the operator.
func parenthesesAfter(s string, start int, operator string) (n int, ok bool) {
	for i := start; i < len(s); i++ {
		switch c := s[i]; c {
		case ' ', '\t', '\n', '\r':
		case ')':
			n++
		default:
			return n, len(s) >= i+len(operator) && s[i:i+len(operator)] == operator
		}
	}
	return 0, false
}
