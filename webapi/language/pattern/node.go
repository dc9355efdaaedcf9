package pattern

// kind says what a node of the syntax tree is.
type kind uint8

const (
	nodeEmpty     kind = iota
	nodeChar           // one character: r
	nodeSet            // one character of a set
	nodeSequence       // all children, one after the other
	nodeChoice         // one of the children
	nodeGroup          // a capturing group: index, children[0]
	nodeReference      // what a group matched: indices, fold
	nodeLook           // an assertion about what is around: children[0], behind, negative
	nodeRepeat         // children[0], min to max times
	nodeLineStart      // ^; multiline
	nodeLineEnd        // $; multiline
	nodeBoundary       // \b, or \B if negative; fold
)

// node is a node of the syntax tree. Ignoring case is resolved into sets while
// parsing, where the tree alone cannot say which flags hold.
type node struct {
	kind      kind
	r         rune
	set       set
	children  []*node
	index     int
	indices   []int
	min, max  int // max is unlimited for "no bound"
	lazy      bool
	behind    bool
	negative  bool
	multiline bool
	fold      bool
	groups    [2]int // of a repetition: the groups inside, from and up to
}

const unlimited = 1<<31 - 1

// empty reports whether a node matches nothing but the empty string, always.
func (n *node) empty() bool { return n.kind == nodeEmpty }

// single returns the set that a node matches one character of, for nodes that
// match exactly one.
func (n *node) single() (set, bool) {
	switch n.kind {
	case nodeChar:
		return set{{n.r, n.r}}, true
	case nodeSet:
		return n.set, true
	}
	return nil, false
}

func sequence(list []*node) *node {
	switch len(list) {
	case 0:
		return &node{kind: nodeEmpty}
	case 1:
		return list[0]
	}
	return &node{kind: nodeSequence, children: list}
}

func choice(list []*node) *node {
	if len(list) == 1 {
		return list[0]
	}
	return &node{kind: nodeChoice, children: list}
}
