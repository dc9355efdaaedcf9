package console

import (
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"runner/webapi/inspect"
	"runner/webapi/js"
)

// column is a column of a table; a row that it lacks is empty.
type column struct {
	head  string
	cells map[int]string
}

// table is console.table (Console, 1.1.5), drawn as Node draws it. What is not an
// object is logged.
func (c *console) table(call js.Call) {
	data, ok := call.Arg(0).(*goja.Object)
	if !ok {
		c.log(levelInfo, call.Args)
		return
	}
	var only []string
	if list, ok := call.Arg(1).(*goja.Object); ok {
		c.rt.Sequence(list, "The columns of console.table", func(v goja.Value) { only = append(only, c.rt.String(v)) })
	}
	var columns []*column
	rows := 0
	switch c.rt.Kind(data) {
	case js.KindMap:
		columns, rows = c.collection(data, true)
	case js.KindSet:
		columns, rows = c.collection(data, false)
	default:
		columns, rows = c.records(data, only)
	}
	c.print(levelInfo, draw(columns, rows))
}

// collection lists a Map or a Set.
func (c *console) collection(data *goja.Object, isMap bool) ([]*column, int) {
	index := &column{"(iteration index)", map[int]string{}}
	keys := &column{"Key", map[int]string{}}
	values := &column{"Values", map[int]string{}}
	row := 0
	inspect.Each(c.rt, data, func(value, key goja.Value) {
		index.cells[row] = strconv.Itoa(row)
		keys.cells[row] = c.cell(key)
		values.cells[row] = c.cell(value)
		row++
	})
	if isMap {
		return []*column{index, keys, values}, row
	}
	return []*column{index, values}, row
}

// records lists an array or object: a row for each property, a column for each
// key of the objects in it, and one for those that are not objects.
func (c *console) records(data *goja.Object, only []string) ([]*column, int) {
	index := &column{"(index)", map[int]string{}}
	values := &column{"Values", map[int]string{}}
	columns := []*column{index}
	byKey := map[string]*column{}
	add := func(key string) *column {
		col := byKey[key]
		if col == nil {
			col = &column{key, map[int]string{}}
			byKey[key] = col
			columns = append(columns, col)
		}
		return col
	}
	rows := data.Keys()
	for row, name := range rows {
		index.cells[row] = name
		item := data.Get(name)
		o, ok := item.(*goja.Object)
		if !ok {
			values.cells[row] = c.cell(item)
			for _, key := range only {
				add(key)
			}
			continue
		}
		keys := only
		if keys == nil {
			keys = o.Keys()
		}
		for _, key := range keys {
			col := add(key)
			if _, own := c.rt.OwnProperty(o, c.rt.ToValue(key)); own {
				col.cells[row] = c.cell(o.Get(key))
			}
		}
	}
	if len(values.cells) > 0 && only == nil {
		columns = append(columns, values)
	}
	return columns, len(rows)
}

// cell shows a value on one line.
func (c *console) cell(v goja.Value) string {
	o := inspect.Defaults()
	o.Depth, o.MaxArrayLength, o.BreakLength = 0, 3, inspect.Unlimited
	if object, ok := v.(*goja.Object); ok && c.rt.Kind(object) != js.KindArray && len(object.Keys()) > 2 {
		o.Depth = -1
	}
	return inspect.Value(c.rt, v, o)
}

func draw(columns []*column, rows int) string {
	widths := make([]int, len(columns))
	for i, col := range columns {
		widths[i] = inspect.Width(col.head) + 2
		for _, cell := range col.cells {
			widths[i] = max(widths[i], inspect.Width(cell)+2)
		}
	}
	var b strings.Builder
	line := func(left, middle, right string) {
		for i, w := range widths {
			if i == 0 {
				b.WriteString(left)
			} else {
				b.WriteString(middle)
			}
			b.WriteString(strings.Repeat("─", w))
		}
		b.WriteString(right)
	}
	row := func(cell func(*column) string) {
		for i, col := range columns {
			text := cell(col)
			b.WriteString("│ " + text + strings.Repeat(" ", widths[i]-inspect.Width(text)-1))
		}
		b.WriteString("│\n")
	}
	line("┌", "┬", "┐\n")
	row(func(col *column) string { return col.head })
	line("├", "┼", "┤\n")
	for n := range rows {
		row(func(col *column) string { return col.cells[n] })
	}
	line("└", "┴", "┘")
	return b.String()
}
