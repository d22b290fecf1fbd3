package syntax

import "upfront/generator/clock"

// Agreement is content/agreements/<customer>.yaml: what one customer may expect. All of it is private.
type Agreement struct {
	ID string // from the file's name; the stable id that keys are derived from
	Located
	Customer                 Customer
	People                   []CustomerPerson
	Owner, Status, Version   Text
	Effective                Written[clock.Date]
	Term                     Written[clock.Duration]
	Renews                   Written[bool]
	NoticeToEnd              Written[clock.Duration]
	ReviewBy                 Written[clock.Date]
	Access                   Access
	Outcome                  Outcome
	Capabilities             []Text
	Choose, Needs            Map[Measure]
	HowTheyUseIt             Text
	Observed                 []Observed
	Updates                  Updates
	Expectations, Priorities []Line
	Exceptions               []Granted
	CheckIns                 []CheckIn
	Duties                   []DatedDuty
	Price                    Price
	Terms                    []Terms
	Referral                 Referral
	Ended                    Ended
	Body                     Text
}

// Printed appends the texts of the author that the page of the agreement prints, but for the body and the lines: each is
// searched for words of other customers.
func (a *Agreement) Printed(texts []Text) []Text {
	texts = append(a.Ours(texts), a.Customer.Name, a.HowTheyUseIt)
	for _, p := range a.People {
		texts = append(texts, p.Name, p.Email, p.Phone, p.Prefers.By, p.Prefers.Style)
	}
	for _, t := range a.Terms {
		texts = append(texts, t.Name, t.Version, t.URL)
	}
	return texts
}

// Ours appends what we say in those texts: all but who the customer is and what they said, and the names of contracts.
func (a *Agreement) Ours(texts []Text) []Text {
	texts = append(texts, a.Owner, a.Version, a.Outcome.What, a.Outcome.Measure, a.Updates.Cadence, a.Updates.By, a.Updates.On,
		a.Price.Amount, a.Price.Ceiling, a.Referral.Means, a.Referral.When, a.Referral.Agreed.By, a.Referral.Agreed.How, a.Ended.Why)
	texts = append(texts, a.Updates.AlsoAtOnce...)
	for _, e := range a.Exceptions {
		texts = append(texts, e.Instead, e.Because, e.Decides)
	}
	for _, c := range a.CheckIns {
		texts = append(texts, c.What, c.Who)
	}
	for _, d := range a.Duties {
		texts = append(texts, d.What, d.Who)
	}
	return texts
}

// Customer is whom the agreement is with.
type Customer struct {
	Located
	Name       Text
	Since      Written[clock.Date]
	MayBeNamed Consent
}

// Consent says why somebody may be named where others read it.
type Consent struct {
	Located
	Because Text
}

// IsSet reports whether consent was written.
func (c Consent) IsSet() bool { return c.Because.IsSet() }

// CustomerPerson is somebody at the customer's.
type CustomerPerson struct {
	Located
	Name, Role, Email, Phone Text
	Prefers                  Prefers
	Also                     []Text // ids of other customers
	MayBeNamed               Consent
}

// Prefers is how a person likes to be reached.
type Prefers struct{ By, Style Text }

// Access is how the page is opened.
type Access struct {
	Located
	Mode       Text
	Generation Written[int]
	Until      Written[clock.Date]
}

// Outcome is what good looks like when it is done.
type Outcome struct {
	Located
	What, Measure Text
	By            Written[clock.Date]
}

// Observed is what staff saw at the customer's; never shown to them.
type Observed struct {
	Located
	On          Written[clock.Date]
	By, Learned Text
}

// Updates is how the customer is kept informed.
type Updates struct {
	Located
	Cadence, By, On Text
	AlsoAtOnce      []Text
}

// Granted is a policy bent for this customer.
type Granted struct {
	Located
	Policy, Instead, Because, Decides Text
}

// CheckIn is a conversation planned.
type CheckIn struct {
	Located
	On        Written[clock.Date]
	After     Written[clock.Duration] // counted from Effective
	What, Who Text
}

// DatedDuty is what one side does for the other by a day.
type DatedDuty struct {
	Located
	What, Who Text
	By, Done  Written[clock.Date]
}

// Terms is a contract that stands beside the agreement.
type Terms struct {
	Located
	Name, Version, URL, SHA256 Text
}

// Referral is what the customer does for us if we keep our word.
type Referral struct {
	Located
	Count       Written[int]
	Means, When Text
	EarnedIf    []Text
	Agreed      Agreed
}

// Ended is how it ended.
type Ended struct {
	Located
	On  Written[clock.Date]
	Why Text
}

var agreementTable = tableOf("an agreement",
	required("customer", func(a *Agreement) *Customer { return &a.Customer }, customerTable.form(), "Whom it is with"),
	optional("people", func(a *Agreement) *[]CustomerPerson { return &a.People }, listOf(customerPersonTable.form()), "Who is who at the customer's"),
	optional("owner", func(a *Agreement) *Text { return &a.Owner }, text(), "Who of you answers for it"),
	required("status", func(a *Agreement) *Text { return &a.Status }, choice("draft", "proposed", "agreed", "ended"), "draft, proposed, agreed or ended"),
	optional("version", func(a *Agreement) *Text { return &a.Version }, text(), "The version of this agreement"),
	optional("effective", func(a *Agreement) *Written[clock.Date] { return &a.Effective }, date, "The day it begins"),
	optional("term", func(a *Agreement) *Written[clock.Duration] { return &a.Term }, duration, "How long it lasts").due(),
	optional("renews", func(a *Agreement) *Written[bool] { return &a.Renews }, boolean(), "false where it ends on the last day of its term; else it goes on as it is until one of you ends it").otherwise(true),
	optional("notice_to_end", func(a *Agreement) *Written[clock.Duration] { return &a.NoticeToEnd }, duration, "How long before its end either side says so").due(),
	optional("review_by", func(a *Agreement) *Written[clock.Date] { return &a.ReviewBy }, date, "The day by which you read it together again").due(),
	optional("access", func(a *Agreement) *Access { return &a.Access }, accessTable.form(), "How the page is opened"),
	optional("outcome", func(a *Agreement) *Outcome { return &a.Outcome }, outcomeTable.form(), "What good looks like when it is done"),
	optional("capabilities", func(a *Agreement) *[]Text { return &a.Capabilities }, listOf(id()), "The capabilities they use"),
	optional("choose", func(a *Agreement) *Map[Measure] { return &a.Choose }, mapOf("choices by promise", "van-deliveries.on-time: 24h", reference(), measure()), "Published options they chose, by capability.promise").such("same-day.collection: 2h"),
	optional("needs", func(a *Agreement) *Map[Measure] { return &a.Needs }, mapOf("needs by limit or promise", "pallets: 12", limitOrReference(), measure()), "What they need, by limit or promise").such("parcels-a-day: 14"),
	optional("how_they_use_it", func(a *Agreement) *Text { return &a.HowTheyUseIt }, text(), "What they do with it").such("They print wedding invitations, and each van brings the paper."),
	optional("observed", func(a *Agreement) *[]Observed { return &a.Observed }, listOf(observedTable.form()), "What you saw there; for staff"),
	optional("updates", func(a *Agreement) *Updates { return &a.Updates }, updatesTable.form(), "How they are kept told"),
	optional("expectations", func(a *Agreement) *[]Line { return &a.Expectations }, listOf(lineTable.form()), "What they expect of working with you"),
	optional("priorities", func(a *Agreement) *[]Line { return &a.Priorities }, listOf(lineTable.form()), "What the service itself must do"),
	optional("exceptions", func(a *Agreement) *[]Granted { return &a.Exceptions }, listOf(grantedTable.form()), "Policies bent for them"),
	optional("check_ins", func(a *Agreement) *[]CheckIn { return &a.CheckIns }, listOf(checkInTable.form()), "Conversations planned"),
	optional("duties", func(a *Agreement) *[]DatedDuty { return &a.Duties }, listOf(datedDutyTable.form()), "What either of you does for the other by a day"),
	optional("price", func(a *Agreement) *Price { return &a.Price }, priceTable.form(), "What they pay"),
	optional("contract", func(a *Agreement) *[]Terms { return &a.Terms }, listOf(termsTable.form()), "The contract that stands beside it"),
	optional("referral", func(a *Agreement) *Referral { return &a.Referral }, referralTable.form(), "What they do for you if you keep your word"),
	optional("ended", func(a *Agreement) *Ended { return &a.Ended }, endedTable.form(), "How it ended"),
	optional("body", func(a *Agreement) *Text { return &a.Body }, text(), "More words, in Markdown").such("See [what we carry](../policies/what-we-carry.md)."),
).withFormer(map[string]string{"client": "customer", "wishes": "expectations", "requirements": "priorities", "terms": "contract"}).withRenamed("terms", "contract")

var customerTable = tableOf("customer",
	required("name", func(c *Customer) *Text { return &c.Name }, text(), "The customer's name"),
	optional("since", func(c *Customer) *Written[clock.Date] { return &c.Since }, date, "The day they became one").due(),
	optional("may_be_named", func(c *Customer) *Consent { return &c.MayBeNamed }, consentTable.form(), "Why public pages and other customers' pages may name them, as in a case study"),
).orText(func(c *Customer) *Text { return &c.Name })

var customerPersonTable = tableOf("a person",
	required("name", func(p *CustomerPerson) *Text { return &p.Name }, text(), "The person's name"),
	optional("role", func(p *CustomerPerson) *Text { return &p.Role }, choice("decides", "day to day", "told", "pays"), "decides, day to day, told or pays"),
	optional("email", func(p *CustomerPerson) *Text { return &p.Email }, text(), "Their e-mail address"),
	optional("phone", func(p *CustomerPerson) *Text { return &p.Phone }, text(), "Their number"),
	optional("prefers", func(p *CustomerPerson) *Prefers { return &p.Prefers }, prefersTable.form(), "How they like to be reached"),
	optional("also", func(p *CustomerPerson) *[]Text { return &p.Also }, oneOrMore(id()), "The other customers for whom this person acts, by the names of their files").such("dyehouse-cafe"),
	optional("may_be_named", func(p *CustomerPerson) *Consent { return &p.MayBeNamed }, consentTable.form(), "Why public pages and other customers' pages may name this person"),
)

var consentTable = tableOf("may_be_named",
	required("because", func(c *Consent) *Text { return &c.Because }, text(), "Who agreed to it, when and how").such("Their owner agreed by mail on 4 March."),
).orText(func(c *Consent) *Text { return &c.Because })

var prefersTable = tableOf("prefers",
	optional("by", func(p *Prefers) *Text { return &p.By }, text(), "phone, email, …"),
	optional("style", func(p *Prefers) *Text { return &p.Style }, text(), "Such as short and direct"),
)

var accessTable = tableOf("access",
	optional("mode", func(a *Access) *Text { return &a.Mode }, choice("link", "passphrase", "public"), "link, passphrase or public").otherwise("link"),
	optional("generation", func(a *Access) *Written[int] { return &a.Generation }, whole(1, 99_999_999), "Count up to replace the link").such("2").otherwise(1),
	optional("until", func(a *Access) *Written[clock.Date] { return &a.Until }, date, "The last day on which the page opens").due(),
).orText(func(a *Access) *Text { return &a.Mode })

var outcomeTable = tableOf("an outcome",
	required("what", func(o *Outcome) *Text { return &o.What }, text(), "What will be true"),
	optional("measure", func(o *Outcome) *Text { return &o.Measure }, text(), "How both will know"),
	optional("by", func(o *Outcome) *Written[clock.Date] { return &o.By }, date, "By when").due(),
).orText(func(o *Outcome) *Text { return &o.What })

var observedTable = tableOf("something observed",
	optional("on", func(o *Observed) *Written[clock.Date] { return &o.On }, date, "When"),
	optional("by", func(o *Observed) *Text { return &o.By }, text(), "Who saw it"),
	required("learned", func(o *Observed) *Text { return &o.Learned }, text(), "What was learned"),
)

var updatesTable = tableOf("updates",
	required("cadence", func(u *Updates) *Text { return &u.Cadence }, text(), "How often, such as weekly"),
	optional("by", func(u *Updates) *Text { return &u.By }, text(), "By which way"),
	optional("on", func(u *Updates) *Text { return &u.On }, text(), "On which day"),
	optional("also_at_once", func(u *Updates) *[]Text { return &u.AlsoAtOnce }, oneOrMore(text()), "What they hear at once"),
)

var grantedTable = tableOf("an exception",
	required("policy", func(g *Granted) *Text { return &g.Policy }, text(), "The policy that is bent"),
	required("instead", func(g *Granted) *Text { return &g.Instead }, text(), "What holds for them instead"),
	optional("because", func(g *Granted) *Text { return &g.Because }, text(), "Why"),
	optional("decides", func(g *Granted) *Text { return &g.Decides }, text(), "Who decided it"),
)

var checkInTable = tableOf("a check-in",
	optional("on", func(c *CheckIn) *Written[clock.Date] { return &c.On }, date, "The day").due(),
	optional("after", func(c *CheckIn) *Written[clock.Duration] { return &c.After }, duration, "How long after it begins").due(),
	required("what", func(c *CheckIn) *Text { return &c.What }, text(), "What you talk about"),
	optional("who", func(c *CheckIn) *Text { return &c.Who }, text(), "Who of you"),
)

var datedDutyTable = tableOf("a duty with a day",
	required("what", func(d *DatedDuty) *Text { return &d.What }, text(), "What is done").such("Send the list of people with a key"),
	optional("who", func(d *DatedDuty) *Text { return &d.Who }, text(), "Who does it: one of you, or one of the customer's people").such("Sana Hussain"),
	required("by", func(d *DatedDuty) *Written[clock.Date] { return &d.By }, date, "The day by which it is done").due(),
	optional("done", func(d *DatedDuty) *Written[clock.Date] { return &d.Done }, date, "The day on which it was done"),
)

var termsTable = tableOf("a contract",
	required("name", func(t *Terms) *Text { return &t.Name }, text(), "What it is called"),
	optional("version", func(t *Terms) *Text { return &t.Version }, text(), "Its version"),
	optional("url", func(t *Terms) *Text { return &t.URL }, webAddress(), "Where it can be read"),
	optional("sha256", func(t *Terms) *Text { return &t.SHA256 }, sha256Text(), "The fingerprint of the file, 64 hex digits").such("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
)

var referralTable = tableOf("a referral",
	optional("count", func(r *Referral) *Written[int] { return &r.Count }, whole(1, 1000), "How many"),
	required("means", func(r *Referral) *Text { return &r.Means }, text(), "What counts as one"),
	optional("when", func(r *Referral) *Text { return &r.When }, text(), "When"),
	optional("earned_if", func(r *Referral) *[]Text { return &r.EarnedIf }, oneOrMore(id()), "The lines that have to be kept first"),
	optional("agreed", func(r *Referral) *Agreed { return &r.Agreed }, agreedTable.form(), "Who agreed, when and how"),
)

var endedTable = tableOf("ended",
	optional("on", func(e *Ended) *Written[clock.Date] { return &e.On }, date, "The day it ended"),
	optional("why", func(e *Ended) *Text { return &e.Why }, text(), "Why").such("They moved to another town."),
)
