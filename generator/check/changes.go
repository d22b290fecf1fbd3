package check

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/drift"
	"upfront/generator/syntax"
)

// WeakerTooSoon is the rule for a change for the worse that is announced too late.
const WeakerTooSoon diag.RuleID = "weaker-too-soon"

// changeRules judge whether a change for the worse is announced as long before as the site says.
var changeRules = []rule{
	{id: WeakerTooSoon, check: checkOfferChanges},
	{id: WeakerTooSoon, check: checkPolicyChanges},
}

// withNext returns promises, and each of those to come beside the one that it takes the place of.
func withNext(promises []*catalog.Promise) (all []*catalog.Promise) {
	for _, p := range promises {
		if all = append(all, p); p.Next != nil {
			all = append(all, p.Next.Is.Promise)
		}
	}
	return all
}

// checkOfferChanges reports a promise, an option or a price that gets weaker too soon. Where nobody can tell from the values,
// that is a warning.
func checkOfferChanges(r *report, o *catalog.Offer) {
	for _, c := range o.Capabilities {
		for _, one := range c.Announced() {
			if p := one.Promise(); one.Visibility() != "internal" && !r.isPartial(one) && (p == nil || !r.isPartial(p)) {
				r.checkOfferChange(one)
			}
		}
	}
}

func (r *report) checkOfferChange(c *catalog.Change) {
	differences := agreement.ChangesOf(c)
	effect := drift.Of(differences)
	var what string
	switch effect {
	case drift.Weaker:
		what = fmt.Sprintf("%s becomes weaker (%s)", changeName(c), differencesWords(differences, effect))
	case drift.Different:
		what = fmt.Sprintf("%s changes (%s), and may be weaker then", changeName(c), differencesWords(differences, effect))
	default:
		return
	}
	r.reportTooSoon(change{what, c.From, c.Told, []*catalog.Capability{c.Capability}, effect == drift.Weaker})
}

// changeName returns the name of what changes, for a sentence.
func changeName(c *catalog.Change) string {
	switch was := c.Was; {
	case was.Promise != nil:
		return strconv.Quote(was.Promise.ID.V)
	case was.Option != nil:
		return fmt.Sprintf("the option %s for %q", was.Option.To.Written, was.Option.Change.V)
	}
	return fmt.Sprintf("the price of %q", c.Capability.Title.V)
}

// differencesWords names the values that change with an effect: "within: 48h → 72h".
func differencesWords(all []drift.Difference, effect drift.Effect) string {
	var out []string
	for _, d := range all {
		if d.Effect == effect {
			out = append(out, fmt.Sprintf("%s: %s → %s", d.Field, cmp.Or(shorten(d.Was), "none"), cmp.Or(shorten(d.Is), "none")))
		}
	}
	return strings.Join(out, ", ")
}

// checkPolicyChanges reports a policy that gets weaker too soon.
func checkPolicyChanges(r *report, p *catalog.Policy) {
	if !p.Public() {
		return
	}
	for _, c := range p.Changes {
		if c.Effect.V == "weaker" && c.On.IsSet() && !c.On.V.Before(r.Today()) {
			r.reportTooSoon(change{fmt.Sprintf("%q becomes weaker", p.Title), c.On, c.Told, p.AppliesTo, true})
		}
	}
}

// change is a change to come for the worse.
type change struct {
	what    string
	on      syntax.Written[clock.Date]
	told    syntax.Written[clock.Date] // when customers were told, as the author says
	touched []*catalog.Capability
	worse   bool // it is certain that it is for the worse
}

// reportTooSoon reports a change that comes sooner after customers were told than the site says. Where nothing says when
// they were told, it is today; and since each later build would count anew, that is a warning.
func (r *report) reportTooSoon(c change) {
	ahead := r.Site.Notify.ChangeNotice
	if !ahead.IsSet() || ahead.V.Business || r.Now.IsZero() {
		return
	}
	told, known := r.ToldOf(c.on.V, c.told, c.touched...)
	problem := diag.Problem{At: c.on.At, Related: []diag.Related{{At: ahead.At, Note: "the time is here"}}}
	earliest := told.Add(ahead.V)
	switch {
	case c.on.V.Before(earliest):
		problem.Message = fmt.Sprintf("%s on %v, %s after customers are told, and changes for the worse are announced %v before", c.what, c.on.V, dayCount(told.DaysUntil(c.on.V)), ahead.V)
		problem.Help = fmt.Sprintf("Let it take effect on %v or later. If you told them before %v, write told: with that day.", earliest, told)
		if !c.worse {
			problem.Severity = diag.Warning
		}
	case c.worse && !known:
		problem.Severity = diag.Warning
		problem.Message = fmt.Sprintf("%s on %v, and nothing says when customers were told", c.what, c.on.V)
		problem.Help = fmt.Sprintf("Write told: %v, if that is the day on which you publish it. Without it each build counts from its own day, and from %v on that is too late.", told, c.on.V.Sub(ahead.V).AddDays(1))
	default:
		return
	}
	r.problems.Add(problem)
}

func dayCount(n int) string {
	if n == 1 {
		return "1 day"
	}
	return fmt.Sprintf("%d days", n)
}
