//go:build !linux

package e2e

// becomeProgram does nothing: only Linux lets a test decide about the calls of a program.
func becomeProgram() {}
