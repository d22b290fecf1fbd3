package page

// Capability is one thing we offer: what it covers and what it does not, what we promise, and what it takes.
type Capability struct {
	Frame       Frame
	Title       string
	Summary     string
	Status      *Tag   // limited, paused or retired; nil where it is simply offered
	Opening     string // "Next opening: 1 May 2026"; may be empty
	Notices     []NoticeItem
	Body        Prose
	Can         []string
	Cannot      []Cannot
	Assumed     []Assumed
	Promises    []Promise
	YourPart    []Part
	Assumptions []string
	Stages      []Stage
	Price       *Price
	Escalation  []Step
	Good, Poor  []string
	Limits      []Limit
	FitHref     string
	Aftercare   []Moment
	Policies    []Card
	Changes     []Change
	ChangesHref string
	Version     string // "3"
	Since       Time
	ReviewBy    Time
	Owner       string
}

// Cannot is one thing we don't do: with the reason, and a way on.
type Cannot struct {
	Anchor  string
	What    string
	Because string
	Instead string // what we do instead
	If      string // the condition on which we can after all
	Refer   *Referral
}

// Referral names who does it better, and why.
type Referral struct {
	Name, Href string
	For        string
	Why        string
}

// Assumed is what people often assume, and what is so.
type Assumed struct {
	Assume, Fact string
}

// Part is something the customer does, so that we can keep our promises.
type Part struct {
	What   string
	Within string // "2 working days"; may be empty
	Hours  Link   // the hours Within counts in
	Else   string // what happens otherwise; may be empty
}

// Stage is one step of the work.
type Stage struct {
	Name  string
	Lasts string // "2 weeks"
	Gets  []string
	Done  string // when the stage is finished
}

// Price is what it costs.
type Price struct {
	Kind     string // "Fixed price", "Estimate", "By the hour"
	Amount   string // "£1,200"
	Ceiling  string // the most it can come to; may be empty
	HoldsFor string // how long the price stands; may be empty
	Note     string // may be empty
}

// Miss is what happens if one promise is missed.
type Miss struct {
	Promise Link
	Tell    string // "1 hour"
	Remedy  []string
	Claim   string
}

// Step is one rung of an escalation ladder, first to last.
type Step struct {
	Who  string
	Role string
	When string // when to go there: "No answer after 5 working days"
	Ways []Link // telephone and mail
}

// Limit is a bound of what suits us: "Weight", "at most 750 kg".
type Limit struct {
	Name, Text string
}

// Moment is something we do after the sale, and when.
type Moment struct {
	When, What string
}
