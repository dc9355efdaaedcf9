package blob

import (
	"time"

	"github.com/dop251/goja"

	"runner/webapi/js"
)

// File is the state of a File object (File API, 4): a blob with a name.
type File struct {
	Blob
	name         string
	lastModified int64
}

// NewFile makes a file of data, which must not change any more. lastModified is
// in milliseconds since 1970.
func NewFile(data []byte, name, mimeType string, lastModified int64) *File {
	return &File{Blob{data: data, mimeType: mimeType}, name, lastModified}
}

// FileFrom returns the file behind a File object.
func FileFrom(v goja.Value) (*File, bool) { return js.State[*File](v) }

// Name returns the name, which is not a path.
func (f *File) Name() string { return f.name }

// LastModified returns the time of the last change in milliseconds since 1970.
func (f *File) LastModified() int64 { return f.lastModified }

// Clone is the serialization and deserialization of a file (File API, 4).
func (f *File) Clone(*js.Runtime) js.Native {
	return NewFile(f.data, f.name, f.mimeType, f.lastModified)
}

// FileClass is the File interface.
var FileClass = js.Define(js.Class[*File]{
	Name:   "File",
	Parent: BlobClass,
	Length: 2,
	Construct: func(c js.Call) *File {
		parts := readParts(c, c.Arg(0), "File")
		name := c.String(c.Arg(1))
		options := readOptions(c, c.Arg(2))
		lastModified := time.Now().UnixMilli()
		if v, ok := js.Member(options.bag, "lastModified"); ok {
			lastModified = c.Integer(v, 64, true, js.Modulo)
		}
		return NewFile(joinParts(c.Runtime, parts, options.native), name, options.mimeType, lastModified)
	},
	Attributes: []js.Attribute[*File]{
		{Name: "name", Get: func(c js.Call, f *File) goja.Value { return c.ToValue(f.name) }},
		{Name: "lastModified", Get: func(c js.Call, f *File) goja.Value { return c.ToValue(f.lastModified) }},
	},
})

// Class implements [js.Native].
func (*File) Class() js.Definer { return FileClass }

var _ blobber = (*File)(nil)
