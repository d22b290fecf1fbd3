package syntax

import (
	"slices"
	"strings"

	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/yamltext"
)

// Announced is when a change of the offer comes, when customers were told, and why. From that day on the thing that has it
// below next: has the values that stand with it; a field that is not written stays as it is.
type Announced struct {
	Located
	From, Told Written[clock.Date]
	Because    Text
}

const nextDoc = "What it will be, and from which day: announced until then, and in force from then on"

// announcedFields returns the fields of every change.
func announcedFields[P any](at func(P) *Announced) []field[P] {
	return []field[P]{
		required("from", func(n P) *Written[clock.Date] { return &at(n).From }, date, "The day from which it is so; the build switches by itself").due(),
		optional("told", func(n P) *Written[clock.Date] { return &at(n).Told }, date, "The day on which customers were told, if that is not today"),
		optional("because", func(n P) *Text { return &at(n).Because }, text(), "Why, as customers will read it").such("Two of our four vans are being replaced until May."),
	}
}

// announcedTable returns the table of a change of something, of which one field at least has to be there.
func announcedTable[P any](what, help string, at func(P) *Announced, changes func(P) bool, fields ...field[P]) *table[P] {
	t := tableOf("a change of "+what, append(announcedFields(at), fields...)...)
	_, name, _ := strings.Cut(what, " ")
	t.check = func(d *decoder, n P) {
		if a := at(n); !a.IsPartial() && a.From.IsSet() && !changes(n) {
			d.problems.Add(diag.Problem{Rule: SchemaMissing, At: a.At, Message: "nothing says what the " + name + " is from then on", Help: "Write each field that changes, such as " + help + "."})
		}
	}
	return t
}

// NextPromise is a change of a promise, announced with its day.
type NextPromise struct {
	Announced
	Says, Short, Means Text
	Commitment         Text
	Within             Within
	AtLeast, AtMost    Measure
	Clock, Hours       Text
	Target             Percent
	Window             Written[clock.Window]
	Exclusions         []Exclusion // empty and not nil: nothing is excluded any more
	OnMiss             OnMiss
}

var nextPromiseTable = announcedTable("a promise", "within: 72h, and says: with the new sentence", func(n *NextPromise) *Announced { return &n.Announced }, (*NextPromise).changes,
	optional("says", func(n *NextPromise) *Text { return &n.Says }, text(), "The sentence from then on").such("We collect within 90 minutes of your booking."),
	optional("short", func(n *NextPromise) *Text { return &n.Short }, brief(60), "The same in a few words"),
	optional("means", func(n *NextPromise) *Text { return &n.Means }, text(), "What it means to the customer from then on").such("Book by 15:30 for a collection before 17:00."),
	optional("commitment", func(n *NextPromise) *Text { return &n.Commitment }, choice("guarantee", "target", "best-effort"), "guarantee, target or best-effort"),
	optional("within", func(n *NextPromise) *Within { return &n.Within }, withinForm(), "The time limit, or that of the levels that change"),
	optional("at_least", func(n *NextPromise) *Measure { return &n.AtLeast }, measure(), "The least"),
	optional("at_most", func(n *NextPromise) *Measure { return &n.AtMost }, measure(), "The most"),
	optional("clock", func(n *NextPromise) *Text { return &n.Clock }, clocks(), "calendar or business"),
	optional("hours", func(n *NextPromise) *Text { return &n.Hours }, id(), "The calendar of a business clock"),
	optional("target", func(n *NextPromise) *Percent { return &n.Target }, targetShare(), "How often you mean to keep it"),
	optional("window", func(n *NextPromise) *Written[clock.Window] { return &n.Window }, window, "The time over which you count"),
	optional("exclusions", func(n *NextPromise) *[]Exclusion { return &n.Exclusions }, orNone(listOf(exclusionTable.form())), "All causes that do not count from then on; [] for none"),
	optional("on_miss", func(n *NextPromise) *OnMiss { return &n.OnMiss }, onMissTable.form(), "What happens when you miss it"),
)

// NextOption is a change of an option, announced with its day.
type NextOption struct {
	Announced
	To           Measure
	Price, Needs Text
}

var nextOptionTable = announcedTable("an option", "price: £16 a run", func(n *NextOption) *Announced { return &n.Announced },
	func(n *NextOption) bool { return n.To.IsSet() || n.Price.IsSet() || n.Needs.IsSet() },
	optional("to", func(n *NextOption) *Measure { return &n.To }, measure(), "The limit from then on"),
	optional("price", func(n *NextOption) *Text { return &n.Price }, text(), "What it costs from then on").such("£12 a delivery"),
	optional("needs", func(n *NextOption) *Text { return &n.Needs }, text(), "What it takes from then on").such("A day's notice"),
)

// Then returns the option as it is once its change has come.
func (o Option) Then() Option {
	n := o.Next.Get()
	if n.To.IsSet() {
		o.To = n.To
	}
	replaceTexts([]*Text{&o.Price, &o.Needs}, n.Price, n.Needs)
	o.Next = nil
	return o
}

// OfferedPrice is the price of a service. That of one customer has no announced change: another waits for their yes.
type OfferedPrice struct {
	Price
	Next Rare[NextPrice]
}

// partOf makes a field of a thing that holds another of it.
func partOf[P, V any](at func(P) V, f field[V]) field[P] {
	return field[P]{key: f.key, doc: f.doc, required: f.required, isDue: f.isDue, schema: f.schema, read: func(d *decoder, n *yamltext.Node, into P) { f.read(d, n, at(into)) }}
}

var offeredPriceTable = func() *table[*OfferedPrice] {
	price := func(p *OfferedPrice) *Price { return &p.Price }
	t := tableOf[*OfferedPrice](priceTable.name).orText(func(p *OfferedPrice) *Text { return priceTable.short(price(p)) })
	for _, f := range priceTable.fields {
		t.fields = append(t.fields, partOf(price, f))
	}
	t.fields = append(t.fields, optional("next", func(p *OfferedPrice) *NextPrice { return p.Next.add() }, nextPriceTable.form(), nextDoc))
	return t
}()

// NextPrice is a change of a price, announced with its day.
type NextPrice struct {
	Announced
	Kind, Amount, Ceiling Text
	HoldsFor              Written[clock.Duration]
}

var nextPriceTable = announcedTable("a price", "amount: £52 a pallet", func(n *NextPrice) *Announced { return &n.Announced },
	func(n *NextPrice) bool {
		return n.Kind.IsSet() || n.Amount.IsSet() || n.Ceiling.IsSet() || n.HoldsFor.IsSet()
	},
	optional("kind", func(n *NextPrice) *Text { return &n.Kind }, priceKind(), "How it is made up from then on"),
	optional("amount", func(n *NextPrice) *Text { return &n.Amount }, text(), "How much from then on").such("£48"),
	optional("ceiling", func(n *NextPrice) *Text { return &n.Ceiling }, text(), "The most it can come to from then on").such("£600"),
	optional("holds_for", func(n *NextPrice) *Written[clock.Duration] { return &n.HoldsFor }, duration, "How long the new price stands"),
)

// Then returns the price as it is once its change has come.
func (p OfferedPrice) Then() OfferedPrice {
	n := p.Next.Get()
	replaceTexts([]*Text{&p.Kind, &p.Amount, &p.Ceiling}, n.Kind, n.Amount, n.Ceiling)
	if n.HoldsFor.IsSet() {
		p.HoldsFor = n.HoldsFor
	}
	p.Next = nil
	return p
}

// replaceTexts puts other texts in place of some, where they are written.
func replaceTexts(texts []*Text, others ...Text) {
	for i, other := range others {
		if other.IsSet() {
			*texts[i] = other
		}
	}
}

// orNone lets an empty list say that there is nothing.
func orNone[V any](f form[*[]V]) form[*[]V] {
	read := f.read
	f.read = func(d *decoder, n *yamltext.Node, into *[]V) {
		if read(d, n, into); n.Kind == yamltext.List && len(n.Items) == 0 {
			*into = []V{}
		}
	}
	return f
}

// changes reports whether anything changes.
func (n *NextPromise) changes() bool {
	return n.Says.IsSet() || n.Short.IsSet() || n.Means.IsSet() || n.Commitment.IsSet() || n.changesValue()
}

// changesValue reports whether anything changes that the words of a promise may name.
func (n *NextPromise) changesValue() bool {
	return n.Within.IsSet() || n.AtLeast.IsSet() || n.AtMost.IsSet() || n.Clock.IsSet() || n.Hours.IsSet() || n.Target.IsSet() || n.Window.IsSet() ||
		n.Exclusions != nil || n.OnMiss.NotifyWithin.IsSet() || n.OnMiss.Remedy.At != (diag.Place{})
}

// Then returns the promise as it is once its change has come. What it means is dropped where a value changes and the new
// meaning is not written: it might name the old one.
func (p Promise) Then() Promise {
	n := &p.Next
	if n.changesValue() {
		p.Means = Text{}
	}
	if n.Says.IsSet() {
		p.Short = Text{}
	}
	replaceTexts([]*Text{&p.Says, &p.Short, &p.Means, &p.Commitment, &p.Clock, &p.Hours}, n.Says, n.Short, n.Means, n.Commitment, n.Clock, n.Hours)
	p.Within = p.Within.then(n.Within)
	if n.AtLeast.IsSet() {
		p.AtLeast = n.AtLeast
	}
	if n.AtMost.IsSet() {
		p.AtMost = n.AtMost
	}
	if n.Target.IsSet() {
		p.Target = n.Target
	}
	if n.Window.IsSet() {
		p.Window = n.Window
	}
	if n.Exclusions != nil {
		p.Exclusions = n.Exclusions
	}
	if n.OnMiss.NotifyWithin.IsSet() {
		p.OnMiss.NotifyWithin = n.OnMiss.NotifyWithin
	}
	if n.OnMiss.Remedy.At != (diag.Place{}) {
		p.OnMiss.Remedy = n.OnMiss.Remedy
	}
	p.Since, p.Next = n.From, NextPromise{}
	return p
}

// then returns a time limit with another in its place: that of all, or those of some levels.
func (w Within) then(next Within) Within {
	switch {
	case next.All.IsSet() || len(w.Levels) == 0 && next.IsSet():
		return next
	case len(next.Levels) == 0:
		return w
	}
	w.Levels = slices.Clone(w.Levels)
	for _, l := range next.Levels {
		if i := slices.IndexFunc(w.Levels, func(e Entry[LevelWithin]) bool { return e.Key.V == l.Key.V }); i >= 0 {
			w.Levels[i] = l
		} else {
			w.Levels = append(w.Levels, l)
		}
	}
	return w
}
