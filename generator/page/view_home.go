package page

// Home is the first page: what to expect at a glance.
type Home struct {
	Frame        Frame
	Heading      string      // "What to expect from Northlane Couriers"
	Lead         string      // counts: "9 promises in 3 services, and 4 things we don't do."
	Jump         []Link      // to what people look for first: what we don't do
	Notice       *NoticeItem // the most pressing open notice
	MoreNotices  Link        // where there is more than one
	Body         Prose       // the home page's own words, content/pages/index.md
	Promises     []PromiseCard
	MorePromises Link // where the list is not complete: "All 60 promises"
	Can          []CapabilityCard
	MoreCan      Link
	Cannot       []CannotItem
	MoreCannot   Link
	Doing        *Doing   // nil until there is a record
	Good         []string // who we suit
	Poor         []string // who is better served elsewhere
	FitHref      string
	Leader       *Person
	Reach        []Channel // the first few ways to reach us
	ReachHref    string
	Policies     []Card
	PoliciesHref string
	Updated      Time // when the newest version of a promise or a policy took effect
}

// Doing is how we are doing, over all promises that have a record.
type Doing struct {
	Says  string // counts them: "We count 9 promises, and kept each as often as we said."
	Items []DoingItem
	More  Link // where the list is not complete
}

// DoingItem is the record of one promise.
type DoingItem struct {
	Promise Link
	Record  Record // its sentence alone
}

// CannotItem is one thing we don't do, in a list.
type CannotItem struct {
	What    string
	Href    string
	Instead string // one line: what we do instead, or who does it; may be empty
}

// Card is a page in a list.
type Card struct {
	Title, Href string
	Summary     string
	Tag         *Tag
	Detail      string // quiet small print: "version 4, since 1 March 2026"
}

// CapabilityCard is a capability in a list.
type CapabilityCard struct {
	Title, Href string
	Summary     string
	Status      *Tag   // nil where it is simply offered
	Counts      string // "3 promises, 2 things we don't do"
}

// Capabilities is the list of what we offer.
type Capabilities struct {
	Frame  Frame
	Lead   string
	Groups []CapabilityGroup // by category; one group with an empty name where nothing has a category
}

// CapabilityGroup holds the capabilities of one category.
type CapabilityGroup struct {
	Name, Anchor string
	Cards        []CapabilityCard
}
