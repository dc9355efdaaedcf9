package date

import "strings"

// item is a run of one pattern letter, or text.
type item struct {
	letter byte // 0 for text
	length int
	text   string
}

// compile takes a pattern (UTS 35 part 4, 8) apart.
func compile(pattern string) (items []item) {
	var text strings.Builder
	flush := func() {
		if text.Len() > 0 {
			items = append(items, item{text: text.String()})
			text.Reset()
		}
	}
	quoted := false
	for i := 0; i < len(pattern); {
		c := pattern[i]
		switch {
		case c == '\'':
			if i+1 < len(pattern) && pattern[i+1] == '\'' {
				text.WriteByte('\'')
				i += 2
				continue
			}
			quoted = !quoted
			i++
		case !quoted && (c|0x20) >= 'a' && (c|0x20) <= 'z':
			flush()
			n := 1
			for i+n < len(pattern) && pattern[i+n] == c {
				n++
			}
			items = append(items, item{letter: c, length: n})
			i += n
		default:
			text.WriteByte(c)
			i++
		}
	}
	flush()
	return items
}

// write writes an item back as pattern text.
func (it item) write(b *strings.Builder) {
	if it.letter == 0 {
		quote(b, it.text)
		return
	}
	for range it.length {
		b.WriteByte(it.letter)
	}
}

// quote writes text as pattern text. Apostrophes that come first stay before the
// quotes, since two of them are always one apostrophe.
func quote(b *strings.Builder, text string) {
	for strings.HasPrefix(text, "'") {
		b.WriteString("''")
		text = text[1:]
	}
	quoted := ""
	for i := 0; i < len(text); i++ {
		if c := text[i] | 0x20; c >= 'a' && c <= 'z' {
			quoted = "'"
			break
		}
	}
	b.WriteString(quoted)
	b.WriteString(strings.ReplaceAll(text, "'", "''"))
	b.WriteString(quoted)
}

// source writes items as a pattern.
func source(items []item) string {
	var b strings.Builder
	for _, it := range items {
		it.write(&b)
	}
	return b.String()
}
