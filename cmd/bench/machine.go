//go:build linux

package main

import (
	"bytes"
	"os"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Processor time: that of a process, of this program, and of the whole machine.

const tick = 10 * time.Millisecond // in which Linux counts in /proc

func ownTime() time.Duration {
	var usage syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &usage) // which knows this process
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func flushDisks() { syscall.Sync() }

// machineTime returns how long all processors have been busy since the machine was started, with the time that a host took.
func machineTime() time.Duration {
	text, _ := os.ReadFile("/proc/stat")
	line, _, _ := strings.Cut(string(text), "\n")
	total := time.Duration(0)
	for i, field := range strings.Fields(line) {
		if n, err := strconv.Atoi(field); err == nil && slices.Contains([]int{1, 2, 3, 6, 7, 8}, i) { // user nice system irq softirq steal
			total += time.Duration(n) * tick
		}
	}
	return total
}

// otherPrograms returns the share of the machine that other programs used, less the error of the coarse ticks.
func otherPrograms(before, own, wall time.Duration) float64 {
	all := time.Duration(runtime.NumCPU())
	return max(0, float64(machineTime()-before-own-2*tick*all)/float64(wall*all))
}

// timeOf returns the processor time of a running process; 0 of one that has ended.
func timeOf(p *os.Process) time.Duration {
	text, err := os.ReadFile("/proc/" + strconv.Itoa(p.Pid) + "/stat")
	if err != nil {
		return 0
	}
	fields := strings.Fields(string(text[bytes.LastIndexByte(text, ')')+1:]))
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return time.Duration(user+system) * tick
}

func processor() string {
	text, _ := os.ReadFile("/proc/cpuinfo")
	if m := modelName.FindSubmatch(text); m != nil {
		return string(m[1])
	}
	return "an unnamed processor"
}

var modelName = regexp.MustCompile(`(?m)^model name\s*: *(.*\S)`)
