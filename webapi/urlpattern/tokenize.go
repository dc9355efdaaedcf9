package urlpattern

import (
	"errors"
	"fmt"
	"unicode"
)

// tokenType is the type of a token (URL Pattern, 2.1.1).
type tokenType int

const (
	tokenOpen tokenType = iota
	tokenClose
	tokenRegexp
	tokenName
	tokenChar
	tokenEscapedChar
	tokenOtherModifier
	tokenAsterisk
	tokenEnd
	tokenInvalidChar
)

type token struct {
	kind  tokenType
	index int    // in code points
	value string // the text that counts: a name without its colon
}

// tokenize is "tokenize" (URL Pattern, 2.1.2). The lenient policy makes
// invalid-char tokens of what the strict policy refuses.
func tokenize(input []rune, lenient bool) ([]token, error) {
	t := tokenizer{input: input}
	for t.at < len(input) {
		start := t.at
		if err := t.next(); err != nil {
			if !lenient {
				return nil, err
			}
			t.at = start
			t.add(tokenInvalidChar, t.errorEnd, t.errorStart, t.errorEnd)
		}
	}
	t.add(tokenEnd, t.at, t.at, t.at)
	return t.tokens, nil
}

type tokenizer struct {
	input  []rune
	at     int
	tokens []token

	errorStart, errorEnd int // the text of the invalid-char token
}

// add adds a token whose value is input[from:to], and goes on at next.
func (t *tokenizer) add(kind tokenType, next, from, to int) {
	value := ""
	if from < to {
		value = string(t.input[from:to])
	}
	t.tokens = append(t.tokens, token{kind, t.at, value})
	t.at = next
}

// fail is "process a tokenizing error": in the lenient policy the token covers
// the code points from the tokenizer's position to end.
func (t *tokenizer) fail(end int, what string) error {
	t.errorStart, t.errorEnd = t.at, end
	return fmt.Errorf("%s at position %d", what, t.at)
}

// next adds one token.
func (t *tokenizer) next() error {
	at := t.at
	switch t.input[at] {
	case '*':
		t.add(tokenAsterisk, at+1, at, at+1)
	case '+', '?':
		t.add(tokenOtherModifier, at+1, at, at+1)
	case '{':
		t.add(tokenOpen, at+1, at, at+1)
	case '}':
		t.add(tokenClose, at+1, at, at+1)
	case '\\':
		if at == len(t.input)-1 {
			return t.fail(at+1, "a backslash escapes nothing")
		}
		t.add(tokenEscapedChar, at+2, at+1, at+2)
	case ':':
		end := at + 1
		for end < len(t.input) && validName(t.input[end], end == at+1) {
			end++
		}
		if end == at+1 {
			return t.fail(end, "a colon without a name")
		}
		t.add(tokenName, end, at+1, end)
	case '(':
		end, err := regexpEnd(t.input, at+1)
		if err != nil {
			return t.fail(at+1, err.Error())
		}
		t.add(tokenRegexp, end+1, at+1, end)
	default:
		t.add(tokenChar, at+1, at, at+1)
	}
	return nil
}

// regexpEnd finds the parenthesis that closes a regular expression which starts
// at start.
func regexpEnd(input []rune, start int) (int, error) {
	depth := 1
	for i := start; i < len(input); i++ {
		switch c := input[i]; {
		case c > unicode.MaxASCII:
			return 0, errors.New("a regular expression with a character that is not ASCII")
		case i == start && c == '?':
			return 0, errors.New("a regular expression that starts with a question mark")
		case c == '\\':
			if i++; i == len(input) {
				return 0, errors.New("a backslash escapes nothing")
			}
			if input[i] > unicode.MaxASCII {
				return 0, errors.New("a regular expression with a character that is not ASCII")
			}
		case c == ')':
			if depth--; depth > 0 {
				continue
			}
			if i == start {
				return 0, errors.New("an empty regular expression")
			}
			return i, nil
		case c == '(':
			depth++
			if i == len(input)-1 || input[i+1] != '?' {
				return 0, errors.New("a regular expression with a capturing group")
			}
		}
	}
	return 0, errors.New("a parenthesis that is not closed")
}

// validName reports whether c may stand in a name: ECMAScript's IdentifierStart
// and IdentifierPart (ECMA-262, 12.7).
func validName(c rune, first bool) bool {
	if c == '$' || c == '_' || unicode.In(c, unicode.L, unicode.Nl, unicode.Other_ID_Start) {
		return !unicode.In(c, unicode.Pattern_Syntax, unicode.Pattern_White_Space) || c == '$' || c == '_'
	}
	return !first && (c == '\u200C' || c == '\u200D' ||
		unicode.In(c, unicode.Mn, unicode.Mc, unicode.Nd, unicode.Pc, unicode.Other_ID_Continue))
}
