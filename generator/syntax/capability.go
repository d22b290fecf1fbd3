package syntax

import (
	"strings"

	"upfront/generator/clock"
	"upfront/generator/yamltext"
)

// Capability is content/capabilities/<id>.yaml: one thing the business offers.
type Capability struct {
	ID string // from the file's name
	Located
	Title, Summary, Category, Status, Version Text
	Effective, ReviewBy                       Written[clock.Date]
	Owner, Visibility                         Text
	Scope                                     Scope
	Fit                                       Fit
	CustomerDoes                              []Duty
	Assumptions                               []Text
	Promises                                  []Promise
	Options                                   []Option
	Stages                                    []Stage
	Aftercare                                 []Aftercare
	Escalation                                []Step
	Price                                     OfferedPrice
	Action                                    Action
	Capacity                                  Capacity
	Ask                                       []Text
	StaffNote                                 Text
	Aliases, Formerly                         []Text
	Body                                      Text
}

// Scope is what is in and what is not.
type Scope struct {
	Included []Text
	Excluded []Excluded
}

// Excluded is one thing we do not do.
type Excluded struct {
	Located
	ID, What, Short, Because, Instead, If, Refer, Often Text
}

// Fit says whom the service suits.
type Fit struct {
	Good   []Text
	Poor   []Misfit
	Limits Map[Limit]
}

// Misfit is a reason for which the service does not suit a customer, and who or what does.
type Misfit struct {
	Located
	What, Instead, Refer Text
}

// Limit is a range that the service is made for.
type Limit struct {
	Located
	AtLeast, AtMost Number
	Unit            Text
}

// Duty is something the customer does.
type Duty struct {
	Located
	What        Text
	Within      Written[clock.Duration]
	Clock, Else Text
}

// Option is a published choice that changes a promise.
type Option struct {
	Located
	Change       Text
	To           Measure
	Price, Needs Text
	Next         Rare[NextOption]
}

// Stage is one part of the work.
type Stage struct {
	Located
	Name     Text
	Lasts    Written[clock.Duration]
	YouGet   []Text
	DoneWhen Text
}

// Aftercare is what follows the sale: at a moment, again and again, or on an occasion.
type Aftercare struct {
	Located
	When         Text                    // an occasion whose day no file has
	After, Every Written[clock.Duration] // counted for each customer from the day on which their agreement begins
	On, Do       Text
}

// Step is one rung of the escalation ladder.
type Step struct {
	Located
	Step, To, When Text
}

// Price is what it costs.
type Price struct {
	Located
	Kind, Amount, Ceiling Text
	HoldsFor              Written[clock.Duration]
}

// Capacity is when there is room.
type Capacity struct {
	Located
	NextOpening Written[clock.Date]
}

var capabilityTable = tableOf("a capability",
	required("title", func(c *Capability) *Text { return &c.Title }, text(), "What you do, in words a customer uses"),
	required("summary", func(c *Capability) *Text { return &c.Summary }, text(), "One sentence that a customer could repeat"),
	optional("category", func(c *Capability) *Text { return &c.Category }, text(), "A heading to group capabilities under"),
	optional("status", func(c *Capability) *Text { return &c.Status }, choice("offered", "limited", "paused", "retired"), "offered, limited, paused or retired").otherwise("offered"),
	optional("version", func(c *Capability) *Text { return &c.Version }, text(), "The version of this text"),
	optional("effective", func(c *Capability) *Written[clock.Date] { return &c.Effective }, date, "The day since which it holds"),
	optional("review_by", func(c *Capability) *Written[clock.Date] { return &c.ReviewBy }, date, "The day by which you look at it again").due(),
	optional("owner", func(c *Capability) *Text { return &c.Owner }, text(), "Who answers for it"),
	optional("visibility", func(c *Capability) *Text { return &c.Visibility }, visibleTo("public", "internal"), "public, or internal to keep it and its promises off the site").otherwise("public"),
	optional("scope", func(c *Capability) *Scope { return &c.Scope }, scopeTable.form(), "What is included and what is not"),
	optional("fit", func(c *Capability) *Fit { return &c.Fit }, fitTable.form(), "Whom it suits and whom not"),
	optional("customer_does", func(c *Capability) *[]Duty { return &c.CustomerDoes }, listOf(dutyTable.form()), "What you need from the customer"),
	optional("assumptions", func(c *Capability) *[]Text { return &c.Assumptions }, listOf(text()), "What you take as given"),
	optional("promises", func(c *Capability) *[]Promise { return &c.Promises }, listOf(promiseForm()), "What you promise"),
	optional("options", func(c *Capability) *[]Option { return &c.Options }, listOf(optionTable.form()), "Choices with a price"),
	optional("stages", func(c *Capability) *[]Stage { return &c.Stages }, listOf(stageTable.form()), "The parts of the work, in order"),
	optional("aftercare", func(c *Capability) *[]Aftercare { return &c.Aftercare }, listOf(aftercareTable.form()), "What you do after the sale"),
	optional("escalation", func(c *Capability) *[]Step { return &c.Escalation }, listOf(stepTable.form()), "Whom to turn to, in order"),
	optional("price", func(c *Capability) *OfferedPrice { return &c.Price }, offeredPriceTable.form(), "What it costs"),
	optional("action", func(c *Capability) *Action { return &c.Action }, actionTable.form(), "The main thing to do for this one, as a button; without it, that of the home page"),
	optional("capacity", func(c *Capability) *Capacity { return &c.Capacity }, capacityTable.form(), "When there is room for a new customer"),
	optional("ask", func(c *Capability) *[]Text { return &c.Ask }, listOf(text()), "Questions for the first conversation"),
	optional("staff_note", func(c *Capability) *Text { return &c.StaffNote }, text(), "A note for your own people; never published"),
	appending("aliases", func(c *Capability) *[]Text { return &c.Aliases }, oneOrMore(text()), "Former addresses that lead here").such("/old-address/"),
	optional("formerly", func(c *Capability) *[]Text { return &c.Formerly }, oneOrMore(id()), "Its former ids: what was agreed under them is still this").such("on-call"),
	optional("body", func(c *Capability) *Text { return &c.Body }, text(), "More words, in Markdown").such("See [what we carry](../policies/what-we-carry.md)."),
).withFormer(map[string]string{"description": "summary", "name": "title", "slo": "promises", "sla": "promises", "pricing": "price"})

var scopeTable = tableOf("scope",
	optional("included", func(s *Scope) *[]Text { return &s.Included }, listOf(text()), "What the customer gets"),
	optional("excluded", func(s *Scope) *[]Excluded { return &s.Excluded }, listOf(excludedTable.form()), "What you do not do, with the reason"),
)

var excludedTable = tableOf("something you don't do",
	optional("id", func(e *Excluded) *Text { return &e.ID }, id(), "A short name, so that an agreement can refer to it"),
	required("what", func(e *Excluded) *Text { return &e.What }, text(), "What you do not do"),
	optional("short", func(e *Excluded) *Text { return &e.Short }, brief(45), "The same in a few words, for the first screen"),
	optional("because", func(e *Excluded) *Text { return &e.Because }, text(), "The reason"),
	optional("instead", func(e *Excluded) *Text { return &e.Instead }, text(), "What you can do instead"),
	optional("if", func(e *Excluded) *Text { return &e.If }, text(), "The condition on which you can"),
	optional("refer", func(e *Excluded) *Text { return &e.Refer }, id(), "A partner who does it, from partners.yaml"),
	optional("often_assumed", func(e *Excluded) *Text { return &e.Often }, text(), "What people often assume, as a sentence"),
).orText(func(e *Excluded) *Text { return &e.What }).withFormer(map[string]string{"why": "because", "reason": "because", "alternative": "instead"})

var fitTable = tableOf("fit",
	optional("good", func(f *Fit) *[]Text { return &f.Good }, listOf(text()), "It suits you if …"),
	optional("poor", func(f *Fit) *[]Misfit { return &f.Poor }, listOf(misfitTable.form()), "It does not suit you if …, and what does"),
	optional("limits", func(f *Fit) *Map[Limit] { return &f.Limits }, mapOf("limits by name", "pallets: {at_most: 12}", name(), limitTable.form()), "Ranges the service is made for"),
)

var misfitTable = tableOf("a reason why it does not suit",
	required("what", func(m *Misfit) *Text { return &m.What }, text(), "What is true of a customer whom it does not suit: You decide at noon what goes out"),
	optional("instead", func(m *Misfit) *Text { return &m.Instead }, text(), "What suits them instead, such as another of your services"),
	optional("refer", func(m *Misfit) *Text { return &m.Refer }, id(), "A partner who suits them better, from partners.yaml"),
).orText(func(m *Misfit) *Text { return &m.What }).withFormer(map[string]string{"if": "what", "alternative": "instead"})

var limitTable = tableOf("a limit",
	optional("at_least", func(l *Limit) *Number { return &l.AtLeast }, number, "The least"),
	optional("at_most", func(l *Limit) *Number { return &l.AtMost }, number, "The most"),
	optional("unit", func(l *Limit) *Text { return &l.Unit }, text(), "What is counted, such as kg"),
)

var dutyTable = tableOf("something the customer does",
	required("what", func(d *Duty) *Text { return &d.What }, text(), "What the customer does"),
	optional("within", func(d *Duty) *Written[clock.Duration] { return &d.Within }, duration, "By when"),
	optional("clock", func(d *Duty) *Text { return &d.Clock }, clocks(), "calendar or business"),
	optional("else", func(d *Duty) *Text { return &d.Else }, text(), "What happens otherwise"),
).orText(func(d *Duty) *Text { return &d.What })

var optionTable = tableOf("an option",
	required("change", func(o *Option) *Text { return &o.Change }, reference(), "The promise it changes, or promise.level"),
	required("to", func(o *Option) *Measure { return &o.To }, measure(), "The new limit"),
	optional("price", func(o *Option) *Text { return &o.Price }, text(), "What it costs"),
	optional("needs", func(o *Option) *Text { return &o.Needs }, text(), "What it takes"),
	optional("next", func(o *Option) *NextOption { return o.Next.add() }, nextOptionTable.form(), nextDoc),
)

var stageTable = tableOf("a stage",
	required("name", func(s *Stage) *Text { return &s.Name }, text(), "What happens"),
	optional("lasts", func(s *Stage) *Written[clock.Duration] { return &s.Lasts }, duration, "How long it takes"),
	optional("you_get", func(s *Stage) *[]Text { return &s.YouGet }, oneOrMore(text()), "What the customer holds at its end"),
	optional("done_when", func(s *Stage) *Text { return &s.DoneWhen }, text(), "How both know that it is done"),
)

var aftercareTable = tableOf("aftercare",
	optional("after", func(a *Aftercare) *Written[clock.Duration] { return &a.After }, duration, "So long after an agreement begins, such as 14d").due(),
	optional("every", func(a *Aftercare) *Written[clock.Duration] { return &a.Every }, duration, "Again and again, counted from the day on which an agreement begins").due(),
	optional("on", func(a *Aftercare) *Text { return &a.On }, often("anniversary"), "An occasion, such as anniversary: each year on the day on which an agreement began").due(),
	optional("when", func(a *Aftercare) *Text { return &a.When }, text(), "An occasion whose day is not known here, such as 7d after a claim is paid"),
	required("do", func(a *Aftercare) *Text { return &a.Do }, text(), "What you do"),
)

var stepTable = tableOf("an escalation step",
	optional("step", func(s *Step) *Text { return &s.Step }, text(), "Its number or name"),
	required("to", func(s *Step) *Text { return &s.To }, text(), `A channel's or person's id, a person's name, or "leader"`),
	optional("when", func(s *Step) *Text { return &s.When }, text(), "When to take it"),
)

var priceTable = tableOf("a price",
	optional("kind", func(p *Price) *Text { return &p.Kind }, priceKind(), "fixed, estimate, hourly, monthly, or per and what is counted: per pallet"),
	required("amount", func(p *Price) *Text { return &p.Amount }, text(), "How much, such as £240 a month"),
	optional("ceiling", func(p *Price) *Text { return &p.Ceiling }, text(), "The most it can come to"),
	optional("holds_for", func(p *Price) *Written[clock.Duration] { return &p.HoldsFor }, duration, "How long the price stands").due(),
).orText(func(p *Price) *Text { return &p.Amount })

// PerUnit is what the kind of a price by what is counted begins with: "per word".
const PerUnit = "per "

// priceKind reads how a price is made up. Per hour is hourly, and per month monthly.
func priceKind() form[*Text] {
	kinds := []string{"fixed", "estimate", "hourly", "monthly"}
	s := schema{"anyOf": []any{schema{"enum": kinds}, schema{"title": "per and a unit", "type": "string", "pattern": "^per[ -].*[^ ]$", "examples": []string{"per word", "per seat", "per pallet"}}}}
	words := append(kinds, "per word")
	return scalarForm(s, func(d *decoder, n *yamltext.Node) (string, bool) {
		unit, counted := strings.CutPrefix(strings.Replace(n.Text, "per-", PerUnit, 1), PerUnit)
		switch unit = strings.TrimSpace(unit); {
		case !counted || unit == "":
			return d.oneOf(n, words)
		case unit == "hour":
			return "hourly", true
		case unit == "month":
			return "monthly", true
		}
		return PerUnit + unit, true
	})
}

var capacityTable = tableOf("capacity",
	optional("next_opening", func(c *Capacity) *Written[clock.Date] { return &c.NextOpening }, date, "When the next customer can start").due(),
)
