// Upfront compiles what a business can do, how it behaves and what it agreed with each customer into a public site and
// one private page for each customer.
//
// This package holds flags, signals, exit codes and wiring. Each command has a file of its own, and root.go says how to
// add one. No other package reads the clock and the environment. It decides nothing about a site: how one is compiled
// stands in package generator.
//
// # Exit codes
//
//	0    all is well
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
	os.Exit(runUntilInterrupt(&program{env: parseEnvironment(os.Environ()), in: os.Stdin, out: os.Stdout, err: os.Stderr, clock: time.Now}, os.Args[1:]))
}
