package main

import "runtime/debug"

// spacious lets the heap grow to the size given here before garbage is collected, where what is kept is much less. By
// the usual rule, at twice of what is kept, collecting would take a tenth of the time of a build. What is kept grows by
// about half a kilobyte for each agreement, so that a large site comes to the usual rule by itself.
func spacious(agreements int) {
	const heap, kept, each = 128 << 20, 20 << 20, 512
	debug.SetGCPercent(max(100, 100*heap/(kept+each*agreements)-100))
}
