package syntax

import (
	"time"

	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/yamltext"
)

// A record of what was agreed: content/agreed/<customer>/v<N>.yaml, which the program alone writes. Package agreed says how.

// AgreedRecord is one record.
type AgreedRecord struct {
	Located
	Customer Text
	Version  Written[int]
	Frozen   Written[clock.Date] // the day on which it was written
	Print    Text
	Evidence Evidence
	Agreed   Map[Yes] // by line, or by promise where that was taken alone, with "rest" for all else
	Terms    AgreedTerms
}

// Evidence is the reply that a record was made of.
type Evidence struct {
	Located
	File, SHA256 Text
}

// Yes says who agreed to a line, when, how and since which version. Without By nobody did. Open holds what they said where
// they did not agree to the line as it read: beside a By, the words that were agreed before hold.
type Yes struct {
	Located
	By    Text
	Day   Written[clock.Date]
	How   Text
	Since Written[int]
	Open  Text
}

// AgreedTerms is what both sides agreed to, as it stood on that day.
type AgreedTerms struct {
	Located
	Lines      Map[Line]
	Promises   Map[*AgreedPromise] // by capability.promise; records may share one, so none is ever changed
	Hours      Map[Text]           // by calendar: when it is open
	YourPart   []Duty
	Updates    Updates
	Price      Price
	Exceptions []Granted
	Referral   Referral
	Term       AgreedTerm
	Contract   []Terms
}

// AgreedPromise is a promise as it stood.
type AgreedPromise struct {
	Located
	Says, Commitment Text
	Indicator        Indicator
	Within           Within
	AtLeast, AtMost  Measure
	Clock, Hours     Text
	Target           Percent
	Window           Written[clock.Window]
	Excluded         []Exclusion
	OnMiss           OnMiss
	IfMissed         []Text // what happens if it is missed, as the page said it
	Chosen           []AgreedChoice
}

// AgreedChoice is an option that the customer had.
type AgreedChoice struct {
	Located
	Level        Text // empty for the promise as a whole
	To           Measure
	Price, Needs Text
}

// AgreedTerm is when the agreement begins, and how it goes on.
type AgreedTerm struct {
	Located
	From          Written[clock.Date]
	Lasts, Notice Written[clock.Duration]
	Renews        Written[bool]
}

var agreedRecordTable = tableOf("a record of what was agreed",
	required("customer", func(r *AgreedRecord) *Text { return &r.Customer }, id(), "Whose it is"),
	required("version", func(r *AgreedRecord) *Written[int] { return &r.Version }, whole(1, 99_999_999), "Which one it is, counted from 1"),
	required("frozen", func(r *AgreedRecord) *Written[clock.Date] { return &r.Frozen }, date, "The day on which it was written"),
	required("print", func(r *AgreedRecord) *Text { return &r.Print }, text(), "The beginning of the fingerprint of the terms"),
	optional("evidence", func(r *AgreedRecord) *Evidence { return &r.Evidence }, evidenceTable.form(), "The reply beside it"),
	required("agreed", func(r *AgreedRecord) *Map[Yes] { return &r.Agreed }, mapOf("yeses by line", "e1: {by: …, day: …, how: …}", reference(), yesTable.form()), "Who agreed to which line, or to a promise alone"),
	required("terms", func(r *AgreedRecord) *AgreedTerms { return &r.Terms }, agreedTermsTable.form(), "What both agreed to"),
)

var evidenceTable = tableOf("evidence",
	required("file", func(e *Evidence) *Text { return &e.File }, text(), "Its name"),
	required("sha256", func(e *Evidence) *Text { return &e.SHA256 }, sha256Text(), "Its fingerprint"),
)

var yesTable = tableOf("a yes",
	optional("by", func(y *Yes) *Text { return &y.By }, text(), "Who"),
	optional("day", func(y *Yes) *Written[clock.Date] { return &y.Day }, date, "When"),
	optional("how", func(y *Yes) *Text { return &y.How }, text(), "How"),
	optional("since", func(y *Yes) *Written[int] { return &y.Since }, whole(1, 99_999_999), "Since which version"),
	optional("open", func(y *Yes) *Text { return &y.Open }, text(), "What they said who did not agree"),
)

var agreedTermsTable = tableOf("terms",
	optional("lines", func(t *AgreedTerms) *Map[Line] { return &t.Lines }, mapOf("lines by id", "e1: {understood: …}", id(), agreedLineTable.form()), "Each line with its answer"),
	optional("promises", func(t *AgreedTerms) *Map[*AgreedPromise] { return &t.Promises }, agreedPromises(), "Each promise that applied"),
	optional("hours", func(t *AgreedTerms) *Map[Text] { return &t.Hours }, mapOf("hours by calendar", "office: Mon-Fri 09:00-17:00", id(), text()), "When each business clock runs"),
	optional("your_part", func(t *AgreedTerms) *[]Duty { return &t.YourPart }, listOf(dutyTable.form()), "What the customer does"),
	optional("updates", func(t *AgreedTerms) *Updates { return &t.Updates }, updatesTable.form(), "How they are kept told"),
	optional("price", func(t *AgreedTerms) *Price { return &t.Price }, priceTable.form(), "What they pay"),
	optional("exceptions", func(t *AgreedTerms) *[]Granted { return &t.Exceptions }, listOf(grantedTable.form()), "Policies bent for them"),
	optional("referral", func(t *AgreedTerms) *Referral { return &t.Referral }, referralTable.form(), "What they do if the promises are kept"),
	optional("term", func(t *AgreedTerms) *AgreedTerm { return &t.Term }, agreedTermTable.form(), "When it begins, and how it goes on"),
	optional("contract", func(t *AgreedTerms) *[]Terms { return &t.Contract }, listOf(termsTable.form()), "The contract that stands beside it"),
)

var agreedLineTable = tableOf("an agreed line",
	optional("said", func(l *Line) *Text { return &l.Said }, text(), "Their own words"),
	optional("understood", func(l *Line) *Text { return &l.Understood }, text(), "What it was taken to mean"),
	optional("answer", func(l *Line) *Text { return &l.Answer }, answer(), "yes, yes-if or no"),
	optional("because", func(l *Line) *Text { return &l.Because }, text(), "The reason for a no"),
	optional("instead", func(l *Line) *Text { return &l.Instead }, text(), "What is done instead"),
	optional("if", func(l *Line) *Text { return &l.If }, text(), "The condition of a yes-if"),
	optional("blocked_by", func(l *Line) *Text { return &l.BlockedBy }, reference(), "What in the offer stood against it"),
	optional("refer", func(l *Line) *Text { return &l.Refer }, id(), "A partner who does it"),
	optional("backed_by", func(l *Line) *Text { return &l.BackedBy }, reference(), "The promise that answers it"),
	optional("level", func(l *Line) *Text { return &l.Level }, levelID(), "The priority level that answers it"),
	optional("measure", func(l *Line) *LineMeasure { return l.Measure.add() }, lineMeasureTable.form(), "How it is checked"),
)

var agreedPromiseTable = tableOf("an agreed promise",
	required("says", func(p *AgreedPromise) *Text { return &p.Says }, text(), "The sentence"),
	optional("commitment", func(p *AgreedPromise) *Text { return &p.Commitment }, choice("guarantee", "target", "best-effort"), "guarantee, target or best-effort"),
	optional("indicator", func(p *AgreedPromise) *Indicator { return &p.Indicator }, indicatorTable.form(), "What is measured"),
	optional("within", func(p *AgreedPromise) *Within { return &p.Within }, withinForm(), "The time limit, or one for each level"),
	optional("at_least", func(p *AgreedPromise) *Measure { return &p.AtLeast }, measure(), "The least"),
	optional("at_most", func(p *AgreedPromise) *Measure { return &p.AtMost }, measure(), "The most"),
	optional("clock", func(p *AgreedPromise) *Text { return &p.Clock }, clocks(), "calendar or business"),
	optional("hours", func(p *AgreedPromise) *Text { return &p.Hours }, id(), "The calendar of a business clock"),
	optional("target", func(p *AgreedPromise) *Percent { return &p.Target }, share, "How often it is kept"),
	optional("window", func(p *AgreedPromise) *Written[clock.Window] { return &p.Window }, window, "The time over which it is counted"),
	optional("excluded", func(p *AgreedPromise) *[]Exclusion { return &p.Excluded }, listOf(exclusionTable.form()), "What does not count"),
	optional("on_miss", func(p *AgreedPromise) *OnMiss { return &p.OnMiss }, onMissTable.form(), "What happens when it is missed"),
	optional("if_missed", func(p *AgreedPromise) *[]Text { return &p.IfMissed }, listOf(text()), "The same, as the page said it"),
	optional("chosen", func(p *AgreedPromise) *[]AgreedChoice { return &p.Chosen }, listOf(agreedChoiceTable.form()), "Options that they had"),
)

var agreedChoiceTable = tableOf("an option that was chosen",
	optional("level", func(c *AgreedChoice) *Text { return &c.Level }, levelID(), "The level, where it is for one"),
	required("to", func(c *AgreedChoice) *Measure { return &c.To }, measure(), "The limit"),
	optional("price", func(c *AgreedChoice) *Text { return &c.Price }, text(), "What it costs"),
	optional("needs", func(c *AgreedChoice) *Text { return &c.Needs }, text(), "What it takes"),
)

var agreedTermTable = tableOf("a term",
	optional("from", func(t *AgreedTerm) *Written[clock.Date] { return &t.From }, date, "The day it begins"),
	optional("lasts", func(t *AgreedTerm) *Written[clock.Duration] { return &t.Lasts }, duration, "How long"),
	optional("renews", func(t *AgreedTerm) *Written[bool] { return &t.Renews }, boolean(), "Whether it goes on by itself"),
	optional("notice", func(t *AgreedTerm) *Written[clock.Duration] { return &t.Notice }, duration, "How long before its end either side says so"),
)

func agreedPromises() form[*Map[*AgreedPromise]] {
	one := agreedPromiseTable.form()
	pointer := form[**AgreedPromise]{schema: one.schema, read: func(d *decoder, n *yamltext.Node, into **AgreedPromise) {
		*into = new(AgreedPromise)
		one.read(d, n, *into)
	}}
	return mapOf("promises by name", "van-deliveries.on-time: {says: …}", reference(), pointer)
}

// ParseAgreedPromises reads promises as they stand in a record below "promises:", from a line of it on.
func ParseAgreedPromises(name string, first int, data []byte) (Map[*AgreedPromise], []diag.Problem) {
	promises := agreedPromises()
	return decodeBy(promises.read, promises.schema, name, first, data, time.UTC)
}

// ParseAgreedRecord reads a record.
func ParseAgreedRecord(name string, data []byte) (AgreedRecord, []diag.Problem) {
	return decode(agreedRecordTable, name, 1, data, time.UTC) // it has days, and no times of day
}
