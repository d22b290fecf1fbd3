package catalog

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"upfront/generator/diag"
	"upfront/generator/markdown"
	"upfront/generator/syntax"
)

func (r *resolver) addCapability(written syntax.Capability) {
	c := &Capability{Capability: written}
	r.Capabilities = append(r.Capabilities, c)
	r.capabilities[c.ID] = c
	c.Body = markdown.Parse(c.At.File, max(written.Body.At.Line, 1), []byte(written.Body.V), markdown.Options{Prefix: TextPrefix, Site: r.Site.URL.V, NoRemoteImages: true, Indent: max(written.Body.At.Column-1, 0)})
	r.problems.Append(c.Body.Problems...)
	c.Aliases = withFormer(c.Aliases, c.Formerly)
	r.documents[c.At.File] = Target{Kind: ToCapability, ID: c.ID, Address: c.Address(), Public: true, Document: c.Body}
	r.reportMarkdown(words{"title", written.Title}, words{"summary", written.Summary})
	r.CheckPerson(&r.problems, written.Owner)
	ids := map[string]diag.Place{}
	for _, e := range written.Scope.Excluded {
		CheckID(&r.problems, e.ID, ids, "id", capabilityIDHelp)
		excluded := &Excluded{Excluded: e, Capability: c, Refer: r.partner(e.Refer)}
		if e.ID.IsSet() {
			excluded.Ref = c.ID + "." + e.ID.V
		}
		c.Excluded = append(c.Excluded, excluded)
	}
	for _, m := range written.Fit.Poor {
		c.Poor = append(c.Poor, &Misfit{Misfit: m, Refer: r.partner(m.Refer)})
	}
	for _, p := range written.Promises {
		CheckID(&r.problems, p.ID, ids, "id", capabilityIDHelp)
		for _, d := range p.DependsOn {
			r.CheckNearPerson(&r.problems, d.Who)
		}
		r.addPromise(c, p)
	}
	for _, o := range written.Options {
		r.addOption(c, o)
	}
	r.addPrice(c)
	for _, s := range written.Escalation {
		c.Escalation = append(c.Escalation, &Step{Step: s, Contact: r.contact(s.To)})
	}
}

// withFormer returns former addresses with those that a capability had under its former ids.
func withFormer(aliases, formerly []syntax.Text) []syntax.Text {
	for _, id := range formerly {
		address := "/" + CapabilitiesFolder + id.V + "/"
		if !slices.ContainsFunc(aliases, func(a syntax.Text) bool { return strings.Trim(a.V, "/") == strings.Trim(address, "/") }) {
			aliases = append(slices.Clip(aliases), syntax.Text{V: address, At: id.At})
		}
	}
	return aliases
}

const capabilityIDHelp = "Give each promise and each thing you don't do an id of its own."

func (r *resolver) addPromise(c *Capability, written syntax.Promise) {
	p := r.promise(c, written)
	if written.Next.From.IsSet() { // as it is before that day, or from then on
		was, is := *p, r.promise(c, p.Then()) // what is wrong with both is reported once: problems are compacted
		change := r.change(c, written.Next.Announced, Part{Promise: &was}, Part{Promise: is})
		if p.Next = change; !change.isAhead {
			now := *is
			now.Last, p = change, &now
		}
	}
	c.Promises = append(c.Promises, p)
	r.Promises = append(r.Promises, p)
	r.promises[p.Ref] = p
}

// change returns a change that a file announces.
func (r *resolver) change(c *Capability, announced syntax.Announced, was, is Part) *Change {
	return &Change{Announced: announced, Capability: c, Was: was, Is: is, isAhead: r.Today().Before(announced.From.V)}
}

// addPrice makes the price what it is today.
func (r *resolver) addPrice(c *Capability) {
	next := c.Price.Next.Get()
	if !next.From.IsSet() {
		return
	}
	was, is := c.Price, c.Price.Then()
	change := r.change(c, next.Announced, Part{Price: &was.Price}, Part{Price: &is.Price})
	if c.NextPrice = change; !change.isAhead {
		c.Price, c.NextPrice, c.LastPrice = is, nil, change
	}
}

func (r *resolver) promise(c *Capability, written syntax.Promise) *Promise {
	p := &Promise{Promise: written, Ref: c.ID + "." + written.ID.V, Capability: c, Hours: r.calendar(written.Hours)}
	for _, e := range written.Within.Levels {
		level, ok := r.Level(e.Key.V)
		if !ok {
			r.reportUnknown(LevelUndefined, e.Key, "priority level", r.NamesMissing.InSite, diag.Names(r.Site.Levels, func(l syntax.Level) string { return l.ID.V }), fmt.Sprintf("add it under levels: in site.yaml, such as - {id: %s, name: Soon, when: …}.", e.Key.V))
			continue
		}
		p.Levels = append(p.Levels, LevelTerm{Level: level, Within: e.V.Within.V, Hours: r.calendar(e.V.Hours), At: e.V.At})
	}
	return p
}

func (r *resolver) addOption(c *Capability, written syntax.Option) {
	o := &Option{Option: written}
	c.Options = append(c.Options, o)
	if written.Change.IsSet() {
		r.findChanged(c, o)
	}
	if next := written.Next.Get(); next.From.IsSet() && o.Promise != nil {
		r.changeOption(c, o, next.Announced)
	}
}

// findChanged finds the promise that an option changes.
func (r *resolver) findChanged(c *Capability, o *Option) {
	written := &o.Option
	name, level, _ := strings.Cut(written.Change.V, ".")
	p, ok := Find(c.Promises, func(p *Promise) bool { return p.ID.V == name })
	if !ok {
		known := diag.Names(c.Promises, func(p *Promise) string { return p.ID.V })
		r.reportUnknown(diag.RefUnknown, written.Change, "promise of this capability", c.LacksNames(), known, "add it under promises:.")
		return
	}
	o.Promise, o.Level = p, level
	p.Options = append(p.Options, o)
	if level != "" && !slices.Contains(p.Within.Levels.Keys(), level) { // a level that the site does not have is reported there
		r.problems.Add(diag.Problem{Rule: LevelUndefined, At: written.Change.At, Message: fmt.Sprintf("the promise %q has no time for the level %q", name, level),
			Help: fmt.Sprintf("It has times for: %s.", strings.Join(p.Within.Levels.Keys(), ", "))})
	}
}

// changeOption makes an option what it is today.
func (r *resolver) changeOption(c *Capability, o *Option, announced syntax.Announced) {
	was, is := *o, *o
	is.Option = o.Then()
	change := r.change(c, announced, Part{Option: &was}, Part{Option: &is})
	if o.Next = change; !change.isAhead {
		o.Option, o.Next, o.Last = is.Option, nil, change
	}
}

// sortCapabilities puts offered and limited capabilities first, then paused, then retired ones; within these by category in the
// order of files, then by file name.
func (r *resolver) sortCapabilities() {
	first := map[string]int{}
	for i, c := range r.Capabilities {
		if _, ok := first[c.Category.V]; !ok {
			first[c.Category.V] = i
		}
	}
	rank := func(c *Capability) int { return slices.Index([]string{"paused", "retired"}, c.Status.V) }
	slices.SortStableFunc(r.Capabilities, func(a, b *Capability) int {
		return cmp.Or(rank(a)-rank(b), first[a.Category.V]-first[b.Category.V])
	})
	r.Promises = r.Promises[:0]
	for _, c := range r.Capabilities {
		r.Promises = append(r.Promises, c.Promises...)
	}
}
