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
	kinds := []*warmKind{{name: "nothing changed"}}
	if b.wantsRow("one") {
		kinds = append(kinds, &warmKind{name: "one agreement edited", goal: "at most 50 ms", edit: workload.EditOfAgreement()},
			&warmKind{name: "one capability edited", edit: workload.EditOfCapability()})
	}
	if _, err := b.measure(build...); err != nil {
		return err
	}
	for round := range b.runs + 1 {
		for _, k := range kinds {
			x, err := b.repeatIfDisturbed(func() (sample, error) {
				if _, err := b.measure(build...); err != nil {
					return sample{}, err
				}
				if k.edit.File != "" {
					b.editCount++
					if err := s.edit(k.edit, b.editCount); err != nil {
						return sample{}, err
					}
				}
				return b.measure(build...)
			})
			if err != nil {
				return err
			}
			if round == 0 {
				continue
			}
			var report struct{ Written []string }
			if err := json.Unmarshal([]byte(x.Stdout), &report); err != nil {
				return fmt.Errorf("what build --json printed: %w", err)
			}
			k.cpu, k.written = append(k.cpu, x.CPU), len(report.Written)
		}
	}
	for _, k := range kinds {
		b.addWarmRows(s.n, k, kinds[0].cpu)
	}
	return nil
}

// warmKind is one kind of build with a memory.
type warmKind struct {
	name, goal string
	edit       workload.Edit // no file: none
	cpu        times
	written    int
}

// addWarmRows adds the rows of one kind to the table.
func (b *bench) addWarmRows(n int, k *warmKind, unchanged times) {
	if k.edit.File == "" {
		b.table.set(n, k.name+", fresh process, processor time", "at most 150 ms", "%v", k.cpu)
		return
	}
	b.table.set(n, k.name+", fresh process, processor time", "", "%v", k.cpu)
	b.table.set(n, k.name+", more than nothing changed", k.goal, "%s", durationText(k.cpu.median()-unchanged.median()))
	b.table.set(n, k.name+", files written", "", "%d", k.written)
}
