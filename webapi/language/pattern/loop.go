package pattern

// loop matches min to max characters of a set, as many as there are, or as few
// when it is lazy, and leaves a frame for the other numbers.
func (m *machine[T]) loop(i *instruction, pc, pos int) (int, bool) {
	if i.lazy {
		return m.loopLazy(i, pc, pos)
	}
	least := pos
	end := pos
	if n := m.scan(i, pos, &end, &least); n < int(i.min) {
		return pos, false
	}
	if i.possessive || end == least {
		return end, i.next == nil || m.at(end, i.next)
	}
	f := frame{frameGreedy, int32(pc), int32(end), int32(least)}
	if i.next != nil && !m.at(end, i.next) {
		// Look for a place to go on at once.
		end, ok := m.retreat(&f, i)
		if !ok {
			return pos, false
		}
		if end > least {
			m.push(f)
		}
		return end, true
	}
	m.push(f)
	return end, true
}

// scan counts the characters of the set from pos on, max at most. end is where
// they end, and least where the first min of them end.
func (m *machine[T]) scan(i *instruction, pos int, end, least *int) int {
	n, limit := 0, int(i.max)
	in := m.in
	if !m.full {
		stop := len(in)
		if limit < stop-pos {
			stop = pos + limit
		}
		p := pos
		for p < stop {
			if c := uint16(in[p]); c < 256 {
				if i.set.low[c>>6]&(1<<(c&63)) == 0 {
					break
				}
			} else if !i.set.has(rune(c)) {
				break
			}
			p++
		}
		*end = p
		*least = pos + int(i.min)
		n = p - pos
	} else {
		p := pos
		if i.min == 0 {
			*least = p
		}
		for n < limit && p < len(in) {
			c := rune(in[p])
			after := p + 1
			if c >= 256 {
				c, after = m.next(p)
			}
			if !i.set.has(c) {
				break
			}
			p = after
			if n++; n == int(i.min) {
				*least = p
			}
		}
		*end = p
	}
	m.fuel -= n >> 2
	if m.fuel < 0 {
		m.refuel()
	}
	return n
}

// giveBack makes a greedy loop one character shorter, or more until what has to
// follow does. It removes the frame when the loop cannot be shorter still.
func (m *machine[T]) giveBack(f *frame) (pos int, ok bool) {
	pos, ok = m.retreat(f, &m.code[f.pc])
	if !ok || pos == int(f.a) {
		m.stack = m.stack[:len(m.stack)-1]
	}
	return pos, ok
}

// retreat moves a frame of a greedy loop to the next place to go on.
func (m *machine[T]) retreat(f *frame, i *instruction) (pos int, ok bool) {
	if i.op == opLoopBack {
		return m.retreatBack(f)
	}
	pos = int(f.pos)
	for pos > int(f.a) {
		pos--
		if m.full && pos > int(f.a) && isTrail(rune(m.in[pos])) && isLead(rune(m.in[pos-1])) {
			pos--
		}
		if i.next == nil || m.at(pos, i.next) {
			m.fuel -= (int(f.pos) - pos) >> 2
			f.pos = int32(pos)
			return pos, true
		}
	}
	m.fuel -= (int(f.pos) - pos) >> 2
	return 0, false
}

func (m *machine[T]) loopLazy(i *instruction, pc, pos int) (int, bool) {
	for n := int32(0); n < i.min; n++ {
		if pos >= len(m.in) {
			return pos, false
		}
		c, after := m.next(pos)
		if !i.set.has(c) {
			return pos, false
		}
		pos = after
	}
	if i.max == i.min {
		return pos, true
	}
	f := frame{frameLazy, int32(pc), int32(pos), i.max - i.min}
	if i.next != nil && !m.at(pos, i.next) {
		pos, ok := m.advance(&f, i)
		if ok {
			m.push(f)
		}
		return pos, ok
	}
	m.push(f)
	return pos, true
}

// takeMore makes a lazy loop longer. It removes the frame when it cannot be.
func (m *machine[T]) takeMore(f *frame) (pos int, ok bool) {
	pos, ok = m.advance(f, &m.code[f.pc])
	if !ok {
		m.stack = m.stack[:len(m.stack)-1]
	}
	return pos, ok
}

// advance moves a frame of a lazy loop to the next place to go on.
func (m *machine[T]) advance(f *frame, i *instruction) (pos int, ok bool) {
	if i.op == opLoopBack {
		return m.advanceBack(f, i)
	}
	for pos = int(f.pos); f.a > 0 && pos < len(m.in); {
		c, after := m.next(pos)
		if !i.set.has(c) {
			return 0, false
		}
		m.fuel--
		pos = after
		f.a--
		if i.next == nil || m.at(pos, i.next) {
			f.pos = int32(pos)
			return pos, true
		}
	}
	return 0, false
}

// loopBack is loop to the left.
func (m *machine[T]) loopBack(i *instruction, pc, pos int) (int, bool) {
	least := pos
	for n := int32(0); n < i.max; n++ {
		if n == i.min {
			least = pos
			if i.lazy {
				m.push(frame{frameLazy, int32(pc), int32(pos), i.max - i.min})
				return pos, true
			}
		}
		c, before := rune(0), -1
		if pos > 0 {
			c, before = m.previous(pos)
		}
		if before < 0 || !i.set.has(c) {
			if n < i.min {
				return pos, false
			}
			break
		}
		pos = before
		m.fuel--
	}
	if i.max == i.min {
		return pos, true
	}
	if pos < least {
		m.push(frame{frameGreedy, int32(pc), int32(pos), int32(least)})
	}
	return pos, true
}

func (m *machine[T]) retreatBack(f *frame) (pos int, ok bool) {
	pos = int(f.pos)
	if pos >= int(f.a) {
		return 0, false
	}
	_, pos = m.next(pos)
	f.pos = int32(pos)
	return pos, true
}

func (m *machine[T]) advanceBack(f *frame, i *instruction) (pos int, ok bool) {
	if pos = int(f.pos); f.a == 0 || pos == 0 {
		return 0, false
	}
	c, before := m.previous(pos)
	if !i.set.has(c) {
		return 0, false
	}
	f.a--
	f.pos = int32(before)
	return before, true
}
