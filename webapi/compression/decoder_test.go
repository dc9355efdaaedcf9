package compression

import (
	"bytes"
	"io"
	"testing"
)

// inflate pushes data in two chunks.
func inflate(f *format, data []byte, split int) (text []byte, err error) {
	d := newDecoder(f)
	defer d.stop()
	for _, part := range [][]byte{data[:split], data[split:]} {
		chunks, err := d.push(part)
		text = append(text, bytes.Join(chunks, nil)...)
		if err != nil {
			return text, err
		}
	}
	chunks, err := d.finish()
	return append(text, bytes.Join(chunks, nil)...), err
}

// FuzzDecoder: whatever the data, it makes no difference where it is cut.
func FuzzDecoder(f *testing.F) {
	for i, format := range formats {
		var out bytes.Buffer
		w := format.encoders.Get().(encoder)
		w.Reset(&out)
		io.WriteString(w, "hello, hello, hello, world")
		w.Close()
		f.Add(i, out.Bytes(), 7)
		f.Add(i, append(out.Bytes(), 0), 3)
		f.Add(i, out.Bytes()[:out.Len()-2], out.Len()-2)
	}
	f.Fuzz(func(t *testing.T, i int, data []byte, split int) {
		if i < 0 || i >= len(formats) || split < 0 || split > len(data) || len(data) > 1000 {
			return
		}
		whole, err := inflate(formats[i], data, 0)
		parts, partsErr := inflate(formats[i], data, split)
		if (err == nil) != (partsErr == nil) || err == nil && !bytes.Equal(whole, parts) {
			t.Fatalf("%s %x cut at %d: %q, %v; whole: %q, %v", formats[i].name, data, split, parts, partsErr, whole, err)
		}
	})
}
