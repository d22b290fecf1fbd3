package catalog

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/markdown"
	"upfront/generator/syntax"
)

// The rules about names: what they stand for, and what has two of one kind.
const (
	PartnerUnknown diag.RuleID = "partner-unknown"
	LevelUndefined diag.RuleID = "level-undefined"
	hoursUnknown   diag.RuleID = "hours-unknown"
)

// Resolve returns the offer of a site's files. now is the build's "now"; zero stands for as_of in site.yaml.
// fixedPages are the pages and files that no author writes, to which texts may link.
func Resolve(files syntax.Files, now time.Time, fixedPages ...FixedPage) (*Offer, []diag.Problem) {
	if now.IsZero() {
		now = files.Site.AsOf.V
	}
	files = files.At(now)
	r := &resolver{Offer: &Offer{
		Site: files.Site, Partners: files.Partners, Glossary: files.Glossary, Assets: files.Assets, Static: files.Static, fixedPages: fixedPages, live: isLive(files.Site.URL.V),
		Zone:         cmp.Or(files.Site.Timezone.V, time.UTC),
		capabilities: map[string]*Capability{}, promises: map[string]*Promise{}, policies: map[string]*Policy{},
		documents: map[string]Target{}, hidden: map[string]*Hidden{}, NamesMissing: namesMissing(files),
	}}
	r.unlisted = files.Unlisted
	for _, name := range files.Agreements {
		r.customers = append(r.customers, strings.TrimSuffix(path.Base(name), ".yaml"))
	}
	r.Now = now.In(r.Zone)
	for _, h := range files.Hidden {
		r.addHidden(h)
	}
	r.resolveHours()
	r.resolveChannels()
	r.checkPeople()
	for _, c := range files.Capabilities {
		r.addCapability(c)
	}
	r.sortCapabilities()
	r.Renamed = renamed(r.Offer)
	for _, p := range files.Policies {
		r.addPolicy(p)
	}
	for _, p := range files.Pages {
		r.addPage(p)
	}
	for _, n := range files.Notices {
		r.addNotice(n)
	}
	slices.SortStableFunc(r.Notices, func(a, b *Notice) int { return b.When().Compare(a.When()) })
	r.linkBack()
	r.links = newLinkIndex(r.Offer)
	r.checkMenu()
	r.resolveHome()
	r.checkPictures()
	r.checkEvidence()
	r.checkAddresses()
	links := linkChecker{Offer: r.Offer}
	for _, file := range slices.Sorted(maps.Keys(r.documents)) {
		links.check(file, r.documents[file].Document)
	}
	r.problems.Append(links.problems.Problems...)
	return r.Offer, r.problems.Problems
}

type resolver struct {
	*Offer
	customers       []string // the ids of all agreements
	unlisted        bool     // of others too, which are not here
	lacksAgreements bool     // it was reported that there are none
	problems        diag.List
}

// reportUnknown reports a name that leads nowhere, and the name it may have meant; where is how to add it. Where names may
// be missing, since the file that has them could not be read as a whole, only a name that is nearly another one is reported.
// also are names that may be written in place of those that are known.
func (r *resolver) reportUnknown(rule diag.RuleID, name syntax.Text, what string, missing bool, known []string, where string, also ...string) {
	all := slices.Concat(known, also)
	if _, near := diag.Nearest(name.V, all); missing && !near {
		return
	}
	help := strings.ToUpper(where[:1]) + where[1:]
	if len(known) > 12 {
		help = fmt.Sprintf("There are %d to choose from, such as %s. Or: %s", len(known), strings.Join(known[:3], ", "), where)
	} else if len(known) > 0 {
		help = "There are: " + strings.Join(known, ", ") + ". Or: " + where
	}
	r.problems.Add(diag.Problem{Rule: rule, At: name.At, Message: fmt.Sprintf("there is no %s %q", what, name.V),
		Help: diag.DidYouMean(name.V, all, help)})
}

func (r *resolver) resolveHours() {
	for _, e := range r.Site.Hours {
		if e.Key.V == "always" {
			r.problems.Add(diag.Problem{Rule: syntax.SchemaValue, At: e.Key.At, Message: `the calendar "always" is built in`, Help: "Choose another name."})
			continue
		}
		h := clock.Hours{Name: e.Key.V, Openings: r.openings(e)}
		for _, d := range e.V.Holidays {
			if d.IsSet() {
				h.Holidays = append(h.Holidays, d.V)
			}
		}
		c, err := clock.NewCalendar(h, r.Zone)
		if err != nil {
			// The missing parts have been reported; the name is known, so that those who use it are not reported too.
			c = clock.Always(r.Zone)
		}
		r.Calendars = append(r.Calendars, &Calendar{Name: e.Key.V, Written: e.V, Unread: err != nil, Calendar: c})
	}
	r.Calendars = append(r.Calendars, &Calendar{Name: "always", Calendar: clock.Always(r.Zone)})
}

func (r *resolver) openings(e syntax.Entry[syntax.Hours]) []clock.Opening {
	h := e.V
	windows := slices.Clone(h.Windows)
	if h.From.IsSet() || h.To.IsSet() {
		windows = append(windows, syntax.HoursWindow{Located: h.Located, From: h.From, To: h.To})
	}
	report := func(rule diag.RuleID, at diag.Place, what, help string) {
		r.problems.Add(diag.Problem{Rule: rule, At: at, Message: fmt.Sprintf("the hours %q%s", e.Key.V, what), Help: help})
	}
	if len(windows) == 0 {
		report(syntax.SchemaMissing, e.Key.At, " never open", `Write days, from and to: {days: Mon-Fri, from: "09:00", to: "17:00"}.`)
	}
	var out []clock.Opening
	for i, w := range windows {
		days, refused := cmp.Or(w.Days, h.Days), w.IsPartial() || h.IsPartial() // which is a problem of its own
		if !days.IsSet() {
			if !refused {
				report(syntax.SchemaMissing, w.At, " do not say on which days", "Add days, such as days: Mon-Fri.")
			}
		} else if !w.From.IsSet() || !w.To.IsSet() {
			if !refused && i >= len(h.Windows) { // those of a window are missed where it is read
				report(syntax.SchemaMissing, w.At, " lack a beginning or an end", "Write both from and to.")
			}
		} else if o, err := clock.NewOpening(days.V, w.From.V, w.To.V); err != nil {
			report(syntax.SchemaValue, w.From.At, ": "+err.Error(), "Write an end that differs from the beginning.")
		} else {
			out = append(out, o)
		}
	}
	return out
}

func (r *resolver) resolveChannels() {
	ids := map[string]diag.Place{}
	for _, c := range r.Site.Channels {
		CheckID(&r.problems, c.ID, ids, "channel", "Give each channel an id of its own.")
		r.Channels = append(r.Channels, &Channel{Channel: c, Hours: r.calendar(c.Hours)})
	}
	for _, c := range r.Channels {
		name := c.Channel.Fallback
		if c.Fallback = r.channel(name); c.Fallback == c {
			r.problems.Add(diag.Problem{Rule: diag.RefUnknown, At: name.At, Message: fmt.Sprintf("the channel %q falls back on itself", c.ID.V),
				Help: "Name another channel."})
		}
	}
}

// CheckID reports an id that is among those of its kind, and adds it to them.
func CheckID(problems *diag.List, id syntax.Text, ids map[string]diag.Place, what, help string) {
	if first, twice := ids[id.V]; twice && id.IsSet() {
		problems.Add(diag.Problem{Rule: diag.IDDuplicate, At: id.At, Message: fmt.Sprintf("the %s %q is there twice; the first is on line %d", what, id.V, first.Line), Help: help})
	}
	ids[id.V] = id.At
}

func (r *resolver) checkPeople() {
	for _, reach := range r.Site.Leader.Reach {
		r.calendar(reach.Hours)
	}
	r.channel(r.Site.Complaints.First)
	r.contact(r.Site.Complaints.EscalateTo)
	seen := map[string]bool{}
	for _, l := range r.Site.Levels {
		if seen[l.ID.V] && l.ID.IsSet() {
			r.problems.Add(diag.Problem{Rule: diag.IDDuplicate, At: l.ID.At, Message: fmt.Sprintf("the level %q is there twice", l.ID.V),
				Help: "Give each level an id of its own."})
		}
		seen[l.ID.V] = true
	}
}

// lookUp returns what a name stands for: the zero value where none is written, or where it leads nowhere, which is reported.
func lookUp[T comparable](name syntax.Text, find func(string) T, report func()) (found T) {
	var none T
	if !name.IsSet() {
		return none
	}
	if found = find(name.V); found == none {
		report()
	}
	return found
}

func (r *resolver) calendar(name syntax.Text) *Calendar {
	return lookUp(name, r.Calendar, func() {
		names := diag.Names(r.Calendars, func(c *Calendar) string { return c.Name })
		r.reportUnknown(hoursUnknown, name, "calendar of hours", r.NamesMissing.InSite, names, fmt.Sprintf("write %s: under hours: in site.yaml.", name.V))
	})
}

func (r *resolver) channel(name syntax.Text) *Channel {
	return lookUp(name, r.Channel, func() {
		r.reportUnknown(diag.RefUnknown, name, "channel", r.NamesMissing.InSite, r.channelIDs(), "add it under channels: in site.yaml.")
	})
}

func (r *resolver) channelIDs() []string {
	return diag.Names(r.Channels, func(c *Channel) string { return c.ID.V })
}

func (r *resolver) contact(name syntax.Text) Contact {
	return lookUp(name, r.Contact, func() {
		where := "add it under channels: or people: in site.yaml."
		if name.V == "leader" {
			where = "add leader: to site.yaml, with name:, role: and reach:."
		}
		r.reportUnknown(diag.RefUnknown, name, "channel or person", r.NamesMissing.InSite, r.contactNames(), where, r.personNames()...)
	})
}

// contactNames returns the names that a contact may have.
func (r *resolver) contactNames() []string {
	names := append(r.channelIDs(), r.Site.People.Keys()...)
	if r.Site.Leader.Name.IsSet() {
		names = append(names, "leader")
	}
	return names
}

func (r *resolver) partner(name syntax.Text) *syntax.Partner {
	return lookUp(name, r.Partner, func() {
		r.reportUnknown(PartnerUnknown, name, "partner", r.NamesMissing.InPartners, r.Partners.Keys(), "add it to content/partners.yaml:"+PartnerLine(name))
	})
}

func (r *resolver) capability(name syntax.Text) *Capability {
	return lookUp(name, r.Capability, func() {
		if r.reportHidden(name) {
			return
		}
		ids := slices.Sorted(maps.Keys(r.capabilities))
		id, _, _ := strings.Cut(name.V, ".")
		r.reportUnknown(diag.RefUnknown, name, "capability", false, ids, "write it: upfront new capability "+id)
	})
}

// PartnerLine returns the line of a partner in content/partners.yaml, as help shows it.
func PartnerLine(name syntax.Text) string {
	return "\n  " + name.V + ": {name: their name, for: what they do, why: why they are better at it}"
}

// linkBack adds to capabilities the policies and notices that name them, newest notice first.
func (r *resolver) linkBack() {
	for _, p := range r.Policies {
		for _, c := range p.AppliesTo {
			c.Policies = append(c.Policies, p)
		}
	}
	for _, n := range r.Notices {
		for _, c := range n.Capabilities {
			c.Notices = append(c.Notices, n)
		}
	}
}

// TextPrefix stands before the ids in a text that is a part of a page: no part of the page has an id that begins so.
const TextPrefix = "h-"

// parseDocument parses the Markdown of a document and registers its file as the target of links.
func (r *resolver) parseDocument(s syntax.Source, t Target, visibility syntax.Text) *markdown.Document {
	o := markdown.Options{NoRemoteImages: visibility.V != "internal", Site: r.Site.URL.V}
	if t.Address == "" { // the home page has parts of its own around the text
		o.Prefix = TextPrefix
	}
	doc := markdown.Parse(s.File, max(s.Line, 1), s.Text, o)
	r.problems.Append(doc.Problems...)
	t.Document = doc
	t.broken = s.Broken || doc.CodeUnclosed
	r.documents[s.File] = t
	return doc
}
