package pattern

import "slices"

// equivalents returns the code points that are equal to c without regard to
// case, c included, in order; nil when there is only c. With unicode they are
// the simple case foldings, without it what toUpperCase says of a single code
// unit (ECMA-262, 22.2.2.7.3).
func equivalents(c rune, unicode bool) []rune {
	if c < 0x80 {
		if c|0x20 < 'a' || c|0x20 > 'z' {
			return nil
		}
		if !unicode {
			return asciiPairs[c|0x20-'a'][:]
		}
	}
	i := 0
	if !unicode {
		i = 1
	}
	return loadUnicode().folds[i][c]
}

var asciiPairs = func() (pairs [26][2]rune) {
	for i := range pairs {
		pairs[i] = [2]rune{'A' + rune(i), 'a' + rune(i)}
	}
	return pairs
}()

// canonical is Canonicalize, but for which of the equal code points it chooses.
func canonical(c rune, unicode bool) rune {
	if c < 0x80 && !unicode || c < 'A' {
		if 'a' <= c && c <= 'z' {
			return c - 0x20
		}
		return c
	}
	if class := equivalents(c, unicode); class != nil {
		return class[0]
	}
	return c
}

// closeOver adds to s what is equal without regard to case to one of its members.
func closeOver(s set, unicode bool) set {
	if len(s) == 0 || len(s) == 1 && s[0] == everything[0] {
		return s
	}
	var more set
	add := func(class []rune) {
		for _, e := range class {
			if !s.has(e) {
				more = append(more, interval{e, e})
			}
		}
	}
	if size(s) <= 128 {
		for _, r := range s {
			for c := r.lo; c <= r.hi; c++ {
				add(equivalents(c, unicode))
			}
		}
	} else {
		i := 0
		if !unicode {
			i = 1
		}
		for _, class := range loadUnicode().classes[i] {
			if slices.ContainsFunc(class, s.has) {
				add(class)
			}
		}
	}
	if more == nil {
		return s
	}
	return union(s, normalize(more))
}

func size(s set) int {
	n := 0
	for _, r := range s {
		n += int(r.hi-r.lo) + 1
	}
	return n
}
