package pattern

// repeat compiles a quantifier (ECMA-262, 22.2.2.3.1). What it repeats is
// compiled once, so that the program does not grow with the numbers.
func (c *compiler) repeat(n *node, follow set) {
	body := n.children[0]
	if s, ok := body.single(); ok {
		c.loop(n, s, follow)
		return
	}
	_, nullable := first(body)
	switch {
	case nullable || n.max != unlimited && n.max != 1 || n.min > 1:
		c.counted(n)
	case n.max == 1 && n.min == 1:
		c.node(body, follow)
	case n.max == 1:
		c.once(n, follow)
	case n.min == 0:
		c.star(n, follow)
	default:
		c.plus(n)
	}
}

// loop compiles the repetition of a single character.
func (c *compiler) loop(n *node, s set, follow set) {
	i := instruction{op: pick(c.back, opLoopBack, opLoop), min: int32(n.min), max: int32(n.max), lazy: n.lazy, set: newMatcher(s)}
	if !c.back && follow != nil && !isEverything(follow) {
		i.next = newMatcher(follow)
		i.possessive = !n.lazy && len(intersect(s, follow)) == 0
	}
	c.emit(i)
}

// once compiles x? for an x that is never empty.
func (c *compiler) once(n *node, follow set) {
	split := c.split(n)
	c.node(n.children[0], follow)
	c.code[split].x = c.here()
}

// split emits the decision between another iteration, which comes next, and
// leaving, for a place yet to be set.
func (c *compiler) split(n *node) int {
	if n.lazy {
		return c.emit(instruction{op: opSplitLazy})
	}
	return c.emit(instruction{op: opSplit, set: c.filter(n.children[0], nil)})
}

// star compiles x* for an x that is never empty.
func (c *compiler) star(n *node, follow set) {
	head := c.here()
	split := c.split(n)
	c.clear(n)
	c.node(n.children[0], nil)
	c.emit(instruction{op: opJump, x: head})
	c.code[split].x = c.here()
}

// plus compiles x+ for an x that is never empty.
func (c *compiler) plus(n *node) {
	head := c.here()
	c.clear(n)
	c.node(n.children[0], nil)
	split := c.split(n)
	c.emit(instruction{op: opJump, x: head})
	c.code[split].x = c.here()
}

// counted compiles every other repetition, with a register for the number of
// iterations and one for where the last one started.
func (c *compiler) counted(n *node) {
	register := int32(c.slots)
	c.slots += 2
	c.emit(instruction{op: opCount, x: register})
	head := c.emit(instruction{op: opRepeat, x: register, min: int32(n.min), max: int32(n.max), lazy: n.lazy})
	c.clear(n)
	c.node(n.children[0], nil)
	c.emit(instruction{op: opProgress, x: register, min: int32(n.min)})
	c.emit(instruction{op: opJump, x: int32(head)})
	c.code[head].y = c.here()
}

// clear forgets what the groups inside a repetition matched in the iteration
// before.
func (c *compiler) clear(n *node) {
	if n.groups[0] < n.groups[1] {
		c.emit(instruction{op: opClear, x: int32(2 * n.groups[0]), y: int32(2 * n.groups[1])})
	}
}
