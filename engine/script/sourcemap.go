package script

import (
	"encoding/json"
	"strings"
)

// oneBased shifts the columns of a source map by one. Columns in a source map
// start at 0 and in JavaScript stacks at 1; the engine looks up the one and
// shows the other without converting, so every place it reports would be off by
// up to a token. A map that cannot be read is returned as it is.
func oneBased(sourceMap []byte) []byte {
	var m map[string]json.RawMessage
	var mappings string
	if json.Unmarshal(sourceMap, &m) != nil || json.Unmarshal(m["mappings"], &mappings) != nil {
		return sourceMap
	}
	m["mappings"], _ = json.Marshal(shiftColumns(mappings)) // a string always has a JSON form
	shifted, err := json.Marshal(m)
	if err != nil {
		return sourceMap
	}
	return shifted
}

// shiftColumns adds one to every generated and every source column. Both are
// differences: to the segment before on the line, which starts anew on each, and
// to the segment before in the map. So the first of each is all that changes.
func shiftColumns(mappings string) string {
	var b strings.Builder
	b.Grow(len(mappings) + len(mappings)/8)
	firstSource := true
	for i, line := range strings.Split(mappings, ";") {
		if i > 0 {
			b.WriteByte(';')
		}
		segment, rest, _ := strings.Cut(line, ",")
		if segment == "" {
			b.WriteString(line)
			continue
		}
		fields := decodeVLQ(segment)
		fields[0]++
		if firstSource && len(fields) >= 4 {
			fields[3]++
			firstSource = false
		}
		encodeVLQ(&b, fields)
		if len(line) > len(segment) {
			b.WriteByte(',')
			if firstSource {
				rest, firstSource = shiftFirstSource(rest)
			}
			b.WriteString(rest)
		}
	}
	return b.String()
}

// shiftFirstSource adds one to the first source column in the segments of a
// line, and reports whether it has yet to be found.
func shiftFirstSource(segments string) (string, bool) {
	list := strings.Split(segments, ",")
	for i, segment := range list {
		if fields := decodeVLQ(segment); len(fields) >= 4 {
			fields[3]++
			var b strings.Builder
			encodeVLQ(&b, fields)
			list[i] = b.String()
			return strings.Join(list, ","), false
		}
	}
	return segments, true
}

const base64Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

// decodeVLQ reads the numbers of a segment (ECMA-426, 9.2).
func decodeVLQ(segment string) []int {
	var fields []int
	value, shift := 0, 0
	for i := 0; i < len(segment); i++ {
		digit := strings.IndexByte(base64Digits, segment[i])
		value |= (digit & 31) << shift
		if shift += 5; digit&32 != 0 {
			continue
		}
		number := value >> 1
		if value&1 != 0 {
			number = -number
		}
		fields = append(fields, number)
		value, shift = 0, 0
	}
	return fields
}

func encodeVLQ(b *strings.Builder, fields []int) {
	for _, number := range fields {
		value := number << 1
		if number < 0 {
			value = -number<<1 | 1
		}
		for {
			digit := value & 31
			if value >>= 5; value > 0 {
				digit |= 32
			}
			b.WriteByte(base64Digits[digit])
			if value == 0 {
				break
			}
		}
	}
}
