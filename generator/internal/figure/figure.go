// Package figure holds how many of the cases of a large figure a test tries: all of them take hours.
//
// A test asks for its whole figure, as the design names it, and tries what it is given:
//
//	for i := range figure.Of(10_000) { … }
//
// That is one in 200, or one in as many as UPFRONT_ONE_IN says: .ci/run sets it to 50, and .ci/release to 1. The package is
// for tests alone.
package figure

import (
	"os"
	"strconv"
)

// Of returns how many of all cases to try, at least one.
func Of(all int) int { return max(1, all/oneIn()) }

// Every returns by how many cases to go on from one that is tried to the next, where a quick look goes on by step.
func Every(step int) int { return max(1, step*oneIn()/quick) }

// quick is how many cases there are for each one that a quick look tries.
const quick = 200

func oneIn() int {
	if n, err := strconv.Atoi(os.Getenv("UPFRONT_ONE_IN")); err == nil && n > 0 {
		return n
	}
	return quick
}
