package generator

import (
	"iter"

	"upfront/generator/agreement"
	"upfront/generator/check"
	"upfront/generator/diag"
	"upfront/generator/syntax"
)

// judged is one agreement, read and judged.
type judged struct {
	path      string
	agreement *agreement.Agreement
	problems  []diag.Problem
}

// ahead is how many agreements are read before the one that is waited for is done: enough to keep two workers busy, and
// few enough that memory does not grow with their number.
const (
	ahead   = 64
	workers = 2
)

// agreements reads and judges every agreement, in the order of their paths, by two workers. Each is dropped by whoever
// ranges over them.
func (s *Site) agreements() iter.Seq2[int, judged] {
	return func(yield func(int, judged) bool) {
		type slot struct {
			path string
			done chan judged
		}
		work, order, stop := make(chan slot), make(chan slot, ahead), make(chan struct{})
		defer close(stop)
		for range workers {
			go func() {
				for job := range work {
					job.done <- s.judge(job.path)
				}
			}()
		}
		go func() {
			defer close(work)
			defer close(order)
			for _, path := range s.files.Agreements {
				job := slot{path, make(chan judged, 1)}
				select {
				case order <- job:
				case <-stop:
					return
				}
				select {
				case work <- job:
				case <-stop:
					return
				}
			}
		}()
		i := 0
		for job := range order {
			if !yield(i, <-job.done) {
				return
			}
			i++
		}
	}
}

func (s *Site) judge(path string) judged {
	written, problems := syntax.ReadAgreement(s.input.Tree, path, s.Offer.Zone)
	out := judged{path: path}
	if len(problems) == 0 || written.At.File != "" {
		resolved, more := agreement.Resolve(s.Offer, written)
		problems = append(problems, more...)
		problems = append(problems, check.Agreement(s.Offer, resolved)...)
		out.agreement = resolved
	}
	out.problems = s.settle(problems)
	return out
}
