// Package figure holds how many of the cases of a large figure a test tries: all of them take hours.
//
// A test asks for its whole figure, as docs and designs name it, and tries what it is given:
//
//	for i := range figure.Of(10_000) { … }
//
// That is a fiftieth, or as many fiftieths as UPFRONT_FIGURE says; .ci/release sets it to 50. The package is for tests
// alone.
package figure

import (
	"os"
	"strconv"
)

// Of returns how many of all cases to try, at least one.
func Of(all int) int {
	fiftieths := 1
	if n, err := strconv.Atoi(os.Getenv("UPFRONT_FIGURE")); err == nil {
		fiftieths = n
	}
	return max(1, all*fiftieths/50)
}
