package pattern

// first returns the characters that a match of n can start with, and whether it
// can be empty. Assertions count as empty.
func first(n *node) (s set, nullable bool) {
	switch n.kind {
	case nodeChar:
		return set{{n.r, n.r}}, false
	case nodeSet:
		return n.set, false
	case nodeSequence:
		for _, child := range n.children {
			f, nullable := first(child)
			if s = union(s, f); !nullable {
				return s, false
			}
		}
		return s, true
	case nodeChoice:
		for _, child := range n.children {
			f, empty := first(child)
			s = union(s, f)
			nullable = nullable || empty
		}
		return s, nullable
	case nodeGroup:
		return first(n.children[0])
	case nodeRepeat:
		s, nullable = first(n.children[0])
		return s, nullable || n.min == 0
	case nodeReference:
		return everything, true
	}
	return nil, true
}

// firstOf returns what the nodes, and then what follows them, can start with;
// nil if that is not known.
func firstOf(list []*node, follow set) set {
	var s set
	for _, n := range list {
		f, nullable := first(n)
		if s = union(s, f); !nullable {
			if s == nil {
				s = set{} // known: nothing
			}
			return s
		}
	}
	if follow == nil {
		return nil
	}
	return union(s, follow)
}

// anchored reports whether n can match at the start of the subject only.
func anchored(n *node) bool {
	switch n.kind {
	case nodeLineStart:
		return !n.multiline
	case nodeSequence:
		return len(n.children) > 0 && anchored(n.children[0])
	case nodeGroup:
		return anchored(n.children[0])
	case nodeChoice:
		for _, child := range n.children {
			if !anchored(child) {
				return false
			}
		}
		return true
	}
	return false
}

// leadingText returns the code units that every match of n starts with.
func (c *compiler) leadingText(n *node) []uint16 {
	switch n.kind {
	case nodeChar:
		if c.plain(n) {
			return appendUnits(nil, n.r)
		}
	case nodeGroup:
		return c.leadingText(n.children[0])
	case nodeSequence:
		var units []uint16
		for _, child := range n.children {
			if !c.plain(child) {
				if units == nil {
					return c.leadingText(child)
				}
				break
			}
			units = appendUnits(units, child.r)
		}
		return units
	case nodeRepeat:
		if n.min > 0 {
			return c.leadingText(n.children[0])
		}
	}
	return nil
}
