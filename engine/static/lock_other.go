//go:build !unix

package static

import "sync"

var committing sync.Mutex

// lock keeps other builds of this process from putting their files in place at
// the same time.
func lock(string) (unlock func(), err error) {
	committing.Lock()
	return committing.Unlock, nil
}
