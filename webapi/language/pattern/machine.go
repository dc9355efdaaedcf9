package pattern

import (
	"errors"
	"time"
)

// ErrTooLong ends a match that backtracks for longer than [Limit].
var ErrTooLong = errors.New("the regular expression takes too long to match")

// ErrTooLarge ends a match that has too many ways to go back to.
var ErrTooLarge = errors.New("the regular expression takes too much memory to match")

// Limit is how long one match may take.
const Limit = 2 * time.Second

const (
	maxFrames = 8 << 20 // 128 MB
	fuelStep  = 1 << 20 // work between two looks at the clock
)

// unit is a code unit of a subject: a byte of an ASCII string, or UTF-16.
type unit interface{ ~byte | ~uint16 }

// frame is something to return to when the match does not go on.
type frame struct {
	kind frameKind
	pc   int32 // where to go on
	pos  int32 // the position there, or the slot
	a    int32 // a loop: the least position, or what is left; a slot: its value
}

type frameKind int32

const (
	frameChoice  frameKind = iota
	frameSlot              // give a slot its value back
	frameGreedy            // give back a character of a loop
	frameLazy              // take another character
	frameBarrier           // nothing: the start of an assertion
	frameRepeat            // do another iteration of a counted loop
)

// machine runs a program on a subject.
type machine[T unit] struct {
	*program
	in    []T
	slots []int32
	stack []frame
	end   int
	fuel  int
	until time.Time
	err   error
}

// spend counts work, and reports false when there has been too much of it.
func (m *machine[T]) spend(work int) bool {
	if m.fuel -= work; m.fuel >= 0 {
		return true
	}
	return m.refuel()
}

func (m *machine[T]) refuel() bool {
	now := time.Now()
	switch {
	case m.err != nil:
		return false
	case m.until.IsZero():
		m.until = now.Add(Limit)
	case now.After(m.until):
		m.err = ErrTooLong
		return false
	}
	m.fuel = fuelStep
	return true
}

func (m *machine[T]) push(f frame) {
	if len(m.stack) >= maxFrames {
		m.err = ErrTooLarge
		m.fuel = -1
		return
	}
	m.stack = append(m.stack, f)
}

// set gives a slot a value that is taken back when the match goes back.
func (m *machine[T]) set(slot int32, value int32) {
	if len(m.stack) > 0 {
		m.push(frame{frameSlot, 0, slot, m.slots[slot]})
	}
	m.slots[slot] = value
}

// next returns the character at pos, which is not the end, and where it ends.
func (m *machine[T]) next(pos int) (rune, int) {
	c := rune(m.in[pos])
	pos++
	if m.full && isLead(c) && pos < len(m.in) {
		if t := rune(m.in[pos]); isTrail(t) {
			return (c-0xd800)<<10 + (t - 0xdc00) + 0x10000, pos + 1
		}
	}
	return c, pos
}

// previous returns the character before pos, which is not the start, and where
// it starts.
func (m *machine[T]) previous(pos int) (rune, int) {
	pos--
	c := rune(m.in[pos])
	if m.full && isTrail(c) && pos > 0 {
		if l := rune(m.in[pos-1]); isLead(l) {
			return (l-0xd800)<<10 + (c - 0xdc00) + 0x10000, pos - 1
		}
	}
	return c, pos
}

// at reports whether the character at pos is in a set.
func (m *machine[T]) at(pos int, s *matcher) bool {
	if pos >= len(m.in) {
		return false
	}
	c := rune(m.in[pos])
	if c >= 256 {
		c, _ = m.next(pos)
	}
	return s.has(c)
}

func (m *machine[T]) isWord(pos int, s *matcher) bool {
	return pos >= 0 && pos < len(m.in) && s.has(rune(m.in[pos]))
}

func isLineTerminator(c rune) bool {
	return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029
}

// hasText reports whether the subject has text at pos.
func (m *machine[T]) hasText(pos int, text []uint16) bool {
	if len(m.in)-pos < len(text) {
		return false
	}
	for i, u := range text {
		if uint16(m.in[pos+i]) != u {
			return false
		}
	}
	return true
}

// run runs the program from pc at pos until it matches or nothing is left on the
// stack above where it started.
func (m *machine[T]) run(pc, pos int) bool {
	base := len(m.stack)
	for {
		i := &m.code[pc]
		ok := false
		switch i.op {
		case opMatch:
			m.end = pos
			return true
		case opText:
			if ok = m.hasText(pos, i.text); ok {
				pos += len(i.text)
			}
		case opSet:
			if pos < len(m.in) {
				c := rune(m.in[pos])
				end := pos + 1
				if c >= 256 {
					c, end = m.next(pos)
				}
				if ok = i.set.has(c); ok {
					pos = end
				}
			}
		case opSplit:
			if i.set != nil && !m.at(pos, i.set) {
				pc = int(i.x)
				continue
			}
			m.push(frame{frameChoice, i.x, int32(pos), 0})
			ok = true
		case opSplitLazy:
			m.push(frame{frameChoice, int32(pc + 1), int32(pos), 0})
			pc = int(i.x)
			continue
		case opJump:
			pc = int(i.x)
			continue
		case opLoop:
			pos, ok = m.loop(i, pc, pos)
		case opSave:
			m.set(i.x, int32(pos))
			ok = true
		case opClear:
			for slot := i.x; slot < i.y; slot++ {
				if m.slots[slot] >= 0 {
					m.set(slot, -1)
				}
			}
			ok = true
		case opLineStart:
			ok = pos == 0
		case opLineStartMany:
			ok = pos == 0 || isLineTerminator(rune(m.in[pos-1]))
		case opLineEnd:
			ok = pos == len(m.in)
		case opLineEndMany:
			ok = pos == len(m.in) || isLineTerminator(rune(m.in[pos]))
		case opBoundary:
			ok = m.isWord(pos-1, i.set) != m.isWord(pos, i.set)
		case opNotBoundary:
			ok = m.isWord(pos-1, i.set) == m.isWord(pos, i.set)
		case opReference:
			pos, ok = m.reference(i, pos)
		case opLook, opLookNot:
			if ok = m.look(i, pc, pos); ok {
				pc = int(i.x)
				continue
			}
		case opCount:
			m.set(i.x, 0)
			ok = true
		case opRepeat:
			switch count := m.slots[i.x]; {
			case count < i.min:
			case count >= i.max:
				pc = int(i.y)
				continue
			case i.lazy:
				// To come back for another iteration is to enter the body.
				m.push(frame{frameRepeat, int32(pc), int32(pos), 0})
				pc = int(i.y)
				continue
			default:
				m.push(frame{frameChoice, i.y, int32(pos), 0})
			}
			m.iterate(i, pos)
			ok = true
		case opProgress:
			ok = m.slots[i.x+1] != int32(pos) || m.slots[i.x] <= i.min
		case opTextBack:
			if start := pos - len(i.text); start >= 0 && m.hasText(start, i.text) {
				pos, ok = start, true
			}
		case opSetBack:
			if pos > 0 {
				c, start := m.previous(pos)
				if ok = i.set.has(c); ok {
					pos = start
				}
			}
		case opLoopBack:
			pos, ok = m.loopBack(i, pc, pos)
		case opReferenceBack:
			pos, ok = m.referenceBack(i, pos)
		}
		if ok {
			pc++
			continue
		}
		if pc, pos, ok = m.back(base); !ok {
			return false
		}
	}
}

// iterate starts an iteration of a counted loop.
func (m *machine[T]) iterate(i *instruction, pos int) {
	m.set(i.x, m.slots[i.x]+1)
	m.set(i.x+1, int32(pos))
}

// back goes back to the last place where there was another way to go.
func (m *machine[T]) back(base int) (pc, pos int, ok bool) {
	if !m.spend(4) {
		m.unwind(base)
		return 0, 0, false
	}
	for len(m.stack) > base {
		f := &m.stack[len(m.stack)-1]
		switch f.kind {
		case frameSlot:
			m.slots[f.pos] = f.a
		case frameChoice:
			pc, pos = int(f.pc), int(f.pos)
			m.stack = m.stack[:len(m.stack)-1]
			return pc, pos, true
		case frameRepeat:
			pc, pos = int(f.pc), int(f.pos)
			m.stack = m.stack[:len(m.stack)-1]
			m.iterate(&m.code[pc], pos)
			return pc + 1, pos, true
		case frameGreedy:
			if pos, ok = m.giveBack(f); ok {
				return int(f.pc) + 1, pos, true
			}
			continue
		case frameLazy:
			if pos, ok = m.takeMore(f); ok {
				return int(f.pc) + 1, pos, true
			}
			continue
		}
		m.stack = m.stack[:len(m.stack)-1]
	}
	return 0, 0, false
}

// unwind gives slots their values back down to base.
func (m *machine[T]) unwind(base int) {
	for n := len(m.stack) - 1; n >= base; n-- {
		if f := &m.stack[n]; f.kind == frameSlot {
			m.slots[f.pos] = f.a
		}
	}
	m.stack = m.stack[:base]
}

// look runs the body of an assertion. After one that holds, its captures stay,
// and can still be taken back, but there is no other way to match it.
func (m *machine[T]) look(i *instruction, pc, pos int) bool {
	m.push(frame{kind: frameBarrier})
	base := len(m.stack)
	matched := m.run(pc+1, pos)
	if m.err != nil {
		return false
	}
	if i.op == opLookNot {
		m.unwind(base)
		m.stack = m.stack[:base-1]
		return !matched
	}
	if !matched {
		m.stack = m.stack[:base-1]
		return false
	}
	keep := base
	for n := base; n < len(m.stack); n++ {
		if m.stack[n].kind == frameSlot {
			m.stack[keep] = m.stack[n]
			keep++
		}
	}
	m.stack = m.stack[:keep]
	return true
}
