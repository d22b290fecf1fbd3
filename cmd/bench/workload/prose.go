package workload

import "strings"

// Prose without promises: no durations, no vague words.

func sentence(r *random) string {
	s := capital(r.pick(who...)) + " " + r.pick(does...) + " " + r.pick(when...)
	if r.chance(35) {
		s += ", and " + r.pick(who...) + " " + r.pick(does...)
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
		out = append(out, capital(r.pick(who...))+" "+r.pick(does...)+".")
	}
	return out
}

func pickTwo(r *random, from []string) (out []string) {
	for _, i := range r.sample(len(from), 2) {
		out = append(out, from[i])
	}
	return out
}

var who = []string{
	"the engineer on duty", "your named contact", "the person who took the call", "the shift lead", "our accounts desk",
	"the owner of the work", "the engineer on site", "the trainer", "the person who decides", "a second engineer", "the keeper of the stores",
	"the planner", "the buyer", "a colleague who was not involved", "the person on your list", "the one who found it",
}
var does = []string{
	"writes the reason into the log", "keeps a copy of the request", "reads the change back to you", "asks for the second name on the list",
	"puts the note beside the agreement", "checks who may decide", "returns old equipment to the shelf", "marks the page that changed",
	"compares the bill with the order", "asks what a day without it costs", "leaves the old setting in place",
	"tells the next shift what is open", "labels the box", "signs the sheet", "takes a picture of the rack", "counts what is left on the shelf",
	"draws the way back before the way there", "names the page that the answer stands on", "crosses out what no longer holds",
	"asks back once more",
}
var when = []string{
	"before work begins", "after the first call", "when two requests meet", "at the monthly check-in", "so that the next person can pick it up",
	"while the office is open", "if the line drops", "once you have said yes", "with your list in hand",
	"in words that a new colleague understands", "before the bill goes out", "when the answer is no", "and dates the entry",
	"without waiting for a meeting", "and says so in the note", "even when nobody asks", "before leaving the building",
	"and keeps the key apart from the lock",
}
