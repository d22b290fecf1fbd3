//go:build linux

package main

import (
	"encoding/json"
	"fmt"

	"upfront/cmd/bench/workload"
)

// warm measures builds in fresh processes that know of an earlier one: nothing changed, one agreement edited, one
// capability edited, in turn. Before each of them, one that is not measured remembers what can be remembered.
func (b *bench) warm(s site) error {
	build := []string{"run", b.upfront, "build", "--json", "-C", s.upfront}
	kinds := []*warmKind{{what: "nothing changed"}}
	if b.wants("one") {
		kinds = append(kinds, &warmKind{what: "one agreement edited", reach: "at most 50 ms", edit: workload.EditOfAgreement()},
			&warmKind{what: "one capability edited", edit: workload.EditOfCapability()})
	}
	if _, err := b.apart(build...); err != nil {
		return err
	}
	for round := range b.runs + 1 {
		for _, k := range kinds {
			x, err := b.undisturbed(func() (sample, error) {
				if _, err := b.apart(build...); err != nil {
					return sample{}, err
				}
				if k.edit.File != "" {
					b.words++
					if err := s.edit(k.edit, b.words); err != nil {
						return sample{}, err
					}
				}
				return b.apart(build...)
			})
			if err != nil {
				return err
			}
			if round == 0 {
				continue
			}
			var report struct{ Written []string }
			if err := json.Unmarshal([]byte(x.Said), &report); err != nil {
				return fmt.Errorf("what build --json said: %w", err)
			}
			k.cpu, k.written = append(k.cpu, x.CPU), len(report.Written)
		}
	}
	for _, k := range kinds {
		b.putWarm(s.n, k, kinds[0].cpu)
	}
	return nil
}

// warmKind is one kind of build that knows of an earlier one.
type warmKind struct {
	what, reach string
	edit        workload.Edit // no file: none
	cpu         times
	written     int
}

func (b *bench) putWarm(n int, k *warmKind, unchanged times) {
	if k.edit.File == "" {
		b.table.put(n, k.what+", fresh process, processor time", "at most 150 ms", "%v", k.cpu)
		return
	}
	b.table.put(n, k.what+", fresh process, processor time", "", "%v", k.cpu)
	b.table.put(n, k.what+", more than nothing changed", k.reach, "%s", short(k.cpu.median()-unchanged.median()))
	b.table.put(n, k.what+", files written", "", "%d", k.written)
}
