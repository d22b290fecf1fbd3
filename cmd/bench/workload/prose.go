package workload

import "strings"

// Prose without promises: no durations, no vague words.

func sentence(r *random) string {
	s := capital(r.pick(phrases["actors"]...)) + " " + r.pick(phrases["actions"]...) + " " + r.pick(phrases["occasions"]...)
	if r.chance(35) {
		s += ", and " + r.pick(phrases["actors"]...) + " " + r.pick(phrases["actions"]...)
	}
	return s + "."
}

func prose(r *random, count int) string {
	var out []string
	for count > 0 {
		s := sentence(r)
		count -= len(strings.Fields(s))
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func steps(r *random, n int) (out []string) {
	for range n {
		out = append(out, capital(r.pick(phrases["actors"]...))+" "+r.pick(phrases["actions"]...)+".")
	}
	return out
}

func pickTwo(r *random, from []string) (out []string) {
	for _, i := range r.sample(len(from), 2) {
		out = append(out, from[i])
	}
	return out
}
