package urlpattern

// state is a state of the constructor string parser, and the component that it
// reads (URL Pattern, 1.6). The order is that of a URL.
type state int

const (
	stateInit state = iota
	stateProtocol
	stateAuthority
	stateUsername
	statePassword
	stateHostname
	statePort
	statePathname
	stateSearch
	stateHash
	stateDone
)

// constructorParser splits a pattern that looks like a URL into components.
type constructorParser struct {
	input          []rune
	tokens         []token
	custom         compileRegexp
	result         patternInit
	componentStart int
	index          int
	increment      int
	groupDepth     int
	bracketDepth   int
	special        bool // the protocol matches a special scheme
	state          state
}

// parseConstructorString is "parse a constructor string".
func parseConstructorString(input string, custom compileRegexp) (patternInit, error) {
	p := constructorParser{input: []rune(input), custom: custom}
	p.tokens, _ = tokenize(p.input, true)
	for p.index < len(p.tokens) {
		p.increment = 1
		if p.tokens[p.index].kind == tokenEnd {
			if p.end() {
				break
			}
		} else if !p.inGroup() {
			if err := p.step(); err != nil {
				return patternInit{}, err
			}
		}
		p.index += p.increment
	}
	if p.result.has(stateHostname) && !p.result.has(statePort) {
		p.result.set(statePort, "") // whoever leaves the port out means the default one
	}
	return p.result, nil
}

// end deals with the end token, and reports whether the work is done.
func (p *constructorParser) end() bool {
	switch p.state {
	case stateInit: // no protocol: a relative pattern
		p.rewind(stateInit)
		switch {
		case p.isHashPrefix():
			p.change(stateHash, 1)
		case p.isSearchPrefix():
			p.change(stateSearch, 1)
		default:
			p.change(statePathname, 0)
		}
		return false
	case stateAuthority: // no user name
		p.rewind(stateHostname)
		return false
	}
	p.change(stateDone, 0)
	return true
}

// inGroup follows braces, in which no component ends.
func (p *constructorParser) inGroup() bool {
	switch p.tokens[p.index].kind {
	case tokenOpen:
		p.groupDepth++
		return true
	case tokenClose:
		if p.groupDepth > 0 {
			p.groupDepth--
			return p.groupDepth > 0
		}
	}
	return p.groupDepth > 0
}

// step looks at one token in the current state.
func (p *constructorParser) step() error {
	switch p.state {
	case stateInit:
		if p.is(0, ":") {
			p.rewind(stateProtocol)
		}
	case stateProtocol:
		if p.is(0, ":") {
			return p.protocolEnd()
		}
	case stateAuthority:
		switch {
		case p.is(0, "@"):
			p.rewind(stateUsername)
		case p.is(0, "/"), p.isSearchPrefix(), p.isHashPrefix():
			p.rewind(stateHostname)
		}
	case stateUsername:
		switch {
		case p.is(0, ":"):
			p.change(statePassword, 1)
		case p.is(0, "@"):
			p.change(stateHostname, 1)
		}
	case statePassword:
		if p.is(0, "@") {
			p.change(stateHostname, 1)
		}
	case stateHostname:
		switch {
		case p.is(0, "["):
			p.bracketDepth++
		case p.is(0, "]"):
			p.bracketDepth--
		case p.is(0, ":") && p.bracketDepth == 0:
			p.change(statePort, 1)
		default:
			p.pathOrLater(statePathname)
		}
	case statePort:
		p.pathOrLater(statePathname)
	case statePathname:
		p.pathOrLater(stateSearch)
	case stateSearch:
		p.pathOrLater(stateHash)
	}
	return nil
}

// pathOrLater changes to the pathname, the search or the hash if one of them,
// and none before first, begins here.
func (p *constructorParser) pathOrLater(first state) {
	switch {
	case first <= statePathname && p.is(0, "/"):
		p.change(statePathname, 0)
	case first <= stateSearch && p.isSearchPrefix():
		p.change(stateSearch, 1)
	case p.isHashPrefix():
		p.change(stateHash, 1)
	}
}

// protocolEnd decides what follows the protocol.
func (p *constructorParser) protocolEnd() error {
	c, err := compile(p.componentString(), canonicalizeProtocol, options{}, p.custom)
	if err != nil {
		return err
	}
	p.special = c.matchesSpecialScheme()
	switch {
	case p.is(1, "/") && p.is(2, "/"):
		p.change(stateAuthority, 3)
	case p.special:
		p.change(stateAuthority, 1)
	default:
		p.change(statePathname, 1)
	}
	return nil
}

// change is "change state". Components that are passed over become empty.
func (p *constructorParser) change(to state, skip int) {
	if p.state != stateInit && p.state != stateAuthority && p.state != stateDone {
		p.result.set(p.state, p.componentString())
	}
	if p.state != stateInit && to != stateDone {
		if p.state < stateHostname && to >= statePort && !p.result.has(stateHostname) {
			p.result.set(stateHostname, "")
		}
		if p.state < statePathname && to >= stateSearch && !p.result.has(statePathname) {
			path := ""
			if p.special {
				path = "/"
			}
			p.result.set(statePathname, path)
		}
		if p.state < stateSearch && to == stateHash && !p.result.has(stateSearch) {
			p.result.set(stateSearch, "")
		}
	}
	p.state = to
	p.index += skip
	p.componentStart = p.index
	p.increment = 0
}

// rewind is "rewind and set state".
func (p *constructorParser) rewind(to state) {
	p.index = p.componentStart
	p.increment = 0
	p.state = to
}

// safeToken is "get a safe token".
func (p *constructorParser) safeToken(i int) *token { return &p.tokens[min(i, len(p.tokens)-1)] }

// is is "is a non-special pattern char" for the token that lies ahead by offset.
func (p *constructorParser) is(offset int, value string) bool {
	t := p.safeToken(p.index + offset)
	return t.value == value && (t.kind == tokenChar || t.kind == tokenEscapedChar || t.kind == tokenInvalidChar)
}

func (p *constructorParser) isHashPrefix() bool { return p.is(0, "#") }

// isSearchPrefix is "is a search prefix": a question mark that cannot be the
// modifier of what is before it.
func (p *constructorParser) isSearchPrefix() bool {
	if p.is(0, "?") {
		return true
	}
	if p.tokens[p.index].value != "?" {
		return false
	}
	if p.index == 0 {
		return true
	}
	switch p.safeToken(p.index - 1).kind {
	case tokenName, tokenRegexp, tokenClose, tokenAsterisk:
		return false
	}
	return true
}

// componentString is "make a component string".
func (p *constructorParser) componentString() string {
	return string(p.input[p.safeToken(p.componentStart).index:p.tokens[p.index].index])
}
