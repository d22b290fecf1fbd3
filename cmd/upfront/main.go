// Upfront compiles what a business can do, how it behaves and what it agreed with each customer into a public site and
// one private page for each customer.
//
// This package holds flags, signals, exit codes and wiring: one file for each command, and the only place that reads
// the clock and the environment. What a site is and how it is compiled stands in package generator.
//
// # Exit codes
//
//	0    fine
//	1    the site has errors; with --strict, warnings
//	2    wrong usage
//	3    something could not be read or written
//	130  stopped with Ctrl-C
package main

import (
	"os"
	"time"
)

func main() {
	os.Exit(interruptible(&program{env: environment(os.Environ()), out: os.Stdout, err: os.Stderr, clock: time.Now}, os.Args[1:]))
}
