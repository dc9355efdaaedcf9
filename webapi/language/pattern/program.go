package pattern

// op is what an instruction does. Those ending in Back match to the left of the
// position, inside lookbehind.
type op uint8

const (
	opMatch         op = iota
	opFail             // never matches
	opText             // the code units of text
	opTextBack         //
	opSet              // one character of set
	opSetBack          //
	opLoop             // min to max characters of set; then next, if given, has to follow
	opLoopBack         //
	opSplit            // try the next instruction, then x; not even the next one if its first character is not in set
	opSplitLazy        // try x, then the next instruction
	opJump             // to x
	opSave             // put the position into slot x
	opClear            // forget slots x up to y
	opLineStart        // ^
	opLineStartMany    // ^ with m
	opLineEnd          // $
	opLineEndMany      // $ with m
	opBoundary         // \b; set is the word characters
	opNotBoundary      // \B
	opReference        // what one of groups matched
	opReferenceBack    //
	opLook             // run what follows to its opMatch, then go on at x
	opLookNot          //
	opCount            // enter a counted loop: slot x is the count
	opRepeat           // the head of a counted loop: count in slot x, mark in slot x+1, leave for y
	opProgress         // the end of its body: fail if it matched nothing and need not have run
)

// instruction is one step of a program.
type instruction struct {
	op         op
	lazy       bool
	possessive bool // a loop that never gives back
	fold       bool // a reference that ignores case
	x, y       int32
	min, max   int32
	set        *matcher
	next       *matcher
	text       []uint16
	groups     []int
}

// program is a compiled pattern.
type program struct {
	code  []instruction
	slots int // captures, then the registers of loops
	full  bool

	// What a match has to start with, to find where to try.
	prefix   []uint16 // these code units
	ascii    string   // the same, if it is ASCII
	first    *matcher // or one of these characters
	anchored bool     // only the start of the subject
}

// compiler turns a tree into a program.
type compiler struct {
	program
	back bool // inside lookbehind
}

func compile(root *node, groups int, full bool) *program {
	c := &compiler{}
	c.full = full
	c.slots = 2 * (groups + 1)
	c.node(root, nil)
	c.emit(instruction{op: opMatch})
	c.start(root)
	return &c.program
}

// start finds out what a match starts with.
func (c *compiler) start(root *node) {
	c.anchored = anchored(root)
	c.prefix = c.leadingText(root)
	if len(c.prefix) > 0 {
		ascii := make([]byte, len(c.prefix))
		for i, u := range c.prefix {
			if u >= 0x80 {
				return
			}
			ascii[i] = byte(u)
		}
		c.ascii = string(ascii)
		return
	}
	if s, nullable := first(root); !nullable && !isEverything(s) {
		c.first = newMatcher(s)
	}
}

func isEverything(s set) bool { return len(s) == 1 && s[0] == everything[0] }

func (c *compiler) emit(i instruction) int {
	c.code = append(c.code, i)
	return len(c.code) - 1
}

// here is where the next instruction goes.
func (c *compiler) here() int32 { return int32(len(c.code)) }

// node compiles n. follow is what the character after n has to be in, if
// anything is known about it.
func (c *compiler) node(n *node, follow set) {
	switch n.kind {
	case nodeChar:
		if c.plain(n) {
			c.text([]*node{n})
		} else {
			c.set(set{{n.r, n.r}})
		}
	case nodeSet:
		c.set(n.set)
	case nodeSequence:
		c.sequence(n.children, follow)
	case nodeChoice:
		c.choice(n.children, follow)
	case nodeGroup:
		from, to := int32(2*n.index), int32(2*n.index+1)
		if c.back {
			from, to = to, from
		}
		c.emit(instruction{op: opSave, x: from})
		c.node(n.children[0], follow)
		c.emit(instruction{op: opSave, x: to})
	case nodeReference:
		o := opReference
		if c.back {
			o = opReferenceBack
		}
		c.emit(instruction{op: o, groups: n.indices, fold: n.fold})
	case nodeLook:
		c.look(n)
	case nodeRepeat:
		c.repeat(n, follow)
	case nodeLineStart:
		c.emit(instruction{op: pick(n.multiline, opLineStartMany, opLineStart)})
	case nodeLineEnd:
		c.emit(instruction{op: pick(n.multiline, opLineEndMany, opLineEnd)})
	case nodeBoundary:
		s := wordCharacters
		if n.fold {
			s = closeOver(s, true)
		}
		c.emit(instruction{op: pick(n.negative, opNotBoundary, opBoundary), set: newMatcher(s)})
	}
}

func pick(yes bool, a, b op) op {
	if yes {
		return a
	}
	return b
}

func (c *compiler) set(s set) {
	if len(s) == 0 {
		c.emit(instruction{op: opFail})
		return
	}
	c.emit(instruction{op: pick(c.back, opSetBack, opSet), set: newMatcher(s)})
}

// text compiles characters that stand one after the other, in reading order.
func (c *compiler) text(chars []*node) {
	var units []uint16
	for _, n := range chars {
		units = appendUnits(units, n.r)
	}
	c.emit(instruction{op: pick(c.back, opTextBack, opText), text: units})
}

// plain reports whether a character can be compared by code units. A surrogate
// of its own can not when the subject is read by code points.
func (c *compiler) plain(n *node) bool {
	return n.kind == nodeChar && !(c.full && n.r&^0x7ff == 0xd800)
}

func (c *compiler) sequence(list []*node, follow set) {
	if c.back {
		for i := len(list) - 1; i >= 0; i-- {
			c.node(list[i], nil)
		}
		return
	}
	for i := 0; i < len(list); {
		j := i
		for j < len(list) && c.plain(list[j]) {
			j++
		}
		if j > i {
			c.text(list[i:j])
			i = j
			continue
		}
		c.node(list[i], firstOf(list[i+1:], follow))
		i++
	}
}

func (c *compiler) choice(branches []*node, follow set) {
	var ends []int
	for i, n := range branches {
		if i == len(branches)-1 {
			c.node(n, follow)
			break
		}
		split := c.emit(instruction{op: opSplit, set: c.filter(n, follow)})
		c.node(n, follow)
		ends = append(ends, c.emit(instruction{op: opJump}))
		c.code[split].x = c.here()
	}
	for _, at := range ends {
		c.code[at].x = c.here()
	}
}

// filter returns what n and then follow can start with, or nil if that is not
// known.
func (c *compiler) filter(n *node, follow set) *matcher {
	if c.back {
		return nil
	}
	if s := firstOf([]*node{n}, follow); s != nil && !isEverything(s) {
		return newMatcher(s)
	}
	return nil
}

func (c *compiler) look(n *node) {
	back := c.back
	c.back = n.behind
	at := c.emit(instruction{op: pick(n.negative, opLookNot, opLook)})
	c.node(n.children[0], nil)
	c.emit(instruction{op: opMatch})
	c.back = back
	c.code[at].x = c.here()
}

func appendUnits(units []uint16, c rune) []uint16 {
	if c > 0xffff {
		return append(units, uint16(0xd800+(c-0x10000)>>10), uint16(0xdc00+(c-0x10000)&0x3ff))
	}
	return append(units, uint16(c))
}
