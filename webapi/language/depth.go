package language

// The parser and the compiler recurse, and a Go stack that outgrows its limit
// ends the process. It does so at 100,000 nested blocks or 400,000 operators;
// other engines give up earlier.
const (
	maxBrackets  = 20_000
	maxOperators = 200_000
)

// TooDeep reports whether code nests too deeply to be compiled. It looks at
// single characters only, so it may count what is in strings: it looks again
// without those before it says so.
func TooDeep(code string) bool { return nests(code, false) && nests(code, true) }

// nests reports whether code may recurse deeper than the limits. Operators and
// words count from the last separator on the same level of brackets.
func nests(code string, skipStrings bool) bool {
	if len(code) < maxBrackets {
		return false
	}
	var levels []int // operators before each open bracket
	operators, total := 0, 0
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case '(', '[', '{':
			levels = append(levels, operators)
			total += operators
			operators = 0
			if len(levels) > maxBrackets {
				return true
			}
		case ')', ']', '}':
			if n := len(levels) - 1; n >= 0 {
				operators = levels[n]
				total -= operators
				levels = levels[:n]
			}
		case ';', ',':
			operators = 0
		case '"', '\'':
			if skipStrings {
				i = endOfString(code, i)
			}
		case '!', '~', '+', '-', '*', '/', '%', '=', '<', '>', '?', ':', '&', '|', '^', '.':
			operators++
		case ' ', '\t', '\r', '\n':
		default:
			if isWordByte(c) && (i == 0 || !isWordByte(code[i-1])) {
				operators++
			}
		}
		if total+operators > maxOperators {
			return true
		}
	}
	return false
}

// endOfString returns where the string that starts at i ends, or the line.
func endOfString(code string, i int) int {
	quote := code[i]
	for i++; i < len(code); i++ {
		switch code[i] {
		case quote, '\n':
			return i
		case '\\':
			i++
		}
	}
	return i
}

func isWordByte(c byte) bool {
	return c == '$' || c == '_' || c >= 0x80 || c-'0' <= 9 || c|0x20-'a' <= 'z'-'a'
}
