package catalog

import (
	"fmt"
	"slices"
	"strings"

	"upfront/generator/diag"
	"upfront/generator/markdown"
	"upfront/generator/syntax"
)

// What the owner puts first: on the first screen of the home page, and on buttons.

// Action is the first thing that a reader may want to do: at a channel, else where the target leads.
type Action struct {
	Label   string
	Channel *Channel
	Target  Target
}

// firstScreen is how many promises, and how many things not done, the first screen has room for.
const firstScreen = 3

// resolveHome resolves what the first screen of the home page shows.
func (r *resolver) resolveHome() {
	home := r.Site.Home
	r.CountOn = chosen(r, "count_on", home.CountOn, r.promiseToShow)
	r.DoNotExpect = chosen(r, "do_not_expect", home.DoNotExpect, r.exclusionToShow)
	r.Action = r.action(home.Action)
	for _, c := range r.Capabilities {
		c.Action = r.action(c.Capability.Action)
	}
}

// chosen returns what the references of a list name, and reports those beyond the room that there is.
func chosen[T comparable](r *resolver, field string, names []syntax.Text, find func(syntax.Text) T) (out []T) {
	var none T
	for i, name := range names {
		if i == firstScreen {
			r.problems.Add(diag.Problem{Rule: syntax.SchemaValue, At: name.At, Message: fmt.Sprintf("%s has %d entries, and the first screen has room for %d", field, len(names), firstScreen),
				Help: fmt.Sprintf("Take out all but the %d that matter most.", firstScreen)})
			break
		}
		switch found := find(name); {
		case found == none:
		case slices.Contains(out, found):
			r.problems.Add(diag.Problem{Rule: diag.IDDuplicate, At: name.At, Message: fmt.Sprintf("%q is there twice", name.V), Help: "Remove one of them."})
		default:
			out = append(out, found)
		}
	}
	return out
}

func (r *resolver) promiseToShow(name syntax.Text) *Promise {
	p := lookUp(name, r.Promise, func() {
		r.reportUnshown(name, "promise", diag.Names(r.Promises, func(p *Promise) string { return p.Ref }), "write it in its capability, below promises:.")
	})
	if p != nil && (!p.Public() || p.Capability.Retired()) {
		r.reportNotPublic(name, p.Public())
		return nil
	}
	return p
}

func (r *resolver) exclusionToShow(name syntax.Text) *Excluded {
	var known []*Excluded
	for _, c := range r.Capabilities {
		known = append(known, slices.DeleteFunc(slices.Clone(c.Excluded), func(e *Excluded) bool { return e.Ref == "" })...)
	}
	find := func(ref string) *Excluded {
		e, _ := Find(known, func(e *Excluded) bool { return e.Ref == ref })
		return e
	}
	e := lookUp(name, find, func() {
		r.reportUnshown(name, "thing that you don't do", diag.Names(known, func(e *Excluded) string { return e.Ref }), "give the entry below excluded: an id:.")
	})
	if e != nil && e.Capability.Retired() {
		r.reportNotPublic(name, true)
		return nil
	}
	return e
}

func (r *resolver) reportUnshown(name syntax.Text, what string, known []string, where string) {
	if !r.reportHidden(name) {
		r.reportUnknown(diag.RefUnknown, name, what, r.LacksNames(name.V), known, where)
	}
}

func (r *resolver) reportNotPublic(name syntax.Text, public bool) {
	why, help := "is not public", "Name a public one, or remove visibility: where it is written."
	if public {
		why, help = "is in a capability that is no longer offered", "Name one of a capability that you offer."
	}
	r.problems.Add(diag.Problem{Rule: diag.RefUnknown, At: name.At, Message: fmt.Sprintf("%q %s, so the home page cannot show it", name.V, why), Help: help})
}

// action returns what an action leads to; nil where none is written, or where it leads nowhere, which is reported.
func (r *resolver) action(a syntax.Action) *Action {
	if !a.Label.IsSet() || !a.To.IsSet() {
		return nil
	}
	out := &Action{Label: a.Label.V, Channel: r.Channel(a.To.V)}
	if out.Channel != nil {
		return out
	}
	target, ok := r.MenuTarget(syntax.MenuItem{To: a.To})
	switch h := r.links.findHidden("content/site.yaml", a.To.V); {
	case ok && !syntax.LeadsSomewhere(a.To.V):
		r.problems.Add(unreachable("the action", a.To.V, a.To.At))
	case ok && target.Public:
		out.Target = target
		return out
	case h != nil:
		r.problems.Add(hiddenLinkProblem("the action", a.To.At, h))
	case ok && target.Needs != "":
		r.problems.Add(notMadeProblem(fmt.Sprintf("the action %q", a.Label.V), a.To.At, target))
	case ok:
		r.problems.Add(diag.Problem{Rule: markdown.LinkBroken, At: a.To.At, Message: fmt.Sprintf("the action %q leads to what is not public", a.Label.V), Help: "Name a public page, or a channel."})
	case r.NamesMissing.InSite && !isNear(a.To.V, r.channelIDs()):
	default:
		help := "Write a channel's id, the path of a page below content/, such as pages/about.md, or a whole web address."
		if ids := r.channelIDs(); len(ids) > 0 {
			help += " The channels are: " + strings.Join(ids, ", ") + "."
		}
		r.problems.Add(diag.Problem{Rule: markdown.LinkBroken, At: a.To.At, Message: fmt.Sprintf("the action %q leads nowhere: there is no %q", a.Label.V, a.To.V),
			Help: diag.DidYouMean(a.To.V, r.channelIDs(), help)})
	}
	return nil
}
