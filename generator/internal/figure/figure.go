// Package figure decides how many cases a large test tries: all of them would take hours.
//
// A test names the number of all its cases, and tries as many as [Of] returns:
//
//	for i := range figure.Of(10_000) { … }
//
// That is one in 400, or one in as many as UPFRONT_ONE_IN says: .ci/run sets it to 50, and .ci/release to 1. The package is
// for tests alone.
package figure

import (
	"os"
	"strconv"
)

// Of returns how many of all cases to try, at least one.
func Of(all int) int { return max(1, all/oneIn()) }

// Every returns the step from one case that is tried to the next; step is that of a quick run.
func Every(step int) int { return max(1, step*oneIn()/quick) }

// quick is the number of cases of which a quick run tries one.
const quick = 400

func oneIn() int {
	if n, err := strconv.Atoi(os.Getenv("UPFRONT_ONE_IN")); err == nil && n > 0 {
		return n
	}
	return quick
}
