package script

import (
	"regexp"
	"strings"
	"unicode/utf16"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/unistring"
)

// lastCodePoint finds escapes of U+10FFFF, on which the engine's scanner panics.
var lastCodePoint = regexp.MustCompile(`\\u\{0*10[fF]{4}\}`)

// noncharacters can stand for U+10FFFF; their escapes have the same length.
var noncharacters = []struct {
	escape string
	r      rune
}{
	{"10fffe", 0x10fffe}, {"0ffffe", 0xffffe}, {"0fffff", 0xfffff}, {"0efffe", 0xefffe}, {"0effff", 0xeffff},
}

// replaceLastCodePoint puts an escape of another code point, one that the text
// does not use, in place of each escape of U+10FFFF.
func (t *text) replaceLastCodePoint() {
	if !strings.Contains(t.parsed, `\u{`) || !lastCodePoint.MatchString(t.parsed) {
		return
	}
	lower := strings.ToLower(t.parsed)
	for _, n := range noncharacters {
		if strings.Contains(lower, strings.TrimLeft(n.escape, "0")+"}") || strings.ContainsRune(t.parsed, n.r) {
			continue
		}
		t.standIn = n.r
		t.parsed = lastCodePoint.ReplaceAllStringFunc(t.parsed, func(escape string) string {
			zeros := len(escape) - len(`\u{}`) - len(n.escape)
			return `\u{` + strings.Repeat("0", zeros) + n.escape + `}`
		})
		return
	}
}

// restore puts U+10FFFF where the scanner saw what stands for it.
func (t *text) restore(s unistring.String) unistring.String {
	if t.standIn == 0 {
		return s
	}
	units := s.AsUtf16()
	if units == nil {
		return s
	}
	first, second := utf16.EncodeRune(t.standIn)
	out := append([]uint16(nil), units...)
	for i := 1; i+1 < len(out); i++ { // unit 0 is a byte order mark
		if out[i] == uint16(first) && out[i+1] == uint16(second) {
			out[i], out[i+1] = 0xdbff, 0xdfff
		}
	}
	return unistring.FromUtf16(out)
}

func (p *pass) stringLiteral(e *ast.StringLiteral) {
	if p.text.names != nil {
		if name, ok := p.text.name(offset(e.Idx)); ok {
			e.Value, e.Literal = name, string(name)
			return
		}
	}
	if p.text.standIn != 0 {
		e.Value = p.text.restore(e.Value)
	}
	p.mentions(e.Value)
}

func (p *pass) templateElements(e *ast.TemplateLiteral) {
	if p.text.standIn == 0 {
		return
	}
	for _, element := range e.Elements {
		element.Parsed = p.text.restore(element.Parsed)
		// The position of an element may be off by one.
		for from := max(offset(element.Idx)-1, 0); from <= offset(element.Idx)+1; from++ {
			to := from + len(element.Literal)
			if to <= len(p.text.original) && p.text.parsed[from:to] == element.Literal {
				element.Literal = p.text.original[from:to]
				break
			}
		}
	}
}
