// Package parallel says how many goroutines share the work of a build. It starts none.
package parallel

import "runtime"

// Workers returns how many goroutines share work that computes and waits for the disk in turn: two for each processor that
// the program may use, as GOMAXPROCS says.
func Workers() int { return 2 * runtime.GOMAXPROCS(0) }
