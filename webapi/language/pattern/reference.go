package pattern

// captured returns what the groups of a reference matched: the one of them that
// took part in the match, if any did.
func (m *machine[T]) captured(i *instruction) (from, to int, ok bool) {
	for _, g := range i.groups {
		from, to := m.slots[2*g], m.slots[2*g+1]
		if from >= 0 && to >= 0 {
			return int(from), int(to), true
		}
	}
	return 0, 0, false
}

// reference matches what a group matched (ECMA-262, 22.2.2.7.2).
func (m *machine[T]) reference(i *instruction, pos int) (int, bool) {
	from, to, ok := m.captured(i)
	if !ok {
		return pos, true
	}
	m.spend((to - from) >> 2)
	if !i.fold && !m.full {
		if len(m.in)-pos < to-from {
			return pos, false
		}
		for ; from < to; from, pos = from+1, pos+1 {
			if m.in[from] != m.in[pos] {
				return pos, false
			}
		}
		return pos, true
	}
	for from < to {
		if pos >= len(m.in) {
			return pos, false
		}
		var a, b rune
		a, from = m.next(from)
		b, pos = m.next(pos)
		if a != b && !(i.fold && canonical(a, m.full) == canonical(b, m.full)) {
			return pos, false
		}
	}
	return pos, true
}

func (m *machine[T]) referenceBack(i *instruction, pos int) (int, bool) {
	from, to, ok := m.captured(i)
	if !ok {
		return pos, true
	}
	for to > from {
		if pos == 0 {
			return pos, false
		}
		var a, b rune
		a, to = m.previous(to)
		b, pos = m.previous(pos)
		if a != b && !(i.fold && canonical(a, m.full) == canonical(b, m.full)) {
			return pos, false
		}
	}
	return pos, true
}
