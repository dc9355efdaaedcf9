// Package plural chooses CLDR plural categories (UTS 35 part 3, 5).
package plural

import (
	"strconv"
	"strings"
	"sync"

	"runner/webapi/intl/cldr"
)

// Operands are the plural operands of a formatted number (UTS 35 part 3, 5.1.1).
type Operands struct {
	N float64 // the absolute value
	I uint64  // its integer digits; of a huge number the lowest 18 digits, as ICU has it
	V int     // visible fraction digits, with trailing zeros
	W int     // and without
	F uint64  // the visible fraction digits as a number, with trailing zeros
	T uint64  // and without
	E int     // the exponent of compact notation
}

// Rules are the rules of one locale and kind.
type Rules struct {
	clauses []clause
	ranges  string // prefix of the keys of pluralRanges
}

type clause struct {
	category string
	any      [][]relation // an "or" of "and"s; empty is always true
}

type relation struct {
	operand byte
	mod     float64
	not     bool
	ranges  [][2]float64
}

var compiled sync.Map

// For returns the rules of a locale, kind being "cardinal" or "ordinal".
func For(locale, kind string) *Rules {
	key := kind + "/" + locale
	if r, ok := compiled.Load(key); ok {
		return r.(*Rules)
	}
	r := &Rules{}
	source := ""
	cldr.Truncations(locale, func(l string) bool {
		source = cldr.Supplemental().Get(kind + "/" + l)
		if r.ranges == "" && cldr.Supplemental().Get("pluralRanges/"+l+"/other/other") != "" {
			r.ranges = "pluralRanges/" + l + "/"
		}
		return source != ""
	})
	for text := range strings.SplitSeq(source, ";") {
		if category, rule, ok := strings.Cut(text, ":"); ok {
			r.clauses = append(r.clauses, clause{category, compile(rule)})
		}
	}
	if len(r.clauses) == 0 {
		r.clauses = []clause{{category: "other"}}
	}
	compiled.Store(key, r)
	return r
}

// compile reads "i = 1 and v = 0 or n % 10 = 2..4".
func compile(rule string) (any [][]relation) {
	if rule == "" {
		return nil
	}
	for alternative := range strings.SplitSeq(rule, " or ") {
		var all []relation
		for text := range strings.SplitSeq(alternative, " and ") {
			left, right, ok := strings.Cut(text, "!=")
			if !ok {
				left, right, _ = strings.Cut(text, "=")
			}
			r := relation{not: ok}
			fields := strings.Fields(left)
			r.operand = fields[0][0]
			if len(fields) == 3 {
				r.mod, _ = strconv.ParseFloat(fields[2], 64)
			}
			for span := range strings.SplitSeq(right, ",") {
				from, to, ok := strings.Cut(strings.TrimSpace(span), "..")
				if !ok {
					to = from
				}
				low, _ := strconv.ParseFloat(from, 64)
				high, _ := strconv.ParseFloat(to, 64)
				r.ranges = append(r.ranges, [2]float64{low, high})
			}
			all = append(all, r)
		}
		any = append(any, all)
	}
	return any
}

// Select returns the category of a number.
func (r *Rules) Select(o *Operands) string {
	for i := range r.clauses {
		if r.clauses[i].matches(o) {
			return r.clauses[i].category
		}
	}
	return "other"
}

// SelectRange returns the category of a range from the categories of its ends.
func (r *Rules) SelectRange(start, end string) string {
	if r.ranges != "" {
		if v := cldr.Supplemental().Get(r.ranges + start + "/" + end); v != "" {
			return v
		}
	}
	return "other"
}

// Categories lists the categories that a locale has, in the order of CLDR.
func (r *Rules) Categories() (list []string) {
	for _, c := range r.clauses {
		list = append(list, c.category)
	}
	return list
}

func (c *clause) matches(o *Operands) bool {
	if len(c.any) == 0 {
		return true
	}
next:
	for _, all := range c.any {
		for i := range all {
			if !all[i].holds(o) {
				continue next
			}
		}
		return true
	}
	return false
}

func (r *relation) holds(o *Operands) bool {
	v, whole := 0.0, uint64(0)
	switch r.operand {
	case 'n':
		v = o.N
		if r.mod != 0 && o.W == 0 {
			whole = o.I
		}
	case 'i':
		v, whole = float64(o.I), o.I
	case 'v':
		v, whole = float64(o.V), uint64(o.V)
	case 'w':
		v, whole = float64(o.W), uint64(o.W)
	case 'f':
		v, whole = float64(o.F), o.F
	case 't':
		v, whole = float64(o.T), o.T
	case 'e', 'c':
		v, whole = float64(o.E), uint64(o.E)
	}
	if r.mod != 0 {
		if r.operand == 'n' && o.W != 0 {
			return r.not // a fraction is in no range of whole numbers
		}
		v = float64(whole % uint64(r.mod))
	}
	in := false
	if r.operand != 'n' || o.W == 0 {
		for _, span := range r.ranges {
			if v >= span[0] && v <= span[1] {
				in = true
				break
			}
		}
	}
	return in != r.not
}
