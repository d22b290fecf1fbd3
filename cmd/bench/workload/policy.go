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
	return document{t.id, y.String(), b.String()}
}

// policyHead writes the front matter of policy i.
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
		b.add("A request about %s is answered %s. See also [%s](%s.md).\n\n", lower(about.title), tag(about), lower(next.title), next.id)
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

func tag(c *capability) string { return `{{ promise "` + c.id + `.first-answer" }}` }
