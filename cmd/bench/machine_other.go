//go:build !linux

package main

import (
	"os"
	"time"
)

// What only Linux is asked for. Without it nothing is known of memory and of other programs, and only writing has no
// processor time.

func peak(*os.ProcessState) int64 { return 0 }

func ownTime() time.Duration { return 0 }

func flushDisks() {}

func machineTime() time.Duration { return 0 }

func others(before, own, wall time.Duration) float64 { return 0 }

func timeOf(*os.Process) (time.Duration, bool) { return 0, false }

func processor() string { return "An unnamed processor" }
