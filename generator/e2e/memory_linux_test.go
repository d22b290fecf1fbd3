package e2e

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"upfront/generator/internal/figure"
)

// TestMillionRows holds that a record of a million rows takes at most 64 MB more than one of ten, of all that a check or a suggestion
// takes from the system.
func TestMillionRows(t *testing.T) {
	few, many := withCalls(t, 10), withCalls(t, figure.Of(1_000_000))
	for _, command := range []string{"check", "suggest"} {
		if more := peakMemory(t, many, command) - peakMemory(t, few, command); more > 64<<10 {
			t.Errorf("%s: a million rows take %d KB more than ten", command, more)
		}
	}
}

// peakMemory returns how many KB of memory a command takes at most. On a busy machine a command may end before it is looked at;
// then it runs again.
func peakMemory(t *testing.T, dir, command string) int {
	t.Helper()
	for range 100 {
		if most := watchedMemory(t, dir, command); most > 0 {
			return most
		}
	}
	t.Fatalf("%s ended before it was looked at, each time", command)
	return 0
}

// watchedMemory returns how many KB of memory a command took at most, as far as it was looked at while it ran. The figure that the kernel has for a process that ended is not it:
// that counts what the test itself took before, too.
func watchedMemory(t *testing.T, dir, command string) (most int) {
	t.Helper()
	c := exec.Command(upfront, command, "-C", dir)
	c.Env = environment()
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	go func() { done <- c.Wait() }()
	for {
		select {
		case err := <-done:
			if err != nil {
				t.Fatalf("%s: %v", command, err)
			}
			return most
		case <-time.After(time.Millisecond):
			most = max(most, highWater(c.Process.Pid))
		}
	}
}

// highWater returns how many KB of memory a process has taken at most until now; 0 where it has ended.
func highWater(pid int) (kilobytes int) {
	status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if _, line, ok := strings.Cut(string(status), "VmHWM:"); ok {
		fmt.Sscan(line, &kilobytes)
	}
	return kilobytes
}

// withCalls returns the folder of a site with a record of so many calls, of which two in three were kept within 48 hours.
func withCalls(t *testing.T, rows int) (dir string) {
	t.Helper()
	var calls bytes.Buffer
	calls.WriteString("id,from,to,note\n")
	for i := range rows {
		from := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(i%100_000) * time.Minute)
		fmt.Fprintf(&calls, "D%07d,%s,%s,\n", i, from.Format("2006-01-02 15:04"), from.Add(time.Duration(i%4000)*time.Minute).Format("2006-01-02 15:04"))
	}
	dir = t.TempDir()
	files{
		"site.yaml": `business: {name: Oak Joinery, what_we_do: Doors and stairs.}
timezone: Europe/London
as_of: 2026-03-20T12:00:00Z
leader: {name: Bo, role: Owner, reach: [{by: phone, at: "+44 1632 960000"}]}
hours: {office: {days: Mon-Fri, from: "09:00", to: "17:00"}}
channels: [{id: desk, by: phone, at: "+44 1632 960000", hours: office, respond_within: 4h, clock: business}]
complaints: {first: desk, escalate_to: leader, answer_within: 5d, clock: business}
`,
		"content/capabilities/doors.yaml": `title: Doors
summary: We hang doors.
effective: 2025-01-05
review_by: 2027-01-05
scope: {included: [A door]}
promises:
  - id: quick
    says: We come within 48 hours.
    commitment: target
    indicator: {kind: duration, from: called, to: came}
    within: 48h
    clock: calendar
    target: 50%
    window: 90d
    record: {file: records/calls.csv, from: from, to: to}
`,
		"content/records/calls.csv": calls.String(),
	}.write(t, dir)
	return dir
}
