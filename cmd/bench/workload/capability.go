package workload

import (
	"slices"
	"strings"
)

type capability struct {
	id, title string
	service   service
	number    int
	promises  []promise
	options   []option
	excluded  []exclusion
	body      string
}

type promise struct{ id, within, clock string }
type option struct{ change, to string }

func (c *capability) promise(id string) (p promise, ok bool) {
	i := slices.IndexFunc(c.promises, func(p promise) bool { return p.id == id })
	if i < 0 {
		return promise{}, false
	}
	return c.promises[i], true
}

// audiences distinguish capabilities of the same service, where there are more than the 24 services.
var audiences = []string{"", "shops", "workshops", "clinics", "schools", "farms", "hotels", "offices abroad"}

func (c *capability) file() string { return "content/capabilities/" + c.id + ".yaml" }

func makeCapability(i int) *capability {
	s := services[i%len(services)]
	c := &capability{id: s.id, title: s.title, service: s, number: i}
	if a := audiences[i/len(services)]; a != "" {
		c.id, c.title = s.id+"-for-"+slug(a), s.title+" for "+a
	}
	c.excluded = []exclusion{s.excluded, commonExclusions[i%len(commonExclusions)]}
	c.promises = promisesOf(i)
	c.options = c.optional()
	r := seed(12, i)
	c.body = prose(r, 50) + "\n\n- " + strings.Join(steps(r, 3), "\n- ") + "\n\n" + prose(r, 65) + "\n"
	if i == 0 {
		c.body += "\nThe sheet for this service is bench-word-capability.\n"
	}
	return c
}

func promisesOf(i int) []promise {
	first := promise{"first-answer", []string{"2h", "4h", "8h"}[i%3], "business"}
	told := promise{"told-first", "1h", "calendar"}
	out := [][]promise{{first, {"put-right", "4h", "business"}}, {first, {"done-in", "5d", "business"}}, {first, {"finished", "3d", "business"}, told}}[i%3]
	if i%4 == 0 && !slices.Contains(out, told) {
		out = append(out, told)
	}
	return append(out, promise{"plain-note", "", ""})
}

func (c *capability) optional() (out []option) {
	faster := map[string][]string{"8h": {"4h", "2h"}, "4h": {"2h", "1h"}, "2h": {"1h"}}
	for _, to := range faster[c.promises[0].within] {
		out = append(out, option{"first-answer", to})
	}
	if _, ok := c.promise("put-right"); ok {
		out = append(out, option{"put-right.p1", "2h"})
	}
	if _, ok := c.promise("done-in"); ok {
		out = append(out, option{"done-in", "3d"})
	}
	return out
}

// yaml returns everything but the body. For Hugo it has the sums of the record, which Upfront counts itself.
func (c *capability) yaml(forHugo bool) string {
	r, s, y := seed(11, c.number), c.service, &yaml{}
	effective := date(2026, 3, 2).AddDate(0, 0, r.between(0, 180))
	y.add("title: %s\nsummary: %s\ncategory: %s\nstatus: offered\nversion: %d\neffective: %s\nreview_by: %s\nowner: %s\n",
		c.title, text(s.summary), s.category, r.between(1, 4), iso(effective), iso(effective.AddDate(1, 0, 0)), staff[c.number%len(staff)])
	c.scope(y)
	y.add("fit:\n")
	y.list("  ", "good", pickSome(r, phrases["goodFits"], 2)...)
	y.list("  ", "poor", pickSome(r, phrases["poorFits"], 2)...)
	y.add("  limits: {people: {at_least: %d, at_most: %d, unit: people}}\n", r.between(3, 8), r.between(12, 40)*10)
	y.add("customer_does:\n")
	y.items("  ", pickSome(r, phrases["customerDuties"], 2)...)
	y.add("  - {what: Name a deputy for the person who decides, within: 10d, clock: business, else: We wait for the person who decides}\n")
	y.add("promises:\n")
	for _, p := range c.promises {
		c.promiseYAML(y, p, forHugo)
	}
	y.add("options:\n")
	for _, o := range c.options {
		y.add("  - {change: %s, to: %s, price: £%d}\n", o.change, o.to, r.between(6, 40)*5)
	}
	y.add("aftercare:\n  - {when: %dd after the first day, do: %s}\n  - {every: %dmo, do: %s}\n  - {on: anniversary, do: %s}\n",
		r.between(2, 6)*7, item(r.pick(phrases["firstAftercare"]...)), r.between(2, 4)*3, item(r.pick(phrases["laterAftercare"]...)), item(r.pick(phrases["yearlyAftercare"]...)))
	y.add("price: {kind: fixed, amount: £%d, holds_for: 12mo}\n", r.between(8, 60))
	y.add("ask:\n")
	y.items("  ", pickSome(r, phrases["questions"], 3)...)
	return y.String()
}

func (c *capability) scope(y *yaml) {
	y.add("scope:\n")
	y.list("  ", "included", c.service.included...)
	y.add("  excluded:\n")
	for _, x := range c.excluded {
		y.add("    - id: %s\n      what: %s\n      because: %s\n      instead: %s\n", x.id, text(x.what), text(x.because), text(x.instead))
		if x.condition != "" {
			y.add("      if: %s\n", text(x.condition))
		}
		if x.refer != "" {
			y.add("      refer: %s\n", x.refer)
		}
	}
}
