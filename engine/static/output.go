package static

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"syscall"

	"runner/loader/diagnostic"
)

// output is the directory that a build fills: a new one beside the old, which
// takes its place when everything is there.
type output struct {
	final  string          // site.OutDir
	temp   string          // stands in for final until commit
	client string          // where files go: temp, or a folder of it beside server code
	made   map[string]bool // directories that exist below temp
	public map[string]bool // slash paths copied from public/
	done   bool

	// Files are written while the next ones are rendered: creating a file is
	// mostly waiting.
	queue   chan file
	writers sync.WaitGroup
	failed  chan error // the first error, kept
}

type file struct {
	component, path, name string
	data                  []byte
}

// writers is how many files are written at once.
const writers = 4

// newOutput makes the new directory beside the final one, so that the rename at
// the end stays on one file system. client is where the static files belong:
// final itself, or a directory below it.
func newOutput(final, client string) (*output, error) {
	parent := filepath.Dir(final)
	if err := os.MkdirAll(parent, 0o777); err != nil {
		return nil, unwritable(final, err)
	}
	temp, err := os.MkdirTemp(parent, "."+filepath.Base(final)+"-*")
	if err != nil {
		return nil, unwritable(final, err)
	}
	if err := os.Chmod(temp, 0o755); err != nil {
		return nil, unwritable(final, err)
	}
	below, err := filepath.Rel(final, client)
	if err != nil {
		return nil, unwritable(client, err)
	}
	o := &output{final: final, temp: temp, client: filepath.Join(temp, below), made: map[string]bool{}, public: map[string]bool{},
		queue: make(chan file, 4*writers), failed: make(chan error, 1)}
	for range writers {
		o.writers.Go(o.writeQueued)
	}
	return o, nil
}

// writeQueued writes files until the queue is closed.
func (o *output) writeQueued() {
	for f := range o.queue {
		if err := os.WriteFile(f.name, f.data, 0o666); err != nil {
			select {
			case o.failed <- o.writeError(f.component, f.path, err):
			default: // there is an earlier one
			}
		}
	}
}

// drain waits until every file is written and returns the first error.
func (o *output) drain() error {
	if o.queue != nil {
		close(o.queue)
		o.writers.Wait()
		o.queue = nil
	}
	select {
	case err := <-o.failed:
		return err
	default:
		return nil
	}
}

func unwritable(dir string, err error) error {
	return diagnostic.New(diagnostic.OutDirNotWritable, dir, err.Error())
}

// write queues the file of a path, which component, a source file, wants. A path that is a folder of other files
// cannot be one. An error may be that of an earlier file.
func (o *output) write(component, path string, data []byte) error {
	name := filepath.Join(o.client, filepath.FromSlash(path))
	dir := filepath.Dir(name)
	if !o.made[dir] {
		if err := os.MkdirAll(dir, 0o777); err != nil {
			return o.writeError(component, path, err)
		}
		o.made[dir] = true
	}
	if name == o.client {
		return o.writeError(component, path, fs.ErrExist)
	}
	select {
	case err := <-o.failed:
		return err
	case o.queue <- file{component, path, name, data}:
		return nil
	}
}

func (o *output) writeError(component, path string, err error) error {
	// A file where a folder should be, or the other way round.
	if errors.Is(err, fs.ErrExist) || errors.Is(err, syscall.EISDIR) || errors.Is(err, syscall.ENOTDIR) {
		return diagnostic.New(diagnostic.OutputPathCollision, path).At(&diagnostic.Location{File: component})
	}
	return unwritable(filepath.Join(o.final, filepath.FromSlash(path)), err)
}

// copyDir copies public/ as it is. A missing one has nothing to copy.
func (o *output) copyDir(dir string) error {
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		relative, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		slash := "/" + filepath.ToSlash(relative)
		o.public[slash] = true
		return o.write("public"+slash, slash, data)
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

func (o *output) isPublic(path string) bool { return o.public[path] }

// commit puts the new directory in place of the old one. The old one's .git is
// kept, as Astro does.
func (o *output) commit() error {
	if err := o.drain(); err != nil {
		return err
	}
	unlock, err := lock(filepath.Dir(o.final))
	if err != nil {
		return unwritable(o.final, err)
	}
	defer unlock()
	old := o.temp + ".old"
	err = os.Rename(o.final, old)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		old = ""
	case err != nil:
		return unwritable(o.final, err)
	}
	if err := os.Rename(o.temp, o.final); err != nil {
		if old != "" {
			err = errors.Join(err, os.Rename(old, o.final))
		}
		return unwritable(o.final, err)
	}
	o.done = true
	if old == "" {
		return nil
	}
	if git := filepath.Join(old, ".git"); exists(git) {
		if err := os.Rename(git, filepath.Join(o.final, ".git")); err != nil {
			return unwritable(o.final, err)
		}
	}
	return os.RemoveAll(old)
}

// discard removes what an unfinished build has left.
func (o *output) discard() {
	_ = o.drain() // an error has been returned, or there was another
	if !o.done {
		os.RemoveAll(o.temp)
	}
}

func exists(name string) bool {
	_, err := os.Lstat(name)
	return err == nil
}
