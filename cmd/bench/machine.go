//go:build linux

package main

import (
	"bytes"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

const tick = 10 * time.Millisecond // in which Linux counts in /proc

// peak gives how much memory an ended process needed at most, in bytes.
func peak(p *os.ProcessState) int64 {
	usage, ok := p.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	return int64(usage.Maxrss) << 10
}

// ownTime is the processor time of this process.
func ownTime() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func flushDisks() { syscall.Sync() }

// machineTime is how long all processors have been busy since the machine was started, with what a host took away.
func machineTime() time.Duration {
	text, err := os.ReadFile("/proc/stat")
	if err != nil {
		return 0
	}
	line, _, _ := strings.Cut(string(text), "\n")
	total := time.Duration(0)
	for i, field := range strings.Fields(line) {
		if n, err := strconv.Atoi(field); err == nil && slices.Contains([]int{1, 2, 3, 6, 7, 8}, i) { // user nice system irq softirq steal
			total += time.Duration(n) * tick
		}
	}
	return total
}

// others is the share of the machine that other programs used, less what the coarse ticks may be wrong by.
func others(before, own, wall time.Duration) float64 {
	all := time.Duration(runtime.NumCPU())
	return max(0, float64(machineTime()-before-own-2*tick*all)/float64(wall*all))
}

// timeOf is the processor time of a process that runs.
func timeOf(p *os.Process) (used time.Duration, ok bool) {
	text, err := os.ReadFile("/proc/" + strconv.Itoa(p.Pid) + "/stat")
	if err != nil {
		return 0, false
	}
	fields := strings.Fields(string(text[bytes.LastIndexByte(text, ')')+1:]))
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return time.Duration(user+system) * tick, true
}

// processor is the name of the processor.
func processor() string {
	text, _ := os.ReadFile("/proc/cpuinfo")
	for line := range strings.SplitSeq(string(text), "\n") {
		if key, name, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(key) == "model name" {
			return strings.TrimSpace(name)
		}
	}
	return "an unnamed processor"
}
