package formdata

import (
	"runner/webapi/js"
)

// What follows stands in for webapi/blob until it is there.

// Blob is a Blob or a File.
type Blob interface{ js.Native }

// File is a file.
type File struct {
	js.Base
	data, name, typ string
}

func (f *File) Name() string    { return f.name }
func (f *File) Type() string    { return f.typ }
func (*File) Class() js.Definer { return fileClass }

var fileClass = js.Define(js.Class[*File]{Name: "File"})

func newFile(_ *js.Runtime, data, name, typ string) *File {
	return &File{data: data, name: name, typ: typ}
}

func asFile(_ *js.Runtime, b Blob, filename string, given bool) *File {
	f := *b.(*File)
	if given {
		f.name = filename
	}
	return &f
}
