//go:build linux

package main

import (
	"encoding/json"
	"fmt"

	"upfront/cmd/bench/workload"
)

// warm measures builds in fresh processes with the memory of an earlier build: nothing changed, one agreement edited, one
// capability edited, in turn. Before each of them, a build that is not measured brings the memory up to date.
func (b *bench) warm(s site) error {
	build := []string{"run", b.upfront, "build", "--json", "-C", s.upfront}
	contend := func(name string, edit *workload.Edit) *contender {
		return &contender{name: name, run: func() (sample, error) {
			if _, err := b.measure(build...); err != nil {
				return sample{}, err
			}
			if edit != nil {
				b.editCount++
				if err := s.edit(*edit, b.editCount); err != nil {
					return sample{}, err
				}
			}
			return b.measure(build...)
		}}
	}
	agreement, capability := workload.EditOfAgreement(), workload.EditOfCapability()
	sides := []*contender{contend("nothing changed", nil)}
	if b.wantsRow("one") {
		sides = append(sides, contend("one agreement edited", &agreement), contend("one capability edited", &capability))
	}
	if err := b.takeTurns(b.runs, sides...); err != nil {
		return err
	}
	unchanged := sides[0].cpu()
	b.table.set(s.n, sides[0].name+", fresh process, processor time", "at most 150 ms", "%v", unchanged)
	for i, side := range sides[1:] {
		var report struct{ Written []string }
		if err := json.Unmarshal([]byte(side.runs[len(side.runs)-1].Stdout), &report); err != nil {
			return fmt.Errorf("what build --json printed: %w", err)
		}
		b.table.set(s.n, side.name+", fresh process, processor time", "", "%v", side.cpu())
		b.table.set(s.n, side.name+", more than nothing changed", []string{"at most 50 ms", ""}[i], "%s", durationText(side.cpu().median()-unchanged.median()))
		b.table.set(s.n, side.name+", files written", "", "%d", len(report.Written))
	}
	return nil
}
