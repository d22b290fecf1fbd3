package workload

import (
	"fmt"
	"strings"
)

// policy returns policy i of n. The first has 600 words, the last 1,500.
func (o *offer) policy(i, n int) document {
	r, y := seed(23, i), &yaml{}
	t := topics[i%len(topics)]
	if i >= len(topics) {
		t.title += fmt.Sprintf(", part %d", i/len(topics)+1)
		t.id += fmt.Sprintf("-%d", i/len(topics)+1)
	}
	next := topics[(i+1)%min(n, len(topics))]
	policyHead(y, r, t, i, [3]*capability{o.capabilityAt(i), o.capabilityAt(i + 3), o.capabilityAt(i + 6)})
	b := &yaml{}
	b.add("%s\n\n", t.lead)
	goal := 600 + i*800/max(n-1, 1)
	for s, h := range r.sample(len(phrases["headings"]), len(phrases["headings"])) {
		b.add("## %s\n\n", phrases["headings"][h])
		for range r.between(1, 2) {
			b.add("%s\n\n", prose(r, r.between(40, 80)))
		}
		policySection(b, r, s, o.capabilityAt(i+s), next)
		if len(strings.Fields(b.String())) >= goal {
			break
		}
	}
	if i == 0 {
		b.add("The sheet for this policy is bench-word-policy.\n")
	}
	return document{"content/policies/" + t.id + ".md", y.String(), b.String()}
}

func policyHead(y *yaml, r *random, t topic, i int, to [3]*capability) {
	version := r.between(2, 4)
	effective := date(2026, 2, 2).AddDate(0, 0, r.between(0, 200))
	y.add("title: %s\nsummary: %s\nwhy: %s\nversion: %d\n", text(t.title), text(t.summary), text(t.why), version)
	y.add("effective: %s\nlast_reviewed: %s\nreview_by: %s\nowner: %s\napplies_to: [%s, %s, %s]\n", iso(effective), iso(effective.AddDate(0, 0, -10)),
		iso(effective.AddDate(1, 0, -10)), staff[i%len(staff)], to[0].id, to[1].id, to[2].id)
	y.add("changes:\n")
	for v := version; v >= 1; v-- {
		y.add("  - {version: %d, on: %s, effect: %s, note: %s}\n", v, iso(effective.AddDate(0, -7*(version-v), 0)), r.pick("stronger", "clearer"), item(r.pick(phrases["changeNotes"]...)))
	}
	y.add("exceptions:\n")
	for j, k := range r.sample(len(exceptions), 3) {
		b := exceptions[k]
		visibility := "public"
		if j == 2 {
			b, visibility = internalExceptions[i%len(internalExceptions)], "internal"
		}
		y.add("  - when: %s\n    do: %s\n    decides: %s\n    limit: £%d\n    visibility: %s\n", text(b[0]), text(b[1]), r.pick("the engineer on duty", "the desk lead", "the owner"), r.between(4, 40)*10, visibility)
	}
}

// policySection writes what section s has besides prose.
func policySection(b *yaml, r *random, s int, about *capability, next topic) {
	switch s % 4 {
	case 0:
		b.add("A request about %s is answered %s. See also [%s](%s.md).\n\n", lower(about.title), "{{ promise \""+about.id+".first-answer\" }}", lower(next.title), next.id)
	case 1:
		for j, step := range steps(r, 4) {
			b.add("%d. %s\n", j+1, step)
		}
		b.add("\n")
	case 2:
		b.add("| What happened | Who decides | What we do |\n| --- | --- | --- |\n")
		for range 4 {
			b.add("| %s | %s | %s |\n", capital(r.pick(phrases["events"]...)), capital(r.pick(phrases["actors"]...)), capital(r.pick(phrases["actions"]...)))
		}
		b.add("\n")
	default:
		b.add("> Ask {{ site.desk }} if a line here does not fit your case; **%s** %s.\n\n", r.pick(phrases["actors"]...), r.pick(phrases["actions"]...))
	}
}

type topic struct{ id, title, summary, why, lead string }

var topics = []topic{
	{"complaints", "How to complain", "Where a complaint goes and who reads it.", "A complaint is the cheapest advice there is.", "Write to us in your own words. A complaint has one owner from the first line to the last."},
	{"changes", "How we change things", "What happens before, during and after a change.", "Most faults we caused ourselves came from a change.", "A change has a reason, a date, a way back and a person who watches."},
	{"who-may-see", "Who may see your data", "Who opens what, and what is written down.", "You lend us the keys to the house.", "Nobody opens a file of yours without a reason that you could read."},
	{"who-goes-first", "Who goes first", "How we choose when two customers need us.", "The loudest voice should not decide.", "We go by what has stopped, and for how many people. The levels are on the page about how we count."},
	{"bills", "Bills and refunds", "What is on a bill and how to get money back.", "A bill is the letter of ours that you read most closely.", "One bill, one page, one person who can explain each row."},
	{"bad-news", "How we tell bad news", "Who is told, in which order, and what the message holds.", "Bad news keeps badly.", "You hear it from us, with what we know and with what we do not know yet."},
	{"leaving", "When you leave us", "What you take with you and what we keep.", "A door that opens both ways is easier to walk through.", "Everything that is yours goes with you, in a form that the next firm can read."},
	{"old-equipment", "Old equipment", "What becomes of disks, screens and batteries.", "A disk in a skip is a letter to a stranger.", "What you hand over is counted, wiped, and then sold, given away or taken apart."},
}

var exceptions = [][2]string{
	{"Somebody's health depends on it", "Do it first and talk about money later"},
	{"The fault was ours", "Waive the charge without being asked"},
	{"A small firm would have to close for the day", "Lend equipment from our own desks"},
	{"The person who decides cannot be reached", "Take the decision of the deputy and write it down"},
	{"A school is in its exam weeks", "Move our own work and not theirs"},
	{"A customer has waited twice for the same thing", "Send a second engineer"},
}
var internalExceptions = [][2]string{
	{"A customer of more than ten years asks for a favour", "Give it once a year and log it as a gift"},
	{"The bill is disputed for less than a day's wage", "Strike the row and keep the peace"},
	{"A rival made the mess we are asked to clean", "Clean it and say nothing about them"},
}
