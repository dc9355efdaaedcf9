//go:build unix

package static

import (
	"os"
	"syscall"
)

// lock keeps other builds, of this process and others, from putting their files
// in place below dir at the same time. The system drops it when a process dies.
func lock(dir string) (unlock func(), err error) {
	d, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	for {
		err = syscall.Flock(int(d.Fd()), syscall.LOCK_EX)
		if err != syscall.EINTR {
			break
		}
	}
	// A file system without locks is no reason not to build.
	return func() { _ = d.Close() }, nil
}
