package syntax

import (
	"fmt"
	"slices"

	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/lazy"
	"upfront/generator/yamltext"
)

// Promise is one published promise.
type Promise struct {
	Located
	ID, Says, Short   Text
	Commitment        Text
	Indicator         Indicator
	Within            Within
	AtLeast, AtMost   Measure
	By, Clock, Hours  Text
	Target            Percent
	Window            Written[clock.Window]
	Since             Written[clock.Date]
	Exclusions        []Exclusion
	Record            Record
	OnMiss            OnMiss
	DependsOn         []Dependence
	Acknowledge       Acknowledge
	Means, Visibility Text
	Next              NextPromise
	Formerly          []Text

	Unread bool // a value that decides what is counted was refused, so nothing may be counted
}

// Indicator says what is measured.
type Indicator struct {
	Located
	Kind, From, To, Subject, Paused, Evidence Text // Subject is the YAML field "of"
}

// Within is a time limit: one for all, or one for each priority level.
type Within struct {
	Located
	All    Written[clock.Duration]
	Levels Map[LevelWithin]
}

// IsSet reports whether a time limit was written.
func (w Within) IsSet() bool { return w.All.IsSet() || len(w.Levels) > 0 }

// LevelWithin is the time limit of one level.
type LevelWithin struct {
	Located
	Within Written[clock.Duration]
	Hours  Text
}

// Exclusion is a cause that does not count against the promise.
type Exclusion struct {
	Located
	ID, What Text
	UpTo     Written[clock.Duration] // at most so much of it in each window, of an availability
}

// Record says where what happened is written down.
type Record struct {
	Located
	File, From, To, Due, Took, TookIn, ID, Paused, Level, Excluded, OK, Total, Down, Customer, Paid, Format Text
	Levels, ExcludedAs                                                                                      Map[Text] // by what a cell says
	Empty                                                                                                   []Text
	Notices                                                                                                 Text
}

// Dependence is somebody whose part a promise needs.
type Dependence struct {
	Located
	Who, What Text
}

// Acknowledge lets a promise stand for a while though the record does not bear it.
type Acknowledge struct {
	Located
	Until   Written[clock.Date]
	Because Text
}

var promiseTable = tableOf("a promise",
	required("id", func(p *Promise) *Text { return &p.ID }, id(), "A short name for references"),
	required("says", func(p *Promise) *Text { return &p.Says }, text(), "The sentence that a customer could quote back"),
	optional("short", func(p *Promise) *Text { return &p.Short }, brief(60), "The same in a few words, for the first screen and lists"),
	counting(required("commitment", func(p *Promise) *Text { return &p.Commitment }, choice("guarantee", "target", "best-effort"), "guarantee (with a remedy), target, or best-effort (without a number)")),
	counting(optional("indicator", func(p *Promise) *Indicator { return &p.Indicator }, indicatorTable.form(), "What is measured")),
	counting(optional("within", func(p *Promise) *Within { return &p.Within }, withinForm(), "The time limit, or one for each level")),
	counting(optional("at_least", func(p *Promise) *Measure { return &p.AtLeast }, measure(), "The least, such as 99.9%")),
	counting(optional("at_most", func(p *Promise) *Measure { return &p.AtMost }, measure(), "The most, such as 1%")),
	counting(optional("by", func(p *Promise) *Text { return &p.By }, choice("level"), "level, where the time depends on the priority level")),
	counting(optional("clock", func(p *Promise) *Text { return &p.Clock }, clocks(), "calendar, or business to count working hours alone")),
	counting(optional("hours", func(p *Promise) *Text { return &p.Hours }, id(), "The calendar of a business clock")),
	counting(optional("target", func(p *Promise) *Percent { return &p.Target }, targetShare(), "How often you mean to keep it, such as 95%")),
	counting(optional("window", func(p *Promise) *Written[clock.Window] { return &p.Window }, window, "The time over which you count: 90d, or month, quarter, year").otherwise("90d")),
	counting(optional("since", func(p *Promise) *Written[clock.Date] { return &p.Since }, date, "The day from which you promise it as it stands here: what began before is no miss")),
	counting(optional("exclusions", func(p *Promise) *[]Exclusion { return &p.Exclusions }, listOf(exclusionTable.form()), "Causes that do not count against it")),
	counting(optional("record", func(p *Promise) *Record { return &p.Record }, recordTable.form(), "Where what happened is written down")),
	optional("on_miss", func(p *Promise) *OnMiss { return &p.OnMiss }, onMissTable.form(), "What happens when you miss it"),
	optional("depends_on", func(p *Promise) *[]Dependence { return &p.DependsOn }, listOf(dependenceTable.form()), "Whose part it needs"),
	optional("acknowledge", func(p *Promise) *Acknowledge { return &p.Acknowledge }, acknowledgeTable.form(), "Lets it stand for a while though the record does not bear it"),
	optional("means", func(p *Promise) *Text { return &p.Means }, text(), "What it means to the customer, in one plain sentence"),
	optional("visibility", func(p *Promise) *Text { return &p.Visibility }, visibility(), "public, customer or internal").otherwise("public"),
	optional("formerly", func(p *Promise) *[]Text { return &p.Formerly }, oneOrMore(id()), "Its former ids: what was agreed under them is still this").such("on-call"),
	counting(optional("next", func(p *Promise) *NextPromise { return &p.Next }, nextPromiseTable.form(), nextDoc)),
).withFormer(map[string]string{"promise": "says", "text": "says", "sla": "target", "max": "at_most", "min": "at_least"})

// counting marks a field that decides what is counted. Where its value is refused, [Promise.Unread] says so: a count that
// went on without it would be one of another promise.
func counting(f field[*Promise]) field[*Promise] {
	return f.flagging(func(p *Promise) *bool { return &p.Unread })
}

// promiseForm reads a promise. A field that is misspelt or there twice may be one that decides what is counted.
func promiseForm() form[*Promise] {
	f := promiseTable.form()
	f.read = func(d *decoder, n *yamltext.Node, p *Promise) {
		before := len(d.problems.Problems)
		promiseTable.read(d, n, p)
		p.Unread = p.Unread || slices.ContainsFunc(d.problems.Problems[before:], func(found diag.Problem) bool {
			return slices.Contains([]diag.RuleID{schemaUnknownKey, yamltext.DuplicateKey}, found.Rule)
		})
	}
	return f
}

func visibility() form[*Text] { return visibleTo("public", "customer", "internal") }

var indicatorTable = tableOf("an indicator",
	optional("kind", func(i *Indicator) *Text { return &i.Kind }, choice("duration", "response", "resolution", "on-time", "availability", "quantity", "statement"), "duration, response, resolution, on-time (on the day agreed), availability, quantity or statement"),
	optional("from", func(i *Indicator) *Text { return &i.From }, text(), "When the clock starts"),
	optional("to", func(i *Indicator) *Text { return &i.To }, text(), "When the clock stops"),
	optional("of", func(i *Indicator) *Text { return &i.Subject }, text(), "What is counted or must be available"),
	optional("paused", func(i *Indicator) *Text { return &i.Paused }, text(), "When the clock stands still"),
	optional("evidence", func(i *Indicator) *Text { return &i.Evidence }, text(), "What shows that it was kept"),
)

var levelWithinTable = tableOf("the time of a level",
	required("within", func(l *LevelWithin) *Written[clock.Duration] { return &l.Within }, duration, "The time limit"),
	optional("hours", func(l *LevelWithin) *Text { return &l.Hours }, id(), "The calendar that counts"),
)

var noTime = lazy.Pattern(`^\s*0+(\.0*)?\s*[a-z]*\s*$`)

// withinForm reads "48h", or "{p1: 4h, p2: {within: 8h, hours: office}}".
func withinForm() form[*Within] {
	level := oneOr(func(l *LevelWithin) *Written[clock.Duration] { return &l.Within }, duration,
		func(l *LevelWithin) *LevelWithin { return l }, levelWithinTable.form())
	limit := form[*Written[clock.Duration]]{schema: duration.schema, read: func(d *decoder, n *yamltext.Node, into *Written[clock.Duration]) {
		if !noTime().MatchString(n.Text) {
			duration.read(d, n, into)
			return
		}
		d.problems.Add(diag.Problem{Rule: SchemaType, At: d.at(n), Message: fmt.Sprintf("%q is no time at all, so the promise would be missed however quick you are", n.Text),
			Help: "Write how long it may take. For the day or time that was agreed, leave within: out, and write indicator: {kind: on-time}, with due: below record:."})
	}}
	return oneOr(func(w *Within) *Written[clock.Duration] { return &w.All }, limit,
		func(w *Within) *Map[LevelWithin] { return &w.Levels }, mapOf("times by level", "p1: 4h", levelID(), level))
}

// oneOr reads a scalar into one part of a thing, and anything else into another.
func oneOr[P, S, G any](scalar func(P) S, one form[S], rest func(P) G, other form[G]) form[P] {
	return form[P]{schema: anyOf(one.schema, other.schema), read: func(d *decoder, n *yamltext.Node, into P) {
		setPlace(into, d.at(n))
		if n.Kind == yamltext.Scalar {
			one.read(d, n, scalar(into))
			return
		}
		other.read(d, n, rest(into))
	}}
}

var exclusionTable = tableOf("an exclusion",
	required("id", func(e *Exclusion) *Text { return &e.ID }, id(), "The word that the record uses"),
	required("what", func(e *Exclusion) *Text { return &e.What }, text(), "The cause, in words"),
	optional("up_to", func(e *Exclusion) *Written[clock.Duration] { return &e.UpTo }, duration, "For availability: at most so much of it in each window, such as 8h of planned maintenance; more counts as time without service"),
)

var recordTable = tableOf("a record",
	optional("file", func(r *Record) *Text { return &r.File }, text(), "The CSV file, below content/"),
	optional("from", func(r *Record) *Text { return &r.From }, text(), "The column with the start"),
	optional("to", func(r *Record) *Text { return &r.To }, text(), "The column with the end"),
	optional("due", func(r *Record) *Text { return &r.Due }, text(), "The column with the day or time that was agreed, for kind: on-time").such("promised"),
	optional("took", func(r *Record) *Text { return &r.Took }, text(), "The column with how long it took, in place of to: 0:46:00, or 1h 3m, or a number").such("duration"),
	optional("took_in", func(r *Record) *Text { return &r.TookIn }, choice("seconds", "minutes", "hours", "days"), "What a number in the column took counts: seconds, minutes, hours or days"),
	optional("id", func(r *Record) *Text { return &r.ID }, text(), "The column that names the case: of several rows of one case the last counts").such("ticket"),
	optional("paused", func(r *Record) *Text { return &r.Paused }, text(), "The column with time that does not count: minutes, or such as 4d"),
	optional("level", func(r *Record) *Text { return &r.Level }, text(), "The column with the priority level"),
	optional("levels", func(r *Record) *Map[Text] { return &r.Levels }, mapOf("levels by what the column says", "P3 - Normal: p3", text(), levelID()), "Which level each value of the column means, where it is neither its id nor its name").such("Sev 1: urgent"),
	optional("excluded", func(r *Record) *Text { return &r.Excluded }, text(), "The column that names an exclusion"),
	optional("excluded_as", func(r *Record) *Map[Text] { return &r.ExcludedAs }, mapOf("exclusions by what the column says", "Cancelled by customer: cancelled", text(), id()), "Which exclusion a value of the column means; others mean none").such("snow: weather"),
	optional("ok", func(r *Record) *Text { return &r.OK }, text(), "The column that says or counts what was kept"),
	optional("total", func(r *Record) *Text { return &r.Total }, text(), "The column with how many there were"),
	optional("down", func(r *Record) *Text { return &r.Down }, text(), "The column with minutes without service").such("minutes down"),
	optional("customer", func(r *Record) *Text { return &r.Customer }, text(), "The column with the customer, where it is not called customer").such("account"),
	optional("paid", func(r *Record) *Text { return &r.Paid }, text(), "The column with what you paid or credited for a miss").such("credited"),
	optional("empty", func(r *Record) *[]Text { return &r.Empty }, listOf(text()), "Values that mean nothing, beside an empty field, -, ?, N/A, NULL").such("unknown"),
	optional("format", func(r *Record) *Text { return &r.Format }, text(), "How times are written, such as DD.MM.YYYY HH:mm, or excel"),
	optional("notices", func(r *Record) *Text { return &r.Notices }, noticeKinds(), "The kind of notice whose noticed and told are counted"),
)

var dependenceTable = tableOf("a dependence",
	required("who", func(d *Dependence) *Text { return &d.Who }, text(), "Who"),
	required("what", func(d *Dependence) *Text { return &d.What }, text(), "Does what"),
)

var acknowledgeTable = tableOf("acknowledge",
	required("until", func(a *Acknowledge) *Written[clock.Date] { return &a.Until }, date, "The day it ends, such as 2026-05-01").due(),
	required("because", func(a *Acknowledge) *Text { return &a.Because }, text(), "Why, as customers will read it").such("Two of our four vans are being replaced until May."),
)

// OnMiss is what happens when the promise is missed.
type OnMiss struct {
	Located
	NotifyWithin Written[clock.Duration]
	Remedy       Remedy
}

// Remedy is what the customer gets.
type Remedy struct {
	Located
	Kind, Amount Text
	Short        Text
	Tiers        []Tier
	Base         Text // the YAML field "of"
	ClaimWithin  Written[clock.Duration]
	Cap          Text
	Automatic    Written[bool]
}

// Tier is one step of a remedy.
type Tier struct {
	Located
	Below  Percent
	Credit Text
}

var onMissTable = tableOf("on_miss",
	optional("notify_within", func(o *OnMiss) *Written[clock.Duration] { return &o.NotifyWithin }, duration, "How soon the customer hears that you missed it"),
	optional("remedy", func(o *OnMiss) *Remedy { return &o.Remedy }, remedyTable.form(), "What the customer gets"),
)

var remedyTable = tableOf("a remedy",
	optional("kind", func(r *Remedy) *Text { return &r.Kind }, often("service_credit", "refund", "free_redo"), "service_credit, refund, free_redo or a word of your own"),
	optional("amount", func(r *Remedy) *Text { return &r.Amount }, text(), "How much, such as 20% of that delivery's charge"),
	optional("short", func(r *Remedy) *Text { return &r.Short }, brief(40), "The same in a few words after \"or\", such as 20% back, unasked"),
	optional("tiers", func(r *Remedy) *[]Tier { return &r.Tiers }, listOf(tierTable.form()), "Steps, in place of one amount"),
	optional("of", func(r *Remedy) *Text { return &r.Base }, text(), "What the credit is a part of"),
	optional("claim_within", func(r *Remedy) *Written[clock.Duration] { return &r.ClaimWithin }, duration, "By when the customer has to ask for it"),
	optional("cap", func(r *Remedy) *Text { return &r.Cap }, text(), "The most you give"),
	optional("automatic", func(r *Remedy) *Written[bool] { return &r.Automatic }, boolean(), "Whether it comes without asking").otherwise(false),
).orText(func(r *Remedy) *Text { return &r.Amount })

var tierTable = tableOf("a tier",
	required("below", func(t *Tier) *Percent { return &t.Below }, share, "Below this share"),
	required("credit", func(t *Tier) *Text { return &t.Credit }, text(), "The customer gets this"),
)
