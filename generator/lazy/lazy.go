// Package lazy makes what not every run of the program needs when it is first asked for. What is made when the program starts
// delays every command, also those that print a line.
package lazy

import (
	"regexp"
	"sync"
)

// Pattern returns a function that returns a regular expression, and compiles it when it is called first. It is kept out of
// line: there are hundreds of patterns, and each would have code of its own.
//
//go:noinline
func Pattern(text string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
}
