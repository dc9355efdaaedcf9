package streams

import (
	"math"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// queueWithSizes is a queue-with-sizes (8.1).
type queueWithSizes struct {
	items []valueWithSize
	head  int
	total float64 // [[queueTotalSize]]
}

type valueWithSize struct {
	value goja.Value
	size  float64
}

func (q *queueWithSizes) empty() bool { return q.head == len(q.items) }

// dequeueValue is DequeueValue.
func (q *queueWithSizes) dequeueValue() goja.Value {
	item := q.items[q.head]
	q.items[q.head] = valueWithSize{}
	q.head++
	if q.empty() {
		q.items, q.head = q.items[:0], 0
	} else if q.head >= 64 && q.head*2 >= len(q.items) {
		n := copy(q.items, q.items[q.head:])
		clear(q.items[n:])
		q.items, q.head = q.items[:n], 0
	}
	q.total = max(q.total-item.size, 0)
	return item.value
}

// enqueueValueWithSize is EnqueueValueWithSize. It returns the exception, if any.
func (q *queueWithSizes) enqueueValueWithSize(rt *js.Runtime, value goja.Value, size float64) goja.Value {
	if math.IsNaN(size) || size < 0 || math.IsInf(size, 1) {
		return rt.RangeError("The size of a chunk must be a finite number that is not negative, not %v.", size)
	}
	q.items = append(q.items, valueWithSize{value, size})
	q.total += size
	return nil
}

// peekQueueValue is PeekQueueValue.
func (q *queueWithSizes) peekQueueValue() goja.Value { return q.items[q.head].value }

// resetQueue is ResetQueue.
func (q *queueWithSizes) resetQueue() { *q = queueWithSizes{} }
