package syntax

import (
	"upfront/generator/clock"
	"upfront/generator/diag"
)

// Capability is content/capabilities/<id>.yaml: one thing the business offers.
type Capability struct {
	ID           string // from the file's name
	At           diag.Place
	Title        Text
	Summary      Text
	Category     Text
	Status       Text
	Version      Text
	Effective    Of[clock.Date]
	ReviewBy     Of[clock.Date]
	Owner        Text
	Scope        Scope
	Fit          Fit
	CustomerDoes []Duty
	Assumptions  []Text
	Promises     []Promise
	Options      []Option
	Stages       []Stage
	Aftercare    []Aftercare
	Escalation   []Step
	Price        Price
	Capacity     Capacity
	Ask          []Text
	StaffNote    Text
	Body         Text
}

// Scope is what is in and what is not.
type Scope struct {
	Included []Text
	Excluded []Excluded
}

// Excluded is one thing we do not do.
type Excluded struct {
	At                                           diag.Place
	ID, What, Because, Instead, If, Refer, Often Text
}

// Fit says whom the service suits.
type Fit struct {
	Good, Poor []Text
	Limits     Map[Limit]
}

// Limit is a range that the service is made for.
type Limit struct {
	At              diag.Place
	AtLeast, AtMost Number
	Unit            Text
}

// Duty is something the customer does.
type Duty struct {
	At     diag.Place
	What   Text
	Within Of[clock.Duration]
	Clock  Text
	Else   Text
}

// Promise is one published promise.
type Promise struct {
	At          diag.Place
	ID          Text
	Says        Text
	Commitment  Text
	Indicator   Indicator
	Within      Within
	AtLeast     Measure
	AtMost      Measure
	By          Text
	Clock       Text
	Hours       Text
	Target      Percent
	Window      Of[clock.Window]
	Exclusions  []Exclusion
	Record      Record
	OnMiss      OnMiss
	DependsOn   []Dependence
	Acknowledge Acknowledge
	Means       Text
	Visibility  Text
}

// Indicator says what is measured.
type Indicator struct {
	At                                        diag.Place
	Kind, From, To, Subject, Paused, Evidence Text // Subject is the YAML field "of"
}

// Within is a time limit: one for all, or one for each priority level.
type Within struct {
	At     diag.Place
	All    Of[clock.Duration]
	Levels Map[LevelWithin]
}

// IsSet reports whether a time limit was written.
func (w Within) IsSet() bool { return w.All.IsSet() || len(w.Levels) > 0 }

// LevelWithin is the time limit of one level.
type LevelWithin struct {
	At     diag.Place
	Within Of[clock.Duration]
	Hours  Text
}

// Exclusion is a cause that does not count against the promise.
type Exclusion struct {
	At       diag.Place
	ID, What Text
}

// Record says where what happened is written down.
type Record struct {
	At                                                               diag.Place
	File, From, To, Paused, Level, Excluded, OK, Total, Down, Format Text
	Notices                                                          Text
}

// OnMiss is what happens when the promise is missed.
type OnMiss struct {
	At           diag.Place
	NotifyWithin Of[clock.Duration]
	Remedy       Remedy
}

// Remedy is what the customer gets.
type Remedy struct {
	At          diag.Place
	Kind        Text
	Amount      Text
	Tiers       []Tier
	Base        Text // the YAML field "of"
	ClaimWithin Of[clock.Duration]
	Cap         Text
	Automatic   Of[bool]
}

// Tier is one step of a remedy.
type Tier struct {
	At     diag.Place
	Below  Percent
	Credit Text
}

// Dependence is somebody whose part a promise needs.
type Dependence struct {
	At        diag.Place
	Who, What Text
}

// Acknowledge lets a promise stand for a while though the record does not bear it.
type Acknowledge struct {
	At      diag.Place
	Until   Of[clock.Date]
	Because Text
}

// Option is a published choice that changes a promise.
type Option struct {
	At     diag.Place
	Change Text
	To     Measure
	Price  Text
	Needs  Text
}

// Stage is one part of the work.
type Stage struct {
	At       diag.Place
	Name     Text
	Lasts    Of[clock.Duration]
	YouGet   []Text
	DoneWhen Text
}

// Aftercare is what follows the sale: at a moment, again and again, or on an occasion.
type Aftercare struct {
	At    diag.Place
	When  Text
	Every Of[clock.Duration]
	On    Text
	Do    Text
}

// Step is one rung of the escalation ladder.
type Step struct {
	At             diag.Place
	Step, To, When Text
}

// Price is what it costs.
type Price struct {
	At                    diag.Place
	Kind, Amount, Ceiling Text
	HoldsFor              Of[clock.Duration]
}

// Capacity is when there is room.
type Capacity struct {
	At          diag.Place
	NextOpening Of[clock.Date]
}

var capabilityTable = table[Capability]{
	name:  "a capability",
	place: func(c *Capability) *diag.Place { return &c.At },
	fields: []field[Capability]{
		must("title", func(c *Capability) *Text { return &c.Title }, text(), "What you do, in words a customer uses"),
		must("summary", func(c *Capability) *Text { return &c.Summary }, text(), "One sentence that a customer could repeat"),
		is("category", func(c *Capability) *Text { return &c.Category }, text(), "A heading to group capabilities under"),
		is("status", func(c *Capability) *Text { return &c.Status }, choice("offered", "limited", "paused", "retired"), "offered, limited, paused or retired"),
		is("version", func(c *Capability) *Text { return &c.Version }, text(), "The version of this text"),
		is("effective", func(c *Capability) *Of[clock.Date] { return &c.Effective }, date(), "The day since which it holds"),
		is("review_by", func(c *Capability) *Of[clock.Date] { return &c.ReviewBy }, date(), "The day by which you look at it again"),
		is("owner", func(c *Capability) *Text { return &c.Owner }, text(), "Who answers for it"),
		is("scope", func(c *Capability) *Scope { return &c.Scope }, scopeTable.form(), "What is included and what is not"),
		is("fit", func(c *Capability) *Fit { return &c.Fit }, fitTable.form(), "Whom it suits and whom not"),
		is("customer_does", func(c *Capability) *[]Duty { return &c.CustomerDoes }, listOf(dutyTable.form()), "What you need from the customer"),
		is("assumptions", func(c *Capability) *[]Text { return &c.Assumptions }, listOf(text()), "What you take as given"),
		is("promises", func(c *Capability) *[]Promise { return &c.Promises }, listOf(promiseTable.form()), "What you promise"),
		is("options", func(c *Capability) *[]Option { return &c.Options }, listOf(optionTable.form()), "Choices with a price"),
		is("stages", func(c *Capability) *[]Stage { return &c.Stages }, listOf(stageTable.form()), "The parts of the work, in order"),
		is("aftercare", func(c *Capability) *[]Aftercare { return &c.Aftercare }, listOf(aftercareTable.form()), "What you do after the sale"),
		is("escalation", func(c *Capability) *[]Step { return &c.Escalation }, listOf(stepTable.form()), "Whom to turn to, in order"),
		is("price", func(c *Capability) *Price { return &c.Price }, priceTable.form(), "What it costs"),
		is("capacity", func(c *Capability) *Capacity { return &c.Capacity }, capacityTable.form(), "When there is room for a new customer"),
		is("ask", func(c *Capability) *[]Text { return &c.Ask }, listOf(text()), "Questions for the first conversation"),
		is("staff_note", func(c *Capability) *Text { return &c.StaffNote }, text(), "A note for your own people; never published"),
		is("body", func(c *Capability) *Text { return &c.Body }, text(), "More words, in Markdown"),
	},
	former: map[string]string{"description": "summary", "name": "title", "slo": "promises", "sla": "promises", "pricing": "price"},
}

var scopeTable = table[Scope]{
	name: "scope",
	fields: []field[Scope]{
		is("included", func(s *Scope) *[]Text { return &s.Included }, listOf(text()), "What the customer gets"),
		is("excluded", func(s *Scope) *[]Excluded { return &s.Excluded }, listOf(excludedTable.form()), "What you do not do, with the reason"),
	},
}

var excludedTable = table[Excluded]{
	name:  "something you don't do",
	place: func(e *Excluded) *diag.Place { return &e.At },
	short: func(e *Excluded) *Text { return &e.What },
	fields: []field[Excluded]{
		is("id", func(e *Excluded) *Text { return &e.ID }, id(), "A short name, so that an agreement can refer to it"),
		must("what", func(e *Excluded) *Text { return &e.What }, text(), "What you do not do"),
		is("because", func(e *Excluded) *Text { return &e.Because }, text(), "The reason"),
		is("instead", func(e *Excluded) *Text { return &e.Instead }, text(), "What you can do instead"),
		is("if", func(e *Excluded) *Text { return &e.If }, text(), "The condition on which you can"),
		is("refer", func(e *Excluded) *Text { return &e.Refer }, id(), "A partner who does it, from partners.yaml"),
		is("often_assumed", func(e *Excluded) *Text { return &e.Often }, text(), "What people often assume, as a sentence"),
	},
	former: map[string]string{"why": "because", "reason": "because", "alternative": "instead"},
}

var fitTable = table[Fit]{
	name: "fit",
	fields: []field[Fit]{
		is("good", func(f *Fit) *[]Text { return &f.Good }, listOf(text()), "It suits you if …"),
		is("poor", func(f *Fit) *[]Text { return &f.Poor }, listOf(text()), "It does not suit you if …"),
		is("limits", func(f *Fit) *Map[Limit] { return &f.Limits }, mapOf("limits by name", name(), limitTable.form()), "Ranges the service is made for"),
	},
}

var limitTable = table[Limit]{
	name:  "a limit",
	place: func(l *Limit) *diag.Place { return &l.At },
	fields: []field[Limit]{
		is("at_least", func(l *Limit) *Number { return &l.AtLeast }, number(), "The least"),
		is("at_most", func(l *Limit) *Number { return &l.AtMost }, number(), "The most"),
		is("unit", func(l *Limit) *Text { return &l.Unit }, text(), "What is counted, such as kg"),
	},
}

var dutyTable = table[Duty]{
	name:  "something the customer does",
	place: func(d *Duty) *diag.Place { return &d.At },
	short: func(d *Duty) *Text { return &d.What },
	fields: []field[Duty]{
		must("what", func(d *Duty) *Text { return &d.What }, text(), "What the customer does"),
		is("within", func(d *Duty) *Of[clock.Duration] { return &d.Within }, duration(), "By when"),
		is("clock", func(d *Duty) *Text { return &d.Clock }, clocks(), "calendar or business"),
		is("else", func(d *Duty) *Text { return &d.Else }, text(), "What happens otherwise"),
	},
}

var promiseTable = table[Promise]{
	name:  "a promise",
	place: func(p *Promise) *diag.Place { return &p.At },
	fields: []field[Promise]{
		must("id", func(p *Promise) *Text { return &p.ID }, id(), "A short name for references"),
		must("says", func(p *Promise) *Text { return &p.Says }, text(), "The sentence that a customer could quote back"),
		must("commitment", func(p *Promise) *Text { return &p.Commitment }, choice("guarantee", "target", "best-effort"), "guarantee (with a remedy), target, or best-effort (without a number)"),
		is("indicator", func(p *Promise) *Indicator { return &p.Indicator }, indicatorTable.form(), "What is measured"),
		is("within", func(p *Promise) *Within { return &p.Within }, withinForm(), "The time limit, or one for each level"),
		is("at_least", func(p *Promise) *Measure { return &p.AtLeast }, measure(), "The least, such as 99.9%"),
		is("at_most", func(p *Promise) *Measure { return &p.AtMost }, measure(), "The most, such as 1%"),
		is("by", func(p *Promise) *Text { return &p.By }, choice("level"), "level, where the time depends on the priority level"),
		is("clock", func(p *Promise) *Text { return &p.Clock }, clocks(), "calendar, or business to count working hours alone"),
		is("hours", func(p *Promise) *Text { return &p.Hours }, id(), "The calendar of a business clock"),
		is("target", func(p *Promise) *Percent { return &p.Target }, percent(), "How often you mean to keep it, such as 95%"),
		is("window", func(p *Promise) *Of[clock.Window] { return &p.Window }, window(), "The time over which you count: 90d, or month, quarter, year"),
		is("exclusions", func(p *Promise) *[]Exclusion { return &p.Exclusions }, listOf(exclusionTable.form()), "Causes that do not count against it"),
		is("record", func(p *Promise) *Record { return &p.Record }, recordTable.form(), "Where what happened is written down"),
		is("on_miss", func(p *Promise) *OnMiss { return &p.OnMiss }, onMissTable.form(), "What happens when you miss it"),
		is("depends_on", func(p *Promise) *[]Dependence { return &p.DependsOn }, listOf(dependenceTable.form()), "Whose part it needs"),
		is("acknowledge", func(p *Promise) *Acknowledge { return &p.Acknowledge }, acknowledgeTable.form(), "Lets it stand for a while though the record does not bear it"),
		is("means", func(p *Promise) *Text { return &p.Means }, text(), "What it means to the customer, in one plain sentence"),
		is("visibility", func(p *Promise) *Text { return &p.Visibility }, visibility(), "public, customer or internal"),
	},
	former: map[string]string{"promise": "says", "text": "says", "sla": "target", "max": "at_most", "min": "at_least"},
}

func visibility() form[Text] { return choice("public", "customer", "internal") }

var indicatorTable = table[Indicator]{
	name:  "an indicator",
	place: func(i *Indicator) *diag.Place { return &i.At },
	fields: []field[Indicator]{
		is("kind", func(i *Indicator) *Text { return &i.Kind }, choice("duration", "response", "resolution", "availability", "quantity", "statement"), "duration, response, resolution, availability, quantity or statement"),
		is("from", func(i *Indicator) *Text { return &i.From }, text(), "When the clock starts"),
		is("to", func(i *Indicator) *Text { return &i.To }, text(), "When the clock stops"),
		is("of", func(i *Indicator) *Text { return &i.Subject }, text(), "What is counted or must be available"),
		is("paused", func(i *Indicator) *Text { return &i.Paused }, text(), "When the clock stands still"),
		is("evidence", func(i *Indicator) *Text { return &i.Evidence }, text(), "What shows that it was kept"),
	},
}

var levelWithinTable = table[LevelWithin]{
	name:  "the time of a level",
	place: func(l *LevelWithin) *diag.Place { return &l.At },
	fields: []field[LevelWithin]{
		must("within", func(l *LevelWithin) *Of[clock.Duration] { return &l.Within }, duration(), "The time limit"),
		is("hours", func(l *LevelWithin) *Text { return &l.Hours }, id(), "The calendar that counts"),
	},
}

// withinForm reads "48h", or "{p1: 4h, p2: {within: 8h, hours: office}}".
func withinForm() form[Within] {
	one := duration()
	perLevel := form[LevelWithin]{
		schema: schema{"anyOf": []any{one.schema, levelWithinTable.schema()}},
		read: func(d *decoder, n *node) LevelWithin {
			if n.kind == scalar {
				return LevelWithin{At: n.place(d.file), Within: one.read(d, n)}
			}
			return levelWithinTable.read(d, n)
		},
	}
	levels := mapOf("times by level", id(), perLevel)
	return form[Within]{
		schema: schema{"anyOf": []any{one.schema, levels.schema}},
		read: func(d *decoder, n *node) Within {
			if n.kind == scalar {
				return Within{At: n.place(d.file), All: one.read(d, n)}
			}
			return Within{At: n.place(d.file), Levels: levels.read(d, n)}
		},
	}
}

var exclusionTable = table[Exclusion]{
	name:  "an exclusion",
	place: func(e *Exclusion) *diag.Place { return &e.At },
	fields: []field[Exclusion]{
		must("id", func(e *Exclusion) *Text { return &e.ID }, id(), "The word that the record uses"),
		must("what", func(e *Exclusion) *Text { return &e.What }, text(), "The cause, in words"),
	},
}

var recordTable = table[Record]{
	name:  "a record",
	place: func(r *Record) *diag.Place { return &r.At },
	fields: []field[Record]{
		is("file", func(r *Record) *Text { return &r.File }, text(), "The CSV file, below content/"),
		is("from", func(r *Record) *Text { return &r.From }, text(), "The column with the start"),
		is("to", func(r *Record) *Text { return &r.To }, text(), "The column with the end"),
		is("paused", func(r *Record) *Text { return &r.Paused }, text(), "The column with minutes that do not count"),
		is("level", func(r *Record) *Text { return &r.Level }, text(), "The column with the priority level"),
		is("excluded", func(r *Record) *Text { return &r.Excluded }, text(), "The column that names an exclusion"),
		is("ok", func(r *Record) *Text { return &r.OK }, text(), "The column that says or counts what was kept"),
		is("total", func(r *Record) *Text { return &r.Total }, text(), "The column with how many there were"),
		is("down", func(r *Record) *Text { return &r.Down }, text(), "The column with minutes without service"),
		is("format", func(r *Record) *Text { return &r.Format }, text(), `How times are written, such as "2006-01-02 15:04"`),
		is("notices", func(r *Record) *Text { return &r.Notices }, noticeKinds(), "The kind of notice whose noticed and told are counted"),
	},
}

var onMissTable = table[OnMiss]{
	name:  "on_miss",
	place: func(o *OnMiss) *diag.Place { return &o.At },
	fields: []field[OnMiss]{
		is("notify_within", func(o *OnMiss) *Of[clock.Duration] { return &o.NotifyWithin }, duration(), "How soon the customer hears that you missed it"),
		is("remedy", func(o *OnMiss) *Remedy { return &o.Remedy }, remedyTable.form(), "What the customer gets"),
	},
}

var remedyTable = table[Remedy]{
	name:  "a remedy",
	place: func(r *Remedy) *diag.Place { return &r.At },
	short: func(r *Remedy) *Text { return &r.Amount },
	fields: []field[Remedy]{
		is("kind", func(r *Remedy) *Text { return &r.Kind }, text(), "service_credit, refund, free_redo or a word of your own"),
		is("amount", func(r *Remedy) *Text { return &r.Amount }, text(), "How much, such as 20% of that delivery's charge"),
		is("tiers", func(r *Remedy) *[]Tier { return &r.Tiers }, listOf(tierTable.form()), "Steps, in place of one amount"),
		is("of", func(r *Remedy) *Text { return &r.Base }, text(), "What the credit is a part of"),
		is("claim_within", func(r *Remedy) *Of[clock.Duration] { return &r.ClaimWithin }, duration(), "By when the customer has to ask for it"),
		is("cap", func(r *Remedy) *Text { return &r.Cap }, text(), "The most you give"),
		is("automatic", func(r *Remedy) *Of[bool] { return &r.Automatic }, truth(), "Whether it comes without asking"),
	},
}

var tierTable = table[Tier]{
	name:  "a tier",
	place: func(t *Tier) *diag.Place { return &t.At },
	fields: []field[Tier]{
		must("below", func(t *Tier) *Percent { return &t.Below }, percent(), "Below this share"),
		must("credit", func(t *Tier) *Text { return &t.Credit }, text(), "The customer gets this"),
	},
}

var dependenceTable = table[Dependence]{
	name:  "a dependence",
	place: func(d *Dependence) *diag.Place { return &d.At },
	fields: []field[Dependence]{
		must("who", func(d *Dependence) *Text { return &d.Who }, text(), "Who"),
		must("what", func(d *Dependence) *Text { return &d.What }, text(), "Does what"),
	},
}

var acknowledgeTable = table[Acknowledge]{
	name:  "acknowledge",
	place: func(a *Acknowledge) *diag.Place { return &a.At },
	fields: []field[Acknowledge]{
		must("until", func(a *Acknowledge) *Of[clock.Date] { return &a.Until }, date(), "The day it ends"),
		must("because", func(a *Acknowledge) *Text { return &a.Because }, text(), "Why, as customers will read it"),
	},
}

var optionTable = table[Option]{
	name:  "an option",
	place: func(o *Option) *diag.Place { return &o.At },
	fields: []field[Option]{
		must("change", func(o *Option) *Text { return &o.Change }, reference(), "The promise it changes, or promise.level"),
		must("to", func(o *Option) *Measure { return &o.To }, measure(), "The new limit"),
		is("price", func(o *Option) *Text { return &o.Price }, text(), "What it costs"),
		is("needs", func(o *Option) *Text { return &o.Needs }, text(), "What it takes"),
	},
}

var stageTable = table[Stage]{
	name:  "a stage",
	place: func(s *Stage) *diag.Place { return &s.At },
	fields: []field[Stage]{
		must("name", func(s *Stage) *Text { return &s.Name }, text(), "What happens"),
		is("lasts", func(s *Stage) *Of[clock.Duration] { return &s.Lasts }, duration(), "How long it takes"),
		is("you_get", func(s *Stage) *[]Text { return &s.YouGet }, oneOrMore(text()), "What the customer holds at its end"),
		is("done_when", func(s *Stage) *Text { return &s.DoneWhen }, text(), "How both know that it is done"),
	},
}

var aftercareTable = table[Aftercare]{
	name:  "aftercare",
	place: func(a *Aftercare) *diag.Place { return &a.At },
	fields: []field[Aftercare]{
		is("when", func(a *Aftercare) *Text { return &a.When }, text(), "At a moment, such as 14d after first delivery"),
		is("every", func(a *Aftercare) *Of[clock.Duration] { return &a.Every }, duration(), "Again and again"),
		is("on", func(a *Aftercare) *Text { return &a.On }, text(), "On an occasion, such as anniversary"),
		must("do", func(a *Aftercare) *Text { return &a.Do }, text(), "What you do"),
	},
}

var stepTable = table[Step]{
	name:  "an escalation step",
	place: func(s *Step) *diag.Place { return &s.At },
	fields: []field[Step]{
		is("step", func(s *Step) *Text { return &s.Step }, text(), "Its number or name"),
		must("to", func(s *Step) *Text { return &s.To }, id(), `A channel's or person's id, or "leader"`),
		is("when", func(s *Step) *Text { return &s.When }, text(), "When to take it"),
	},
}

var priceTable = table[Price]{
	name:  "a price",
	place: func(p *Price) *diag.Place { return &p.At },
	fields: []field[Price]{
		is("kind", func(p *Price) *Text { return &p.Kind }, choice("fixed", "estimate", "hourly"), "fixed, estimate or hourly"),
		must("amount", func(p *Price) *Text { return &p.Amount }, text(), "How much, such as £240 a month"),
		is("ceiling", func(p *Price) *Text { return &p.Ceiling }, text(), "The most it can come to"),
		is("holds_for", func(p *Price) *Of[clock.Duration] { return &p.HoldsFor }, duration(), "How long the price stands"),
	},
}

var capacityTable = table[Capacity]{
	name:  "capacity",
	place: func(c *Capacity) *diag.Place { return &c.At },
	fields: []field[Capacity]{
		is("next_opening", func(c *Capacity) *Of[clock.Date] { return &c.NextOpening }, date(), "When the next customer can start"),
	},
}
