package agreed

import (
	"slices"
	"strconv"
	"strings"

	"upfront/generator/clock"
	"upfront/generator/syntax"
)

// node is a field of terms: a text, a list of texts, a list of groups, or a group. Absent fields have no node.
type node struct {
	key    string
	text   string
	list   []string
	groups []nodes
	fields nodes
	word   bool // a text that is a word of YAML: true or false
	prose  bool // it is written and printed, and is no term: what it says is in other fields
}

type nodes []node

func (n *nodes) text(key string, t syntax.Text) {
	if strings.TrimSpace(t.V) != "" {
		*n = append(*n, node{key: key, text: t.V})
	}
}

func (n *nodes) prose(key string, t syntax.Text) {
	before := len(*n)
	if n.text(key, t); len(*n) > before {
		(*n)[before].prose = true
	}
}

// value adds a value that has one way to be written.
func value[T interface{ String() string }](n *nodes, key string, v syntax.Written[T]) {
	if v.IsSet() {
		*n = append(*n, node{key: key, text: v.V.String()})
	}
}

func (n *nodes) duration(key string, d syntax.Written[clock.Duration]) {
	if d.IsSet() {
		*n = append(*n, node{key: key, text: canonicalDuration(d.V)})
	}
}

func (n *nodes) measure(key string, m syntax.Measure) {
	if m.IsSet() {
		*n = append(*n, node{key: key, text: CanonicalMeasure(m)})
	}
}

func (n *nodes) flag(key string, b syntax.Written[bool]) {
	if b.IsSet() {
		*n = append(*n, node{key: key, text: strconv.FormatBool(b.V), word: true})
	}
}

func (n *nodes) number(key string, i syntax.Written[int]) {
	if i.IsSet() {
		*n = append(*n, node{key: key, text: strconv.Itoa(i.V)})
	}
}

func (n *nodes) texts(key string, all []syntax.Text) {
	var list []string
	for _, t := range all {
		if strings.TrimSpace(t.V) != "" {
			list = append(list, t.V)
		}
	}
	if len(list) > 0 {
		*n = append(*n, node{key: key, list: list})
	}
}

func (n *nodes) group(key string, fields nodes) {
	if len(fields) > 0 {
		*n = append(*n, node{key: key, fields: fields})
	}
}

// groupsOf adds a list of groups. Empty ones are left out.
func groupsOf[T any](n *nodes, key string, all []T, fields func(*T) nodes) {
	groups := make([]nodes, 0, len(all))
	for i := range all {
		if g := fields(&all[i]); len(g) > 0 {
			groups = append(groups, g)
		}
	}
	if len(groups) > 0 {
		*n = append(*n, node{key: key, groups: groups})
	}
}

// mapNodes adds a group with a field for each entry.
func mapNodes[T any](n *nodes, key string, all syntax.Map[T], fields func(*T) nodes) {
	group := make(nodes, 0, len(all))
	for i := range all {
		group.group(all[i].Key.V, fields(&all[i].V))
	}
	slices.SortFunc(group, func(x, y node) int { return strings.Compare(x.key, y.key) })
	n.group(key, group)
}

// canonicalDuration returns a duration, of minutes in hours where they are whole hours.
func canonicalDuration(d clock.Duration) string {
	if d.Unit == clock.Minute && d.N%60 == 0 {
		d.N, d.Unit = d.N/60, clock.Hour
	}
	return d.String()
}

// CanonicalMeasure returns the one way to write a measure.
func CanonicalMeasure(m syntax.Measure) string {
	switch m.Kind {
	case syntax.InTime:
		return canonicalDuration(m.Time)
	case syntax.InShare:
		return m.Share.String()
	case syntax.InQuantity:
		return strings.TrimSuffix(m.Quantity.N.String()+" "+m.Quantity.Unit, " ")
	}
	return Fold(m.Written)
}

const measureKey = "measure."

// lineField is a field of a line. One that was not written has no value.
type lineField struct{ key, value string }

// fieldsOfLine returns the fields of a line, in a fixed order.
func fieldsOfLine(l *syntax.Line) [15]lineField {
	m, window := l.Measure.Get(), ""
	if m.Window.IsSet() {
		window = m.Window.V.String()
	}
	return [...]lineField{{"said", l.Said.V}, {"understood", l.Understood.V}, {"answer", l.Answer.V}, {"because", l.Because.V}, {"instead", l.Instead.V}, {"if", l.If.V},
		{"blocked_by", l.BlockedBy.V}, {"refer", l.Refer.V}, {"backed_by", l.BackedBy.V}, {"level", l.Level.V}, {measureKey + "indicator", m.Indicator.V},
		{measureKey + "at_least", CanonicalMeasure(m.AtLeast)}, {measureKey + "at_most", CanonicalMeasure(m.AtMost)}, {measureKey + "within", CanonicalMeasure(m.Within)},
		{measureKey + "window", window}}
}

// restNodes returns all terms that are no line, each part under its name.
func restNodes(t *syntax.AgreedTerms) (n nodes) {
	mapNodes(&n, "promises", t.Promises, func(p **syntax.AgreedPromise) nodes { return promiseNodes(*p) })
	return append(n, termNodes(t)...)
}

// termNodes returns those that are no promise either.
func termNodes(t *syntax.AgreedTerms) (n nodes) {
	n = append(n, hourNodes(t)...)
	groupsOf(&n, "your_part", t.YourPart, dutyNodes)
	return append(n, ownNodes(t)...)
}

func hourNodes(t *syntax.AgreedTerms) (n nodes) {
	var hours nodes
	for _, h := range t.Hours {
		hours.text(h.Key.V, h.V)
	}
	n.group("hours", hours)
	return n
}

func dutyNodes(d *syntax.Duty) (n nodes) {
	n.text("what", d.What)
	n.duration("within", d.Within)
	n.text("clock", d.Clock)
	n.text("else", d.Else)
	return n
}

// ownNodes returns the terms that the agreement itself has, beside its lines.
func ownNodes(t *syntax.AgreedTerms) nodes {
	n := make(nodes, 0, 6)
	n.group("updates", updatesNodes(&t.Updates))
	price := make(nodes, 0, 4)
	price.text("kind", t.Price.Kind)
	price.text("amount", t.Price.Amount)
	price.text("ceiling", t.Price.Ceiling)
	price.duration("holds_for", t.Price.HoldsFor)
	n.group("price", price)
	groupsOf(&n, "exceptions", t.Exceptions, func(e *syntax.Granted) (g nodes) {
		g.text("policy", e.Policy)
		g.text("instead", e.Instead)
		g.text("because", e.Because)
		g.text("decides", e.Decides)
		return g
	})
	referral := make(nodes, 0, 4)
	referral.number("count", t.Referral.Count)
	referral.text("means", t.Referral.Means)
	referral.text("when", t.Referral.When)
	referral.texts("earned_if", t.Referral.EarnedIf)
	n.group("referral", referral)
	term := make(nodes, 0, 4)
	value(&term, "from", t.Term.From)
	term.duration("lasts", t.Term.Lasts)
	term.flag("renews", t.Term.Renews)
	term.duration("notice", t.Term.Notice)
	n.group("term", term)
	groupsOf(&n, "contract", t.Contract, func(c *syntax.Terms) (g nodes) {
		g.text("name", c.Name)
		g.text("version", c.Version)
		g.prose("url", c.URL)
		g.text("sha256", c.SHA256)
		return g
	})
	return n
}

func updatesNodes(u *syntax.Updates) nodes {
	n := make(nodes, 0, 4)
	n.text("cadence", u.Cadence)
	n.text("by", u.By)
	n.text("on", u.On)
	n.texts("also_at_once", u.AlsoAtOnce)
	return n
}

// promiseNodes returns a promise. Its sentence is a term only where no number says the same.
func promiseNodes(p *syntax.AgreedPromise) nodes {
	n := make(nodes, 0, 12)
	if p.Within.IsSet() || p.AtLeast.IsSet() || p.AtMost.IsSet() {
		n.prose("says", p.Says)
	} else {
		n.text("says", p.Says)
	}
	n.text("commitment", p.Commitment)
	n.group("indicator", indicatorNodes(&p.Indicator))
	n.duration("within", p.Within.All)
	mapNodes(&n, "within", p.Within.Levels, func(l *syntax.LevelWithin) (g nodes) {
		g.duration("within", l.Within)
		g.text("hours", l.Hours)
		return g
	})
	n.measure("at_least", p.AtLeast)
	n.measure("at_most", p.AtMost)
	n.text("clock", p.Clock)
	n.text("hours", p.Hours)
	value(&n, "target", p.Target)
	value(&n, "window", p.Window)
	groupsOf(&n, "excluded", p.Excluded, func(e *syntax.Exclusion) (g nodes) {
		g.text("id", e.ID)
		g.prose("what", e.What)
		g.duration("up_to", e.UpTo)
		return g
	})
	n.group("on_miss", missNodes(&p.OnMiss))
	before := len(n)
	if n.texts("if_missed", p.IfMissed); len(n) > before {
		n[before].prose = true
	}
	groupsOf(&n, "chosen", p.Chosen, func(c *syntax.AgreedChoice) (g nodes) {
		g.text("level", c.Level)
		g.measure("to", c.To)
		g.text("price", c.Price)
		g.text("needs", c.Needs)
		return g
	})
	return n
}

func indicatorNodes(i *syntax.Indicator) nodes {
	n := make(nodes, 0, 4)
	n.text("kind", i.Kind)
	n.text("from", i.From)
	n.text("to", i.To)
	n.text("of", i.Subject)
	n.text("paused", i.Paused)
	return n
}

func missNodes(m *syntax.OnMiss) (n nodes) {
	n.duration("notify_within", m.NotifyWithin)
	r := make(nodes, 0, 6)
	r.text("kind", m.Remedy.Kind)
	r.text("amount", m.Remedy.Amount)
	groupsOf(&r, "tiers", m.Remedy.Tiers, func(t *syntax.Tier) (g nodes) {
		value(&g, "below", t.Below)
		g.text("credit", t.Credit)
		return g
	})
	r.text("of", m.Remedy.Base)
	r.duration("claim_within", m.Remedy.ClaimWithin)
	r.text("cap", m.Remedy.Cap)
	r.flag("automatic", m.Remedy.Automatic)
	n.group("remedy", r)
	return n
}
