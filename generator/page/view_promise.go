package page

// Promise is one promise in full: the sentence, what it means, and the terms it stands on. Empty fields are left out.
type Promise struct {
	Anchor     string // its id in the page, unique there
	Href       string // its home on its capability's page, from the page that shows it
	Says       string // the sentence
	Commitment Tag    // "Guarantee", "Target", "Best effort"
	From       Link   // the capability that makes it; empty on the capability's own page
	Means      string // the plain consequence: "Of 20 parcels, expect 19 on time."

	Starts   string      // when the clock starts: "We collect the goods"
	Stops    string      // when it stops
	Pauses   string      // while what it stands still
	Limit    string      // the time limit in words: "48 hours"; empty where Levels has it
	Measure  string      // the threshold where it is no time: "at least 99.9% of pallets"
	Levels   []LevelTerm // the limit by priority level
	Hours    Link        // the hours the clock runs in, leading to their definition
	Example  string      // on a business clock, from when to when it runs over a time of being closed; may be empty
	Target   string      // how often we keep it: "95 of 100"
	Window   string      // over what time we look: "the last 90 days"
	Excluded []string    // what does not count, a sentence each
	Evidence string      // how the customer can check it
	Tell     string      // if we miss it, when we tell you: "within 1 hour"
	Remedy   []string    // if we miss it, what you get, a sentence each
	Tiers    []Tier      // credits by how far we fell short
	Claim    string      // how it is claimed: "You need do nothing.", "Ask within 30 days."

	DependsOn    []string // what it needs from others: who, and what
	Options      []Option // other terms that can be chosen
	Acknowledged *Acknowledged
	Record       *Record // how we have done; nil prints nothing
}

// LevelTerm is a promise's limit for one priority level.
type LevelTerm struct {
	Name    string // the level's name: "Stopped"
	When    string // what it means: "Nobody at a site can work"
	Within  string // "4 hours"
	Hours   Link
	Example string // as that of a promise
	Was     string // on an agreement, the standard limit where the customer's differs; else empty
}

// Tier is one step of a credit that grows with the shortfall.
type Tier struct {
	Below  string // "below 99.5%"
	Credit string // "10% of the month's fee"
}

// Option is another term that a customer can choose, with its price.
type Option struct {
	Level  string // the level it changes; empty where the promise has none
	Change string // what it changes: the promise's sentence, with the level's name
	From   string // the standard term
	To     string // the term it gives instead
	Price  string // "£38 a delivery", "no charge"
	Needs  string // what it needs from the customer; may be empty
	Chosen bool   // on an agreement: this customer has it
}

// Acknowledged says that a promise is being missed and that we know it.
type Acknowledged struct {
	Because string
	Until   Time
}

// Record is how a promise has been kept, in words and as a chart, with the numbers behind it.
type Record struct {
	Anchor string      // an id that is unique in the page
	State  Tag         // "Kept", "Missed", "New"
	Says   string      // "Kept 190 of 201 over the last 90 days, which is 94.5%.", "No record yet"
	Detail string      // "6 more did not count: 4 road closed, 2 nobody in."; may be empty
	Since  Time        // for a new promise, when first results are due
	Names  RecordNames // of the columns of Months
	Months []RecordMonth
	Chart  *Chart // nil where there is too little to draw
}

// RecordNames are what the numbers of a month are.
type RecordNames struct{ Missed, Kept, Excluded string }

// RecordMonth is the numbers of one month.
type RecordMonth struct {
	Name     string // "March 2026"
	Kept     string
	Missed   string
	Excluded string
	None     string // says that nothing was counted; else empty
}

// Chart is a bar for each month, or a dot for each of a few cases, in units of its own.
type Chart struct {
	Width, Height int
	Title         string
	Legend        string // what its marks mean
	Hatched       bool   // something in it was missed
	Bars          []Bar
	Dots          []Dot
}

// Bar is what was missed in a month, and above it what was kept.
type Bar struct {
	X, Width, Middle int
	Kept, KeptY      int
	Missed, MissedY  int
	Month            string // "Mar"
	MonthY           int
	Said             string // above the bar: how many were missed, or that there was nothing; may be empty
	SaidY            int
}

// Dot is one case.
type Dot struct {
	X, Y, Radius int
	Missed       bool
}

// PromiseCard is a promise in a list: the sentence leads to the whole.
type PromiseCard struct {
	Says       string
	Href       string
	Commitment Tag
	From       string // the capability's title; may be empty
}

// Promises is the page of all promises, A to Z: also the print edition.
type Promises struct {
	Frame   Frame
	Lead    string // counts them: "14 promises in 3 services."
	Letters []PromiseLetter
}

// PromiseLetter holds the promises of the capabilities that begin with one letter.
type PromiseLetter struct {
	Letter string
	Groups []PromiseGroup
}

// PromiseGroup holds the promises of one capability.
type PromiseGroup struct {
	Capability Link
	Summary    string
	Promises   []Promise
}
