package loader

import "errors"

// Load reads the project at root once.
func Load(root string, o Options) (*Site, error) {
	l, err := Open(root, o)
	if err != nil {
		return nil, err
	}
	defer l.Close()
	return l.Load()
}

// Loader reads one project again and again, keeping what the bundler learned.
type Loader struct {
	root    string
	options Options
}

// Open prepares to load the project at root.
func Open(root string, o Options) (*Loader, error) { return &Loader{root: root, options: o}, nil }

// Load reads the project as it is now. An error means that there is no site;
// it is a *diagnostic.Diagnostic where the project is to blame.
func (l *Loader) Load() (*Site, error) { return nil, errors.New("loader: not implemented") }

// Close frees the bundler.
func (l *Loader) Close() error { return nil }

// FindRoot finds the project root above a pages directory.
func FindRoot(pagesDir string) (string, error) { return "", errors.New("loader: not implemented") }
